"""The moments at which a line is walked: together they show everything that the clock makes of it.

A line in which nothing depends on the clock is walked once. Who walks sets the clock of the application; a server that
runs already has its own, and shows only how it is now.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from ivr.hours import Condition, course
from ivr.script import Script

AHEAD: Final = 400
"""Days that are looked at: a year, and whatever of the next is written down by then."""

Somebody = Callable[[datetime], bool]
"""Tells whether anybody can be reached at a moment."""


class Clock:
    """The clock of an application that is walked: it shows what was set last."""

    def __init__(self, shows: datetime) -> None:
        self.shows = shows

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.shows


@dataclass(frozen=True)
class Moment:
    """A moment to walk at, by the clock of the line, and whether anybody can be reached then."""

    at: datetime
    attended: bool

    @property
    def instant(self) -> datetime:
        """As a clock tells it that knows no hour twice (UTC)."""
        return self.at.astimezone(UTC)


@dataclass(frozen=True)
class Times:
    """The moments to walk at, now first; `course` tells which of them the line is like from when on."""

    moments: tuple[Moment, ...]
    depends: bool = False
    """Whether anything depends on the clock."""
    until: datetime | None = None
    """Up to when they show everything; None for now alone, or for ever."""
    course: tuple[tuple[datetime, int], ...] = ()

    def unattended(self) -> Iterator[tuple[datetime, datetime]]:
        """From when until when nobody can be reached."""
        start: datetime | None = None
        for instant, number in self.course:
            attended = self.moments[number].attended
            if start and attended:
                yield start, instant
            start = None if attended else start or instant
        if start and self.until:
            yield start, self.until


def now_alone(script: Script, now: datetime, zone: ZoneInfo, somebody: Somebody) -> Times:
    """Only as it is now."""
    return Times((Moment(now.astimezone(zone), somebody(now)),), depends=bool(_conditions(script)))


def ahead(script: Script, now: datetime, zone: ZoneInfo, somebody: Somebody, days: int = AHEAD) -> Times:
    """Every combination of what holds that there will be, each at the first moment that it is so."""
    conditions = _conditions(script)
    if not conditions:
        return now_alone(script, now, zone, somebody)
    known: dict[tuple[bool, ...], int] = {}
    moments: list[Moment] = []
    changes: list[tuple[datetime, int]] = []
    for instant, holding in course(conditions, now, days):
        local = instant.astimezone(zone)
        if holding not in known:
            known[holding] = len(moments)
            moments.append(Moment(local, somebody(instant)))
        changes.append((local, known[holding]))
    return Times(tuple(moments), depends=True, until=(now + timedelta(days)).astimezone(zone), course=tuple(changes))


def _conditions(script: Script) -> list[Condition]:
    """Everything that the script's choices look at; the same hours stand in it many times."""
    known: list[Condition] = []
    for state in script.states.values():
        for condition, _ in state.chooses.ways if state.chooses else ():
            if condition not in known:
                known.append(condition)
    return known
