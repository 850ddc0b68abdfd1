"""What every picture of a menu shows: the places a caller can be in, the keys between them, and what is said there.

It is read off the compiled script, so a picture shows what callers meet and not what somebody meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ivr.budget import estimate
from ivr.keys import ADVISOR, EMERGENCY, NEXT
from ivr.menu import Line, Menu, Option
from ivr.script import START, Ask, Script, State


class Kind(StrEnum):
    """What a place in the menu is."""

    OPENING = "opening"
    EMERGENCY = "emergency"
    ADVISOR = "advisor"
    MENU = "menu"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Said:
    """One text; `seconds` is the length of its recording, or else an estimate."""

    text: str
    seconds: float
    recorded: bool


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
    """The key that leads here; empty for the opening."""
    label: str
    kind: Kind
    turns: tuple[Turn, ...]
    children: tuple["Node", ...] = ()

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


def picture(line: Line, script: Script, seconds: Mapping[str, float]) -> Node:
    """The opening with everything behind it; `seconds` holds the lengths of the texts that have a recording."""
    return _Maker(script, seconds).opening(line)


@dataclass(frozen=True, slots=True)
class _Maker:
    script: Script
    seconds: Mapping[str, float]

    def opening(self, line: Line) -> Node:
        keys = _keys(self.script.states[START])
        fixed = (
            Node(EMERGENCY, line.emergency.short, Kind.EMERGENCY, (self.turn(keys[EMERGENCY]),)),
            Node(ADVISOR, line.advisor.short, Kind.ADVISOR, (self.turn(keys[ADVISOR]),)),
        )
        return Node("", line.name, Kind.OPENING, (self.turn(START),), (*fixed, *self.options(line.menu, keys)))

    def options(self, menu: Menu, keys: Mapping[str, str]) -> Iterator[Node]:
        return (self.option(key, option, keys[key]) for key, option in menu.items())

    def option(self, key: str, option: Option, state: str) -> Node:
        if option.menu is None:
            return Node(key, option.option, Kind.ANSWER, tuple(map(self.turn, self.parts(state))))
        children = tuple(self.options(option.menu, _keys(self.script.states[state])))
        return Node(key, option.option, Kind.MENU, (self.turn(state),), children)

    def parts(self, state: str | None) -> Iterator[str]:
        while state is not None:
            yield state
            state = _keys(self.script.states[state]).get(NEXT)

    def turn(self, state: str) -> Turn:
        return Turn(state, tuple(map(self.said, self.script.states[state].prompts())))

    def said(self, text: str) -> Said:
        return Said(text, self.seconds.get(text, estimate(text)), text in self.seconds)


def _keys(state: State) -> Mapping[str, str]:
    """Where the keys lead in a state that listens."""
    return {str(key): to for step in state.steps if isinstance(step, Ask) for key, to in step.keys.items()}
