"""What the pictures say about a place, in the same words in all of them."""

from collections.abc import Sequence
from typing import Final

from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT, REPEAT
from ivr.tree.picture import Kind, Node, Turn

EVERYWHERE: Final = {Kind.EMERGENCY: "overal", Kind.ADVISOR: "overal, en voor wie niets doet"}

KINDS: Final = {
    Kind.OPENING: "opening",
    Kind.EMERGENCY: "nood",
    Kind.ADVISOR: "adviseur",
    Kind.MENU: "menu",
    Kind.ANSWER: "antwoord",
}

FIXED_KEYS: Final = (
    f"Overal: {EMERGENCY} nood, {ADVISOR} adviseur, {BACK} terug. "
    f"Na een antwoord: {REPEAT} nog een keer horen, {NEXT} volgende deel."
)
NOT_RECORDED: Final = "niet opgenomen"
ESTIMATED: Final = "± is geschat: wat niet is opgenomen, zegt de computerstem."


def where(node: Node) -> str:
    """Where the key of a place works, if that is not in one menu only."""
    return EVERYWHERE.get(node.kind, "")


def notes(node: Node) -> str:
    """What is said of a place behind its name: that its key works everywhere, or in how many parts the answer comes."""
    return where(node) or (f"{len(node.turns)} delen" if len(node.turns) > 1 else "")


def lasts(turn: Turn) -> str:
    """How long the caller listens there before the line waits; with ± where that is an estimate."""
    return f"{'' if turn.is_recorded else '± '}{turn.seconds:.0f} s"


def recorded(turns: Sequence[Turn]) -> str:
    """How many of the texts are recordings; empty when all are."""
    count, total = sum(turn.recorded for turn in turns), sum(len(turn.said) for turn in turns)
    if count == total:
        return ""
    return f"{count} van {total} opgenomen" if count else NOT_RECORDED


def sums_up(node: Node) -> list[str]:
    """One row for each turn of a place: which part, how long, how much of it is recorded."""
    several = len(node.turns) > 1
    return [
        (f"deel {number}: " if several else "") + ", ".join(filter(None, (lasts(turn), recorded([turn]))))
        for number, turn in enumerate(node.turns, start=1)
    ]
