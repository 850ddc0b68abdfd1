"""Sentences as people write them: what a rule must find, and what no rule may stumble over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.test_rules import problems
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "sentences"
NOTHING = "nothing"

STARTING = (ROOT / "ivr/starting.yml").read_text(encoding="utf-8")
PLACES = {
    "answer": "      Twijfelt u of u hier goed bent? Een adviseur denkt met u mee.",
    "emergency": "    De centralist vraagt wie u nodig hebt, en waar u bent.",
    "option": "    option: Is deze lijn voor mij?",
    "welcome": "welcome: Goedendag. Dit is de hulplijn.",
    "unavailable": "    Het lukt nu niet om u door te verbinden. Bel straks opnieuw.",
    **{
        word: next(line for line in STARTING.split("\n") if line.startswith(f"  {word}: "))
        for word in ("try_again", "no_choice", "wrong_key", "connecting", "waiting", "changed")
    },
}


def sentences(rule: str) -> Iterator[tuple[str, str]]:
    """The sentences in the file of a rule, each with its place."""
    for line in (FOLDER / f"{rule}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            place, _, sentence = line.partition(": ")
            yield place, sentence


def with_sentence(place: str, sentence: str) -> str:
    """The starting menu with a sentence in place of another."""
    old = PLACES[place]
    assert STARTING.count(old) == 1
    word, colon, _ = old.partition(": ")
    head = f"{word}: >\n{' ' * (len(word) - len(word.lstrip()) + 2)}" if colon and word.strip() in PLACES else ""
    indent = head.rpartition("\n")[2] if head else old[: len(old) - len(old.lstrip())]
    text = sentence.replace(" | ", f"\n\n{indent}")
    return STARTING.replace(old, f"{head or indent}{text}")


RULES = [path.stem for path in sorted(FOLDER.glob("*.txt")) if path.stem != NOTHING]
FOUND = [(rule, *one) for rule in RULES for one in sentences(rule)]


@pytest.mark.parametrize(("rule", "place", "sentence"), FOUND)
def test_a_sentence_that_must_be_found(rule: str, place: str, sentence: str) -> None:
    """However an operator puts it, the rule finds it."""
    assert rule in problems(with_sentence(place, sentence))


@pytest.mark.parametrize(("place", "sentence"), list(sentences(NOTHING)))
def test_a_sentence_that_is_good(place: str, sentence: str) -> None:
    """Nobody is held up over a sentence that is right."""
    assert problems(with_sentence(place, sentence)) == []


def test_the_files_are_found() -> None:
    """There are sentences of both kinds."""
    assert len(FOUND) > 150
    assert len(list(sentences(NOTHING))) > 150
