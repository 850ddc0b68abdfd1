"""The hours and the periods of a menu, as what can be asked whether it is so now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from ivr.fields import DAYS, WEEK
from ivr.hours import Hours, Period, Span, moment, spans
from ivr.menu import Announcement, Line, Ring, Team

_WEEKDAYS, _WEEKEND = WEEK[:5], WEEK[5:]

DUTCH_WEEK: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_MEANT: Final[dict[str, tuple[str, ...]]] = {
    "every_day": WEEK,
    "weekdays": _WEEKDAYS,
    "weekend": _WEEKEND,
    **{name: (name,) for name in WEEK},
}

WHOLE_DAY: Final = spans("0:00-24:00")


@dataclass(frozen=True)
class Timetable:
    """The hours of a ring group, however they are written: a week from Monday on, every holiday, and other dates.

    A date goes before a holiday, and that before the day of the week.
    """

    week: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...]
    dates: Mapping[date, tuple[Span, ...]]


ALWAYS: Final = Timetable((WHOLE_DAY,) * 7, WHOLE_DAY, {})


def timetable(group: Ring) -> Timetable:
    """When a ring group can be reached; on a holiday nobody is there, unless the team has hours for `holidays`."""
    written = group.hours if isinstance(group, Team) else {}
    if not written:
        return ALWAYS
    week: dict[str, tuple[Span, ...]] = {}
    for word in (name for name in DAYS if name in written and name in _MEANT):
        week |= dict.fromkeys(_MEANT[word], spans(written[word]))
    dates = {date.fromisoformat(day): spans(text) for day, text in written.items() if day not in DAYS}
    return Timetable(tuple(week.get(name, ()) for name in WEEK), spans(written.get("holidays", "closed")), dates)


def opening(line: Line, group: Ring) -> Hours | None:
    """When a ring group can be reached, holidays and all; None day and night."""
    table = timetable(group)
    if table is ALWAYS:
        return None
    holidays = {date.fromisoformat(day): table.holidays for day in line.holidays}
    return Hours(table.week, zone(line), {**holidays, **table.dates})


def period(line: Line, announcement: Announcement) -> Period:
    """From when to when something is announced."""
    return Period(moment(announcement.start, zone(line)), moment(announcement.end, zone(line), end=True))


def zone(line: Line) -> ZoneInfo:
    """By whose clock the line goes."""
    return ZoneInfo(line.timezone)


def somebody(line: Line, moment: datetime) -> bool:
    """Whether any telephone rings for who asks for an advisor at this moment."""
    hours = [opening(line, group) for group in line.advisor.groups if group.numbers]
    return bool(line.advisor.national) or any(one is None or one.holds(moment) for one in hours)


def told(moment: datetime) -> str:
    """Say when that is, by the clock of its own time zone: maandag 4-5 om 12:30."""
    return f"{DUTCH_WEEK[moment.weekday()]} {moment.day}-{moment.month} om {moment:%H:%M}"
