"""Which days are holidays, and by whose clock the line goes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ivr import saying
from ivr.difference.change import Change
from ivr.difference.sentences import meaning
from ivr.loader import Loc
from ivr.menu import Line

HOLIDAYS: Final[Loc] = ("holidays",)
NO_HOURS: Final = "Er zijn geen teams met uren: bellers merken er niets van."


def holiday_changes(old: Line, new: Line) -> Iterator[Change]:
    """The days that are holidays now, those that are none any more, and those that are called otherwise."""
    was, wordt, heard = old.holidays, new.holidays, _has_hours(old) or _has_hours(new)
    if added := _without(wordt, was):
        remark = "Dan gelden van elk team de uren voor feestdagen; zonder die uren is het team er niet."
        yield _days("Nieuwe feestdagen", remark, None, added, heard=heard)
    if removed := _without(was, wordt):
        yield _days("Geen feestdagen meer", "Dan gelden de gewone uren van de teams.", removed, None, heard=heard)
    if renamed := {day: name for day, name in wordt.items() if was.get(day, name) != name}:
        before = {day: was[day] for day in renamed}
        sentence = "Feestdagen die anders heten (holidays). Bellers horen deze namen niet."
        yield Change("setting", HOLIDAYS, sentence, _listed(before), _listed(renamed), heard=False)


def _days(
    what: str, remark: str, was: Mapping[str, str] | None, wordt: Mapping[str, str] | None, *, heard: bool
) -> Change:
    sentence = f"{what} (holidays). {remark if heard else NO_HOURS}"
    return Change("setting", HOLIDAYS, sentence, _listed(was), _listed(wordt), heard=heard)


def _without(days: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {day: name for day, name in days.items() if day not in others}


def _listed(days: Mapping[str, str] | None) -> str | None:
    told = (f"{saying.day(date.fromisoformat(day))}: {name}" for day, name in sorted((days or {}).items()))
    return "\n".join(told) or None


def timezone_changes(old: Line, new: Line) -> Iterator[Change]:
    """By whose clock the hours and the announcements go."""
    if old.timezone == new.timezone:
        return
    heard = any(_has_hours(line) or line.announcements for line in (old, new))
    remark = (
        "De uren van de teams en de tijden van de mededelingen gaan naar deze klok."
        if heard
        else "Er zijn geen uren en geen mededelingen: bellers merken er niets van."
    )
    sentence = f"Veranderd: {meaning('timezone')} (timezone). {remark}"
    yield Change("setting", ("timezone",), sentence, old.timezone, new.timezone, heard=heard)


def _has_hours(line: Line) -> bool:
    return any(team.hours for team in line.advisor.teams or ())
