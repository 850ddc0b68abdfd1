"""Reaching an advisor: the teams that can be reached now, round after round, and after them the national number."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ivr.hours import Hours
from ivr.keys import BACK, EMERGENCY, Key
from ivr.menu import Line, Ring
from ivr.schedule import opening
from ivr.script import END, State
from ivr.steps import Ask, Choose, Connect, Outcome, Speak, Telephones

GLANCE: Final = 1
"""Seconds to still press a key before the telephones ring: the shortest that Twilio knows."""

NATIONAL: Final = "national"
"""The label of who is rung last."""


@dataclass(frozen=True)
class Turn:
    """One ring group in its turn; `label` is its place in the names of states, empty for the only one."""

    label: str
    ring: Ring
    hours: Hours | None
    """When it can be reached; None day and night."""
    group: int | None = None
    """Its place among the ring groups of the menu; None is the national number."""

    @property
    def is_asked(self) -> bool:
        """Whether who picks up must accept; another organisation's line has nobody who would."""
        return self.label != NATIONAL

    @property
    def telephones(self) -> Telephones:
        """What rings in a round."""
        ring = self.ring
        return Telephones(ring.numbers, ring.seconds, ring.order == "one_after_another", self.group)


def turns(line: Line) -> tuple[Turn, ...]:
    """The ring groups in the order that they are rung."""
    groups = [(group, opening(line, group)) for group in line.advisor.groups]
    alone = len(groups) == 1 and groups[0][1] is None
    teams = [
        Turn("" if alone else f"team-{place + 1}", group, hours, place)
        for place, (group, hours) in enumerate(groups)
        if group.numbers
    ]
    national = [Turn(NATIONAL, line.advisor.last, None)] if line.advisor.last else []
    return (*teams, *national)


@dataclass(frozen=True)
class Connecting:
    """The way to an advisor from one place: `back` is where * leads, `emergency` where 1 does."""

    line: Line
    name: str
    emergency: str
    back: str
    whisper: str

    @property
    def unavailable(self) -> str:
        """Where a caller is whom nobody could be found for."""
        return f"{self.name}-unavailable"

    @property
    def dropped(self) -> str:
        """Where a caller is whose conversation fell away."""
        return f"{self.name}-dropped"

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Who is rung, one after another."""
        return turns(self.line)

    def states(self) -> Iterator[State]:
        """Ring whoever can be reached now; `-silent` is for callers who did nothing, and hear so."""
        phrases = self.line.phrases
        yield from self.begin(self.name, phrases.connecting)
        yield from self.begin(f"{self.name}-silent", phrases.no_choice)
        yield from self.later()

    def later(self) -> Iterator[State]:
        """Every round after the first one."""
        phrases = self.line.phrases
        for place, turn in enumerate(self.turns):
            yield from self._next(place, turn)
            for number in range(2, turn.ring.rounds + 1):
                yield from self._round(self._named(turn, number), place, number, phrases.waiting)

    def begin(self, name: str, lead: str) -> Iterator[State]:
        """The first round of the first group that can be reached at this moment."""
        reachable = self._until_always()
        if len(reachable) == 1 and reachable[0].hours is None:
            yield from self._round(name, 0, 1, lead)
            return
        ways = tuple((turn.hours, f"{name}-{turn.label}") for turn in reachable if turn.hours)
        always = next((turn for turn in reachable if turn.hours is None), None)
        yield State(name, (Choose(ways, f"{name}-{always.label}" if always else self.unavailable),))
        for place, turn in enumerate(reachable):
            yield from self._round(f"{name}-{turn.label}", place, 1, lead)

    def _until_always(self) -> tuple[Turn, ...]:
        """Who can come first: nobody after a group that can be reached day and night."""
        always = (place for place, turn in enumerate(self.turns) if turn.hours is None)
        return self.turns[: next(always, len(self.turns)) + 1]

    def _next(self, place: int, turn: Turn) -> Iterator[State]:
        """What a group begins with after the one before it, if it can be reached."""
        if place == 0:
            return
        first = self._named(turn, 1)
        if turn.hours:
            yield State(f"{self.name}-{turn.label}-next", (Choose(((turn.hours, first),), self._after(place)),))
        yield from self._round(first, place, 1, self.line.phrases.waiting)

    def _after(self, place: int) -> str:
        """Where a caller goes on whom this group did not answer."""
        if place + 1 == len(self.turns):
            return self.unavailable
        turn = self.turns[place + 1]
        return f"{self.name}-{turn.label}-next" if turn.hours else self._named(turn, 1)

    def _named(self, turn: Turn, number: int) -> str:
        return "-".join(filter(None, (self.name, turn.label, f"round-{number}")))

    def _round(self, name: str, place: int, number: int, lead: str) -> Iterator[State]:
        """One round: 1 and * work until it rings; any other key rings at once: none keeps a caller from help."""
        turn = self.turns[place]
        nobody = self._named(turn, number + 1) if number < turn.ring.rounds else self._after(place)
        after = {
            Outcome.CONVERSATION: END,
            Outcome.DROPPED: self.dropped,
            Outcome.BACK: self.back,
            Outcome.NOBODY: nobody,
        }
        connect = Connect(turn.telephones, self.line.number, self.whisper if turn.is_asked else None, after)
        keys: dict[Key, str] = {EMERGENCY: self.emergency, BACK: self.back}
        yield State(name, (Ask((lead,), keys, other=f"{name}-now", seconds=GLANCE), connect))
        yield State(f"{name}-now", (Speak((self.line.phrases.no_choice,)), connect))
