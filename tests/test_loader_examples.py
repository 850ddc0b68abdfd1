"""What `check --explain` shows of a rule of the file: what is wrong breaks that rule, and what is right is in order."""

import re

import pytest

from ivr.loader import EXAMPLES, explained
from tests.conftest import ROOT
from tests.test_loader import problems

STARTING = (ROOT / "ivr/starting.yml").read_text(encoding="utf-8")


def with_piece(place: str, piece: str) -> str:
    """The starting menu with a piece in place of its first word of that name, and of all that stands below that."""
    found = re.search(rf"^( *){re.escape(place)}:.*\n(?:\1 +.*\n|\n(?=\1 ))*", STARTING, re.MULTILINE)
    assert found
    lines = "".join(f"{found[1]}{line}\n" for line in piece.split("\n"))
    return STARTING[: found.start()] + lines + STARTING[found.end() :]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_what_is_wrong_breaks_the_rule(rule: str) -> None:
    """An operator who makes the mistake of the example is told of that rule, and of nothing else."""
    found = problems(with_piece(EXAMPLES[rule].place, EXAMPLES[rule].wrong))
    assert {problem.rule for problem in found} == {rule}, found


@pytest.mark.parametrize("rule", EXAMPLES)
def test_what_is_right_can_be_published(rule: str) -> None:
    """An operator who copies the example has a menu that works."""
    assert problems(with_piece(EXAMPLES[rule].place, EXAMPLES[rule].right)) == []


def test_every_example_is_of_a_rule() -> None:
    """No example is left of a rule that is gone."""
    assert set(EXAMPLES) <= set(explained())
