"""The figures that people may see: every small number is hidden, and nothing that is shown depends on it.

Each figure is made of one number and of nothing else, and totals are made of the figures. So whoever adds and subtracts
all that is printed learns of a hidden number that it is below ten, and no more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ivr.counts.cells import BEGUN, FALLBACK, Cell, Kind
from ivr.keys import EMERGENCY
from ivr.steps import Outcome

LEAST: Final = 10
"""A number below this could tell what one caller did; zero is hidden as well."""

CHOICE: Final = re.compile(r"[2-9](-[2-9])*")
"""The state that a menu's own options lead to."""
_EMERGENCY: Final = re.compile(r"(\d-)*1|waiting-1")


class Group(StrEnum):
    """What rows belong together."""

    CALLERS = "callers"
    CHOICES = "choices"
    OUTCOMES = "outcomes"


@dataclass(frozen=True)
class Row:
    """One thing that was counted, day by day; None is a number that is hidden."""

    group: Group
    name: str
    """What programs call it: of a choice, its state."""
    label: str | None
    """What people call it; None for a choice that is in the menu no more."""
    numbers: tuple[int | None, ...]

    @property
    def total(self) -> int | None:
        """The sum of what is shown, which may be less than there was; None where nothing is."""
        seen = [number for number in self.numbers if number is not None]
        return sum(seen) if seen else None


@dataclass(frozen=True)
class Figures:
    """What is shown of a number of days."""

    days: tuple[date, ...]
    unfinished: date | None
    """The day that is not over yet, if it is among them."""
    rows: tuple[Row, ...]

    def of(self, group: Group) -> tuple[Row, ...]:
        """The rows that belong together."""
        return tuple(row for row in self.rows if row.group is group)


OUTCOMES: Final[Mapping[str, str]] = {
    Outcome.CONVERSATION.value: "Gesprek met een adviseur",
    Outcome.DROPPED.value: "Gesprek viel meteen weg",
    Outcome.BACK.value: "Beller ging terug met *",
    Outcome.NOBODY.value: "Niemand nam op (elke ronde telt)",
    Outcome.FAILED.value: "Wachtrij werkte niet",
}


def shown(number: int, *, is_over: bool = True) -> int | None:
    """Give what is shown of a number.

    Of a day that is not over only tens are: who looks twice would otherwise see what one caller did in between.
    """
    if number < LEAST:
        return None
    return number if is_over else number - number % LEAST


def days(since: date, until: date) -> tuple[date, ...]:
    """Every day from the first to the last."""
    return tuple(since + timedelta(number) for number in range((until - since).days + 1))


@dataclass(frozen=True)
class _Made:
    """Makes rows of what was counted."""

    counts: Mapping[Cell, int]
    days: Sequence[date]
    today: date

    def row(self, group: Group, name: str, label: str | None, *sources: tuple[Kind, str]) -> Row:
        """Add the sources up for each day, and show what may be shown of that."""
        numbers = (
            shown(sum(self.counts.get(Cell(day, *source), 0) for source in sources), is_over=day < self.today)
            for day in self.days
        )
        return Row(group, name, label, tuple(numbers))

    def callers(self) -> Iterator[Row]:
        """Calls, and how often something failed."""
        yield self.row(Group.CALLERS, "calls", "Gesprekken begonnen", (Kind.CALL, BEGUN))
        yield self.row(Group.CALLERS, "fallback", "Noodantwoord, omdat iets faalde", (Kind.STATE, FALLBACK))

    def choices(self, labels: Mapping[str, str]) -> Iterator[Row]:
        """Emergency guidance of all menus together, every option, and those of earlier menus that may be shown."""
        states = sorted({cell.name for cell in self.counts if cell.kind == Kind.STATE})
        emergency = ((Kind.STATE, state) for state in states if _EMERGENCY.fullmatch(state))
        yield self.row(Group.CHOICES, EMERGENCY, labels.get(EMERGENCY), *emergency)
        for state in (state for state in labels if state != EMERGENCY):
            yield self.row(Group.CHOICES, state, labels[state], (Kind.STATE, state))
        gone = (state for state in states if CHOICE.fullmatch(state) and state not in labels)
        earlier = (self.row(Group.CHOICES, state, None, (Kind.STATE, state)) for state in gone)
        yield from (row for row in earlier if row.total is not None)

    def outcomes(self) -> Iterator[Row]:
        """What became of asking for an advisor, by ringing and by the queue together."""
        for name, label in OUTCOMES.items():
            yield self.row(Group.OUTCOMES, name, label, (Kind.CONNECTING, name), (Kind.QUEUE, name))


def figures(counts: Mapping[Cell, int], labels: Mapping[str, str], wanted: Sequence[date], today: date) -> Figures:
    """Make what is shown of these days; `labels` names the states of choices, with emergency guidance under 1."""
    made = _Made(counts, wanted, today)
    rows = (*made.callers(), *made.choices(labels), *made.outcomes())
    return Figures(tuple(wanted), today if today in wanted else None, rows)
