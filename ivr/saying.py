"""Hours and periods in Dutch, for people to read; said so that nothing of what is written in the menu gets lost."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final, TypeVar

from ivr.fields import UTC_ZONE
from ivr.hours import DAY, Span, moment
from ivr.menu import Announcement, Line, Ring
from ivr.schedule import DUTCH_WEEK, WHOLE_DAY, timetable

SHORT_WEEK: Final = tuple(name[:2] for name in DUTCH_WEEK)
MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
Value = TypeVar("Value")

EVERY_DAY, ALWAYS, TOO = "elke dag", "dag en nacht", ", ook op feestdagen"


def hours(line: Line, group: Ring) -> tuple[str, ...]:
    """When a ring group can be reached: the week, then holidays if the line has any, then other dates.

    Join them with `; ` for a sentence. A day of the week that is not told is one on which nobody is there.
    """
    table = timetable(group)
    week = [_on(names, spans) for names, spans in runs(table.week) if spans] or ["op gewone dagen niet"]
    dates = [f"op {day(date_)} {times(spans)}" for date_, spans in sorted(table.dates.items())]
    if not line.holidays:
        return (*week, *dates)
    if {table.holidays} == set(table.week) != {()}:
        return (f"{week[0]}{TOO}", *dates)
    return (*week, f"op feestdagen {times(table.holidays)}", *dates)


def briefly(group: Ring) -> str:
    """The same in one short line: `ma-vr 9:00-12:30, 13:30-17:00; za 10:00-14:00`, and whether some days differ."""
    table = timetable(group)
    week = [_abbreviated(names, spans) for names, spans in runs(table.week) if spans]
    differs = table.dates or {table.holidays} - {(), *table.week}
    return "; ".join([*week, *(["soms anders"] if differs else [])]) or "nooit"


def runs(values: Sequence[Value]) -> Iterator[tuple[tuple[str, ...], Value]]:
    """The days of a week that are alike and come one after another, with the value that they have in common."""
    for value, group in groupby(zip(DUTCH_WEEK, values, strict=True), key=lambda pair: pair[1]):
        yield tuple(name for name, _ in group), value


def days(names: Sequence[str]) -> str:
    """Days that come one after another: `maandag tot en met vrijdag`."""
    if len(names) == len(DUTCH_WEEK):
        return EVERY_DAY
    return f"{names[0]} tot en met {names[-1]}" if len(names) > 2 else " en ".join(names)


def times(spans: Sequence[Span]) -> str:
    """The hours of a day: `van 9:00 tot 12:30 en van 13:30 tot 17:00`."""
    if spans == WHOLE_DAY:
        return "de hele dag"
    *first, last = [f"van {clock(span.start)} tot {_end(span)}" for span in spans] or ["niet"]
    return f"{', '.join(first)} en {last}" if first else last


def notation(spans: Sequence[Span]) -> str:
    """The same as figures: `9:00-12:30, 13:30-17:00`."""
    return ", ".join(f"{clock(span.start)}-{clock(span.end)}" for span in spans) or "gesloten"


def clock(minutes: int) -> str:
    """Minutes since midnight as a clock tells them; 24:00 is the end of the day."""
    hour, minute = divmod(minutes if minutes <= DAY else minutes - DAY, 60)
    return f"{hour}:{minute:02}"


def day(date_: date) -> str:
    """A date: `24 december 2026`."""
    return f"{date_.day} {MONTHS[date_.month - 1]} {date_.year}"


def period(announcement: Announcement) -> str:
    """From when to when something is announced: `op 1 december 2026 van 9:00 tot 12:00`."""
    (first, start), (last, end) = map(_moment, (announcement.start, announcement.end))
    if first == last:
        begins = f" {'van' if end else 'vanaf'} {start}" if start else ""
        return f"op {day(first)}{begins}{f' tot {end}' if end else ''}"
    begins = f" om {start}" if start else ""
    return f"van {day(first)}{begins} tot {f'{day(last)} om {end}' if end else f'en met {day(last)}'}"


def _on(names: tuple[str, ...], spans: tuple[Span, ...]) -> str:
    if len(names) == len(DUTCH_WEEK) and spans == WHOLE_DAY:
        return ALWAYS
    return f"{days(names)} {times(spans)}"


def _abbreviated(names: tuple[str, ...], spans: tuple[Span, ...]) -> str:
    if len(names) == len(DUTCH_WEEK):
        return ALWAYS if spans == WHOLE_DAY else f"{EVERY_DAY} {notation(spans)}"
    return f"{'-'.join(name[:2] for name in dict.fromkeys((names[0], names[-1])))} {notation(spans)}"


def _end(span: Span) -> str:
    return clock(span.end) + (" de volgende dag" if span.end > DAY else "")


def _moment(text: str) -> tuple[date, str]:
    """A date and the time on it, which is empty where none is written."""
    wall = moment(text, UTC_ZONE)
    return wall.date(), clock(wall.hour * 60 + wall.minute) if ":" in text else ""
