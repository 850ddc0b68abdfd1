"""The words that every form of the figures has in common."""

from datetime import date
from typing import Final

from ivr.counts.figures import LEAST, Figures, Group, Row
from ivr.saying import SHORT_WEEK

HIDDEN: Final = f"<{LEAST}"
GROUPS: Final = {
    Group.CALLERS: "Bellers",
    Group.CHOICES: "Gekozen",
    Group.OUTCOMES: "Wat er van verbinden kwam",
}
CHARTS: Final = GROUPS | {Group.CALLERS: "Gesprekken per dag"}
"""What is drawn of each."""


def title(figures: Figures) -> str:
    """Say which days these are."""
    first, last = figures.days[0], figures.days[-1]
    return f"Tellingen van {told(first)}" + (f" tot en met {told(last)}" if last != first else "")


def told(day: date) -> str:
    """Say which day it is."""
    return f"{SHORT_WEEK[day.weekday()]} {short(day)}-{day.year}"


def short(day: date) -> str:
    """A day without its year."""
    return f"{day.day}-{day.month}"


def name(row: Row) -> str:
    """What people call a row."""
    label = row.label if row.label is not None else "(staat niet meer in het menu)"
    return f"{row.name}  {label}" if row.group is Group.CHOICES else label


def figure(number: int | None) -> str:
    """A number, with a point between thousands; or that it is hidden."""
    return HIDDEN if number is None else f"{number:,}".replace(",", ".")


def total(row: Row) -> str:
    """The sum of what is shown."""
    return "-" if row.total is None else figure(row.total)


def notes(figures: Figures) -> tuple[str, ...]:
    """What a reader has to know."""
    hidden = (
        f"Een aantal onder de {LEAST}, ook 0, staat er als {HIDDEN}: anders was te zien wat één beller koos.",
        "'Samen' telt alleen op wat er staat; in werkelijkheid kan het meer zijn.",
    )
    if not figures.unfinished:
        return hidden
    return (
        *hidden,
        f"{told(figures.unfinished)} is nog niet voorbij en staat er in tientallen, naar beneden afgerond.",
    )
