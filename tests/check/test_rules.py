"""Each rule finds what it says that it finds, and lets pass what it says to be right."""

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from ivr.check import RULES, Rule, Subject, inspect
from ivr.conversation import compile_script
from ivr.loader import explained, parse
from tests.conftest import LINE, ROOT

STARTING = (ROOT / "ivr/starting.yml").read_text(encoding="utf-8")
NUMBERS = {"LINE_NUMBER": LINE, "ADVISOR_NUMBER": "+31101234568", "WRONG_NUMBER": "112"}


NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def problems(menu: str, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """The rules that a menu breaks."""
    file = parse(menu)
    subject = Subject(file.line, compile_script(file.line), numbers=NUMBERS, now=NOW)
    return [problem.rule for problem in inspect(file, subject, rules)]


def with_piece(piece: str) -> str:
    """The starting menu with a piece in place of what stands there; a whole menu is replaced."""
    whole, part = (yaml.load(text, Loader=yaml.BaseLoader) for text in (STARTING, piece))  # noqa: S506 - texts only
    _fill_in(whole, part)
    dumped: str = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=1000)
    return dumped


def _fill_in(whole: dict[str, Any], part: dict[str, Any]) -> None:
    for word, value in part.items():
        if word == "teams":
            whole.pop("ring", None)
        if isinstance(value, dict) and word != "menu" and isinstance(whole.get(word), dict):
            _fill_in(whole[word], value)
        else:
            whole[word] = value


def named(rule: Rule) -> str:
    """What a test of this rule is called."""
    return rule.name


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_what_is_wrong_is_found(rule: Rule) -> None:
    """The mistake that an explanation shows is the mistake that the rule finds."""
    assert rule.name in problems(with_piece(rule.wrong), (rule,))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_what_is_right_passes(rule: Rule) -> None:
    """What an explanation shows as the better way breaks this rule no more."""
    assert problems(with_piece(rule.right), (rule,)) == []


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        ("name: Steunpunt Geweld\nwelcome: Goedendag. Dit is Steunpunt Geweld.", "violence-first"),
        ("phrases:\n  repeat: Nog een keer\n  again: Nog een keer", "same-choice"),
        ("phrases:\n  hash: kruisje", "key-names"),
        ("phrases:\n  wrong_key: Toets 7 werkt hier niet. Kies een andere.", "option-names-key"),
    ],
)
def test_what_only_looks_wrong_passes(piece: str, rule: str) -> None:
    """Nobody is held up over the name of the organisation, what is never heard together, or another good word."""
    assert rule not in problems(with_piece(piece))


def test_what_a_voice_is_told_to_say_is_weighed_too() -> None:
    """A note of the writer's under `pronounce` would be spoken in every recording."""
    assert "unfinished" in problems(with_piece("pronounce:\n  GGD: VUL IN"))


def test_a_phrase_that_begins_with_the_key_is_found() -> None:
    """Also the very first word can be the key, and then a caller has forgotten it."""
    assert "key-first" in problems(with_piece('phrases:\n  press: "{key} is {option}."'))


def test_a_line_that_would_ring_itself_is_shown_where_it_is_rung() -> None:
    """Of two numbers an operator is sent to the one that is the line's own, under the name that it has there."""
    menu = STARTING.replace("- ${ADVISOR_NUMBER}", "- '+31101234500'\n      - ${OWN_NUMBER}")
    file = parse(menu.replace("number: ${LINE_NUMBER}", f"number: '{LINE}'"))
    subject = Subject(file.line, compile_script(file.line), numbers={"OWN_NUMBER": f" {LINE} "}, now=NOW)
    (problem,) = [one for one in inspect(file, subject) if one.rule == "number-own"]
    assert file.source.line(problem.position.line)[problem.position.column - 1 :].startswith("${OWN_NUMBER}")


def test_keys_have_other_names_in_other_languages() -> None:
    """A line in English may call its keys as the English do."""
    english = "language: en-GB\nsay: Polly.Amy-Neural\nphrases:\n  star: star\n  hash: pound"
    assert "key-names" not in problems(with_piece(english))


def test_a_name_is_one_rules_own() -> None:
    """Who asks what a name means gets one answer, whether the loader or a rule said it."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names).isdisjoint(explained())


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_an_explanation_is_whole(rule: Rule) -> None:
    """An operator reads whole Dutch sentences: what is asked, and why."""
    for text in (rule.asks, rule.why):
        assert text[0].isupper() or text[0] in "'1"
        assert text[-1] in ".?"
