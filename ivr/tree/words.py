"""What the pictures say about a place, in the same words in all of them."""

from collections.abc import Sequence
from typing import Final

from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT, REPEAT
from ivr.tree.node import Kind, Node, Turn

EVERYWHERE: Final = {Kind.EMERGENCY: "overal", Kind.ADVISOR: "overal, en voor wie niets doet"}

KINDS: Final = {
    Kind.OPENING: "opening",
    Kind.ANNOUNCEMENT: "mededeling",
    Kind.EMERGENCY: "nood",
    Kind.ADVISOR: "adviseur",
    Kind.TEAM: "team",
    Kind.QUEUE: "wachtrij",
    Kind.WAITING: "wie wacht",
    Kind.WHISPER: "bij de adviseur",
    Kind.AFTERWARDS: "daarna",
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
    """What is said of a place behind its name: where its key works, when it is so, or how many parts there are."""
    parts = f"{len(node.turns)} delen" if len(node.turns) > 1 else ""
    return "; ".join(filter(None, (where(node), *node.notes))) or parts


def lasts(turn: Turn) -> str:
    """How long one listens there before the line waits, with ± where that is an estimate; empty without texts."""
    if not turn.said:
        return ""
    return f"{'' if turn.is_recorded else '± '}{turn.seconds:.0f} s"


def recorded(turns: Sequence[Turn]) -> str:
    """How many of the texts are recordings; empty when all are."""
    count, total = sum(turn.recorded for turn in turns), sum(len(turn.said) for turn in turns)
    if count == total:
        return ""
    return f"{count} van {total} opgenomen" if count else NOT_RECORDED


def sums_up(node: Node) -> list[str]:
    """One row for each turn of a place: which part, how long, how much of it is recorded; empty without texts."""
    several = len(node.turns) > 1
    return [
        (f"deel {number}: " if several else "") + ", ".join(filter(None, (lasts(turn), recorded([turn]))))
        for number, turn in enumerate(node.turns, start=1)
    ]
