"""The figures as a table for people: a week beside each other, and the next one below it."""

from collections.abc import Iterator
from typing import Final

from ivr.counts.figures import Figures, Group
from ivr.counts.words import GROUPS, figure, name, notes, short, title, total
from ivr.saying import SHORT_WEEK

WIDE: Final = 7
"""Days beside each other."""
_LABEL, _NUMBER, _TOTAL = 42, 6, 8


def text(figures: Figures) -> str:
    """Write the table."""
    head = (title(figures), "", *notes(figures))
    weeks = (
        line for start in range(0, len(figures.days), WIDE) for line in _block(figures, slice(start, start + WIDE))
    )
    return "\n".join((*head, *weeks, *_totals(figures))) + "\n"


def _block(figures: Figures, part: slice) -> Iterator[str]:
    days = figures.days[part]
    yield ""
    yield " " * _LABEL + "".join(f"{SHORT_WEEK[day.weekday()]:>{_NUMBER}}" for day in days)
    yield " " * _LABEL + "".join(f"{short(day):>{_NUMBER}}" for day in days)
    for group in Group:
        yield GROUPS[group]
        for row in figures.of(group):
            yield _label(name(row)) + "".join(f"{figure(number):>{_NUMBER}}" for number in row.numbers[part])


def _totals(figures: Figures) -> Iterator[str]:
    """What all days come to, if there are more than one."""
    if len(figures.days) == 1:
        return
    yield ""
    yield f"{'':{_LABEL}}{'samen':>{_TOTAL}}"
    for group in Group:
        yield GROUPS[group]
        yield from (f"{_label(name(row))}{total(row):>{_TOTAL}}" for row in figures.of(group))


def _label(words: str) -> str:
    room = _LABEL - 4
    return "  " + (words if len(words) <= room else f"{words[: room - 1].rstrip()}…").ljust(_LABEL - 2)
