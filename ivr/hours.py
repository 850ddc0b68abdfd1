"""When telephones ring and when an announcement is made: by the clock of the line's own time zone.

Times are written as people read them off a clock, and compared as instants (UTC), so that both nights on which the
clock changes are right: what is open until half past two stays so until the later of the two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

DAY: Final = 24 * 60
"""Minutes."""

_SPAN: Final = r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})"
_MOMENT: Final = r"(?P<day>\d{4}-\d{2}-\d{2})(?:[ T]+(?P<clock>(?P<hour>\d{1,2}):(?P<minute>\d{2})))?"


class Span(Struct, frozen=True, order=True):
    """A part of a day, in minutes from midnight; an end after 24:00 lies in the next day."""

    start: int
    end: int


class Hours(Struct, frozen=True, tag=True):
    """A week of opening hours, from Monday on, with other hours on some dates."""

    week: tuple[tuple[Span, ...], ...]
    zone: ZoneInfo
    dates: Mapping[date, tuple[Span, ...]] = {}
    """What goes before the week on these dates: exceptions, and holidays."""

    def holds(self, moment: datetime) -> bool:
        """Whether it is open; the moment knows its time zone."""
        today = moment.astimezone(self.zone).date()
        return any(start <= moment < end for start, end in self._spans(today - timedelta(1), today))

    def changes(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """When it opens and closes."""
        first, last = (moment.astimezone(self.zone).date() for moment in (since, until))
        for instants in self._spans(first - timedelta(1), last):
            yield from (instant for instant in instants if since < instant < until)

    def on(self, day: date) -> tuple[Span, ...]:
        """The hours of one day."""
        return self.dates.get(day, self.week[day.weekday()])

    def _spans(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        for number in range((last - first).days + 1):
            day = first + timedelta(number)
            for span in self.on(day):
                yield self._instants(day, span.start)[0], max(self._instants(day, span.end))

    def _instants(self, day: date, minutes: int) -> tuple[datetime, datetime]:
        """When it is so late on that day; the second time, on the night that has an hour twice.

        On the night that misses an hour, the first is when it would have been so late.
        """
        days, rest = divmod(minutes, DAY)
        wall = datetime.combine(day + timedelta(days), time(rest // 60, rest % 60), self.zone)
        return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


class Period(Struct, frozen=True, tag=True):
    """From one moment until another; both know their time zone."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether it has begun and is not over."""
        return self.start <= moment < self.end

    def changes(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """When it begins and ends."""
        return (moment for moment in (self.start, self.end) if since < moment < until)


Condition = Hours | Period
"""Something that `holds` at some moments, and not at others; it `changes` between two moments."""


def spans(text: str) -> tuple[Span, ...]:
    """Read `9:00-12:30, 13:30-17:00`, or `closed`; raises ValueError for what is no such thing, or overlaps."""
    if text.strip() == "closed":
        return ()
    found = sorted(_span(part.strip()) for part in text.split(","))
    for one, other in pairwise(found):
        if other.start < one.end:
            raise ValueError("overlap")
    return tuple(found)


def _span(text: str) -> Span:
    match = re.fullmatch(_SPAN, text)
    if match is None:
        raise ValueError("no span")
    hour, minute, until, past = map(int, match.groups())
    start, end = hour * 60 + minute, until * 60 + past
    if minute > 59 or past > 59 or start >= DAY or end > DAY or start == end:
        raise ValueError("no time")
    return Span(start, end if end > start else end + DAY)


def moment(text: str, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """Read `2026-12-24 17:00`, or a date alone, which ends with that day; raises ValueError."""
    match = re.fullmatch(_MOMENT, text.strip())
    if match is None:
        raise ValueError("no moment")
    day = date.fromisoformat(match["day"])
    if match["clock"] is None:
        return datetime.combine(day + timedelta(end), time(), zone).astimezone(UTC)
    return datetime.combine(day, time(int(match["hour"]), int(match["minute"]), fold=int(end)), zone).astimezone(UTC)


def course(conditions: Iterable[Condition], since: datetime, days: int) -> Iterator[tuple[datetime, tuple[bool, ...]]]:
    """Which of these hold, in their order: now, and from each change on."""
    known, until = list(conditions), since + timedelta(days)
    changes = sorted({change for condition in known for change in condition.changes(since, until)})
    for instant in (since, *changes):
        yield instant, tuple(condition.holds(instant) for condition in known)


def situations(conditions: Iterable[Condition], since: datetime, days: int) -> Iterator[datetime]:
    """Moments that together show every combination of these that there will be: now, and one after each change."""
    met: set[tuple[bool, ...]] = set()
    for instant, holding in course(conditions, since, days):
        if holding not in met:
            met.add(holding)
            yield instant
