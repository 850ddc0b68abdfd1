"""What a picture is made of: the places a caller can be in, the keys between them, and what is said there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ivr.budget import Said


class Kind(StrEnum):
    """What a place in the menu is."""

    OPENING = "opening"
    ANNOUNCEMENT = "announcement"
    """The opening, for as long as something is announced."""
    EMERGENCY = "emergency"
    ADVISOR = "advisor"
    TEAM = "team"
    QUEUE = "queue"
    WAITING = "waiting"
    """What callers in a queue are told, by their place or by how long it may take."""
    WHISPER = "whisper"
    """What who picks up hears: an advisor, and no caller."""
    AFTERWARDS = "afterwards"
    """What a caller hears whom nobody could be found for, or whose conversation fell away."""
    MENU = "menu"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One state: all that is said there before the line waits for the caller."""

    state: str
    said: tuple[Said, ...]

    @property
    def seconds(self) -> float:
        """How long it takes; an estimate when `recorded` is less than the number of texts."""
        return sum(one.seconds for one in self.said)

    @property
    def recorded(self) -> int:
        """How many of the texts have a recording."""
        return sum(one.recorded for one in self.said)

    @property
    def is_recorded(self) -> bool:
        """Whether callers hear recordings only."""
        return all(one.recorded for one in self.said)


@dataclass(frozen=True, slots=True)
class Node:
    """One place in the menu. An answer has a turn for each of its parts; everything else has one turn."""

    key: str
    """The key that leads here; empty where no key decides: the opening, and who is rung."""
    label: str
    kind: Kind
    turns: tuple[Turn, ...]
    children: tuple["Node", ...] = ()
    notes: tuple[str, ...] = ()
    """When it is so, a line for each: the hours of a team, the period of an announcement."""
    brief: str = ""
    """The same for one short line, where that says less."""

    @property
    def state(self) -> str:
        """The name of the state that the key leads to."""
        return self.turns[0].state

    @property
    def is_recorded(self) -> bool:
        """Whether callers hear recordings only, in this place."""
        return all(turn.is_recorded for turn in self.turns)

    def walk(self) -> Iterator["Node"]:
        """This place and all that is behind it, in the order of the menu."""
        yield self
        for child in self.children:
            yield from child.walk()
