"""When a team is there: what that was and what it will be, day by day."""

from collections.abc import Iterator
from datetime import date

from ivr import saying
from ivr.difference.change import Change
from ivr.difference.values import whose
from ivr.hours import Span
from ivr.loader import Loc
from ivr.menu import Line, Team
from ivr.schedule import WHOLE_DAY, opening, timetable


def hours_change(path: Loc, old: tuple[Line, Team], new: tuple[Line, Team]) -> Iterator[Change]:
    """The change of a team's hours, if there is one; the same hours in other words are none."""
    if timetable(old[1]) == timetable(new[1]):
        return
    differences = "; ".join(_differences(old, new))
    told = differences or "bellers merken daar niets van"
    sentence = f"{whose(path, new[0])}: andere uren (hours); {told}."
    was, wordt = ("\n".join(saying.hours(*one)) for one in (old, new))
    yield Change("ring", path, sentence, was, wordt, heard=bool(differences))


def _differences(old: tuple[Line, Team], new: tuple[Line, Team]) -> Iterator[str]:
    """On which days of the week, on holidays or not, and on which dates."""
    before, after = timetable(old[1]), timetable(new[1])
    for names, (was, wordt) in saying.runs(tuple(zip(before.week, after.week, strict=True))):
        if was != wordt:
            days = saying.days(names)
            yield _told(days if days == saying.EVERY_DAY else f"op {days}", was, wordt)
    if before.holidays != after.holidays and (old[0].holidays or new[0].holidays):
        yield _told("op feestdagen", before.holidays, after.holidays)
    for day in sorted({*before.dates, *after.dates}):
        was, wordt = _on(day, *old), _on(day, *new)
        if was != wordt:
            yield _told(f"op {saying.day(day)}", was, wordt)


def _told(days: str, was: tuple[Span, ...], wordt: tuple[Span, ...]) -> str:
    return f"{days} was {saying.notation(was)}, wordt {saying.notation(wordt)}"


def _on(day: date, line: Line, team: Team) -> tuple[Span, ...]:
    hours = opening(line, team)
    return hours.on(day) if hours else WHOLE_DAY
