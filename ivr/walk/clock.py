"""The moments at which a line is walked: together they show everything that the clock makes of it.

A line in which nothing depends on the clock is walked once. Who walks sets the clock of the application; a server that
runs already has its own, and shows only how it is now. A line with a queue is walked at each moment twice: while
Twilio's API works, and while it fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from ivr.hours import Condition, course
from ivr.script import Script
from ivr.walk.exchange import Exchange

AHEAD: Final = 400
"""Days that are looked at: a year, and whatever of the next is written down by then."""

Somebody = Callable[[datetime], bool]
"""Tells whether anybody can be reached at a moment."""


class Clock:
    """The clock of an application that is walked, and the API beside it: they show what was set last."""

    def __init__(self, shows: datetime) -> None:
        self.shows = shows
        self.exchange = Exchange()

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.shows

    def turns_to(self, moment: "Moment") -> None:
        """Show the application this moment."""
        self.shows, self.exchange.is_working = moment.instant, moment.works


@dataclass(frozen=True)
class Moment:
    """A moment to walk at, by the clock of the line, whether anybody can be reached then, and whether the API works."""

    at: datetime
    attended: bool
    works: bool = True

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

    @property
    def usual(self) -> tuple[Moment, ...]:
        """The moments at which the API works."""
        return tuple(moment for moment in self.moments if moment.works)

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
    moments = (Moment(now.astimezone(zone), somebody(now)),)
    return Times(_also_failing(script, moments), depends=bool(_conditions(script)))


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
    until = (now + timedelta(days)).astimezone(zone)
    return Times(_also_failing(script, tuple(moments)), depends=True, until=until, course=tuple(changes))


def _also_failing(script: Script, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The same while the API fails, which matters to a queue alone; a call can go from any of them to any other."""
    return (*moments, *(replace(moment, works=False) for moment in moments)) if script.has_queue else moments


def _conditions(script: Script) -> list[Condition]:
    """Everything that the script's choices look at; the same hours stand in it many times."""
    known: list[Condition] = []
    for state in script.states.values():
        for condition, _ in state.chooses.ways if state.chooses else ():
            if condition not in known:
                known.append(condition)
    return known
