"""What every picture of a menu shows: the places a caller can be in, the keys between them, and what is said there.

It is read off the compiled script, so a picture shows what callers meet and not what somebody meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ivr import saying
from ivr.budget import estimate
from ivr.keys import ADVISOR, EMERGENCY, NEXT
from ivr.loader.words import CHOICES
from ivr.menu import Announcement, Line, Menu, Option, Ring, Team
from ivr.ringing import groups, unanswered
from ivr.script import START, WHISPER, Script, State
from ivr.steps import Ask, Connect, Outcome


class Kind(StrEnum):
    """What a place in the menu is."""

    OPENING = "opening"
    ANNOUNCEMENT = "announcement"
    """The opening, for as long as something is announced."""
    EMERGENCY = "emergency"
    ADVISOR = "advisor"
    TEAM = "team"
    WHISPER = "whisper"
    """What who picks up hears: an advisor, and no caller."""
    AFTERWARDS = "afterwards"
    """What a caller hears whom nobody could be found for, or whose conversation fell away."""
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


def picture(line: Line, script: Script, seconds: Mapping[str, float]) -> Node:
    """The opening with everything behind it; `seconds` holds the lengths of the texts that have a recording."""
    return _Maker(line, script, seconds).opening()


@dataclass(frozen=True, slots=True)
class _Maker:
    line: Line
    script: Script
    seconds: Mapping[str, float]

    def opening(self) -> Node:
        line, keys = self.line, _keys(self.script.states[START])
        emergency = Node(EMERGENCY, line.emergency.short, Kind.EMERGENCY, (self.turn(keys[EMERGENCY]),))
        fixed = (*self.announcements(), emergency, self.advisor(keys[ADVISOR]))
        return Node("", line.name, Kind.OPENING, (self.turn(START),), (*fixed, *self.options(line.menu, keys)))

    def announcements(self) -> Iterator[Node]:
        choose = self.script.states[self.script.first].chooses
        for announcement, (_, state) in zip(self.line.announcements, choose.ways if choose else (), strict=True):
            label = f"Mededeling: {CHOICES['reason'][announcement.reason]}"
            yield Node("", label, Kind.ANNOUNCEMENT, (self.turn(state),), notes=_announced(announcement))

    def advisor(self, state: str) -> Node:
        """Who is rung in which order; a team that is always rung first is rung in the advisor's own state."""
        found = groups(self.script, state)
        own = [connect.ring for name, connect in found if name == state]
        notes = tuple(f"{ring.name}: {'; '.join(self.hours(ring))}" for ring in own if isinstance(ring, Team))
        children = (*(self.group(*one) for one in found if one[0] != state), *self.moments(state, found))
        return Node(ADVISOR, self.line.advisor.short, Kind.ADVISOR, (self.turn(state),), children, notes)

    def group(self, state: str, connect: Connect) -> Node:
        ring = connect.ring
        if not isinstance(ring, Team):
            return Node("", "Landelijk nummer", Kind.TEAM, (self.turn(state),), notes=("als laatste",))
        return Node("", ring.name, Kind.TEAM, (self.turn(state),), (), self.hours(ring), saying.briefly(ring))

    def moments(self, state: str, found: Sequence[tuple[str, Connect]]) -> Iterator[Node]:
        """What an advisor hears, and what a caller hears who has reached nobody."""
        if any(connect.whisper for _, connect in found):
            told = (
                "moet 1 toetsen",
                *(["hoort ook waar de beller naar luisterde"] if self.line.advisor.tell_topic == "yes" else []),
            )
            yield Node("", "Wie opneemt", Kind.WHISPER, (self.turn(WHISPER),), notes=told)
        nobody = self.turn(unanswered(self.script, state))
        yield Node("", "Als niemand opneemt", Kind.AFTERWARDS, (nobody,))
        for dropped in dict.fromkeys(connect.after[Outcome.DROPPED] for _, connect in found):
            yield Node("", "Als het gesprek wegvalt", Kind.AFTERWARDS, (self.turn(dropped),))

    def hours(self, group: Ring) -> tuple[str, ...]:
        return saying.hours(self.line, group)

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


def _announced(announcement: Announcement) -> tuple[str, str]:
    return saying.period(announcement), CHOICES["place"][announcement.place]
