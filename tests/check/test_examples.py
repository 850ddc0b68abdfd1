"""Menus that load, with something in them that callers should not meet: each file says what is found, and where."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.check import Subject, errors, inspect
from ivr.conversation import compile_script
from ivr.loader import MenuFile, parse, read
from ivr.problems import Problem, Severity
from ivr.prompts import Catalogue
from tests.check.test_rules import NOW
from tests.conftest import NUMBERS, ROOT
from tests.test_loader import ENGLISH, GOOD, large

POOR = sorted((ROOT / "tests/menus/poor").glob("*.yml"))
SHIPPED = [ROOT / name for name in ("menus.yml", "ivr/starting.yml", "ivr/built_in.yml")]

EXPECTED = re.compile(r"^# expect: (\d+):(\d+) (\S+) (error|warning|notice)$", re.MULTILINE)


def found(file: MenuFile, folder: Path = ROOT / "prompts") -> list[Problem]:
    """Everything that the rules find in a menu, with the recordings that it has."""
    script = compile_script(file.line)
    catalogue = Catalogue.read(folder, file.line.voices, file.line.language)
    lengths = {text: recording.seconds for text in script.prompts() if (recording := catalogue.find(text))}
    return inspect(file, Subject(file.line, script, lengths, NUMBERS, NOW))


@pytest.mark.parametrize("path", POOR, ids=lambda path: path.stem)
def test_a_poor_menu_says_what_is_found(path: Path, tmp_path: Path) -> None:
    """Every finding stands at its line and column, as severe as the file says, and nothing else is found."""
    text = path.read_text(encoding="utf-8")
    expected = [(int(line), int(column), *rest) for line, column, *rest in EXPECTED.findall(text)]
    assert expected
    problems = found(parse(text), tmp_path)
    assert [(one.position.line, one.position.column, one.rule, one.severity) for one in problems] == expected


@pytest.mark.parametrize("path", POOR, ids=lambda path: path.stem)
def test_publishing_asks_for_every_error(path: Path) -> None:
    """What stops publication is exactly what is called an error, though fewer rules are asked."""
    file = parse(path.read_text(encoding="utf-8"))
    subject = Subject(file.line, compile_script(file.line), numbers=NUMBERS, now=NOW)
    assert errors(file, subject) == [one for one in inspect(file, subject) if one.severity is Severity.ERROR]


def test_there_are_enough_examples() -> None:
    """Every rule that a file alone can break is shown breaking."""
    shown = {rule for path in POOR for _, _, rule, _ in EXPECTED.findall(path.read_text(encoding="utf-8"))}
    assert len(shown) >= 25
    assert len(POOR) >= 50


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_menus_have_nothing_to_be_found(path: Path) -> None:
    """The line, the menu to begin with and the built-in line break no rule."""
    assert found(read(path)) == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_menu_can_be_published(path: Path) -> None:
    """No rule stops a menu of which nothing is wrong but its style."""
    assert [problem for problem in found(read(path)) if problem.severity is Severity.ERROR] == []


TOLD = {
    "announcement-unheard": "Een deel van deze tijd geldt mededeling 1 ook",
    "capitals": "Hoe 'GGD' klinkt, weet een stem niet.",
    "capitals-all": "Deze tekst staat in hoofdletters",
    "capitals-two": "Deze tekst staat in hoofdletters",
    "capitals-one": "Hoe 'GGD' klinkt, weet een stem niet.",
    "date-past": "De dag 2025-12-24 is voorbij",
    "digits-112": "Schrijf het voluit: één één twee.",
    "digits-always": "Schrijf het voluit.",
    "key-gap": "is toets 3 overgeslagen: er is wel een toets 4",
    "key-order-twice": "Toets 2 staat na toets 4",
    "nobody-there-at-lunch": "voor het eerst op maandag 4-5 om 12:00",
    "options-four": "Dit menu heeft 4 keuzes. Met nood en adviseur erbij hoort een beller er 6, en meer dan 5 onthoudt",
    "pronounced-112-word-wrongly": "Schrijf hier: één.",
    "pronounced-112-wrongly": "Schrijf hier: één één twee.",
    "same-answer": "Onder toets 2 staat precies hetzelfde antwoord.",
    "same-option": "Deze keuze klinkt net als die onder toets 2",
    "same-option-as-advisor": "Deze keuze klinkt net als die voor de adviseur",
    "same-option-as-emergency": "Deze keuze klinkt net als die voor nood",
}


@pytest.mark.parametrize("name", TOLD)
def test_the_message_names_what_it_is_about(name: str, tmp_path: Path) -> None:
    """An operator reads which key, which words or which number it is, and how to write it."""
    problem, *_ = found(parse((ROOT / f"tests/menus/poor/{name}.yml").read_text(encoding="utf-8")), tmp_path)
    assert TOLD[name] in problem.message


@pytest.mark.parametrize("path", POOR, ids=lambda path: path.stem)
def test_every_message_is_plain_dutch(path: Path) -> None:
    """A message shows no word of the software behind it, and is a whole sentence."""
    for problem in found(read(path)):
        said = re.sub(r"'[^']*'", "", problem.message)
        assert not ENGLISH.search(said), said
        assert problem.message[0].isupper() or problem.message[0] in "'1"
        assert problem.message[-1] in ".?"


SPOKEN = (
    "bel|de|politie|één één twee|112|stil|niets zeggen|toets 3|fout|VUL IN|GGD|o.a.|&|anoniem?|telefoonrekening.|u|wij"
    "|verbinden|door|24/7|0800-2000|2e"
)
words = st.sampled_from(SPOKEN.split("|"))
texts = st.lists(words, min_size=1, max_size=30).map(lambda words: "Zin " + " ".join(words))


@settings(max_examples=80)
@given(answer=texts)
def test_whatever_loads_is_found_where_it_stands(answer: str) -> None:
    """However a text is written, a finding points at the very words that it quotes."""
    menu = (ROOT / "ivr/starting.yml").read_text(encoding="utf-8")
    old = "Twijfelt u of u hier goed bent? Een adviseur denkt met u mee."
    assert old in menu
    lines = menu.replace(old, f"{answer}\n\n      {answer}").split("\n")
    file = parse("\n".join(lines))
    for problem in found(file):
        if quoted := re.match(r"'([^']+)'", problem.message):
            place = lines[problem.position.line - 1][problem.position.column - 1 :]
            assert place.startswith(quoted[1])


def test_ten_thousand_options_are_checked() -> None:
    """The largest menus are checked as well."""
    file = parse(large(10_000))
    assert {problem.rule for problem in found(file)} >= {"same-answer", "too-many-options"}
