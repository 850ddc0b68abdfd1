"""The figures as a drawing: SVG of our own making, that needs no script and no style sheet, and survives a grey print.

A hidden number has no height: it is a mark below the axis, the same for every one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any, Final

import jinja2

from ivr.counts.figures import Figures, Group, Row
from ivr.counts.words import CHARTS, GROUPS, figure, name, notes, short, title, total

MARGIN, LEADING = 24, 20
TALL: Final = 160
"""How high the busiest day stands."""
_SHORTENED: Final = 46


@dataclass(frozen=True)
class Paper:
    """What is drawn on: how wide it is, with so much free at its sides, and how a row lies on it."""

    width: int
    side: int
    labels: int
    """Days that can be named beside each other."""
    bar: int
    bar_x: int
    leading: int
    below: int = 0
    """How far a bar lies below what it is of."""


WIDE: Final = Paper(width=760, side=24, labels=16, bar=300, bar_x=376, leading=LEADING)
NARROW: Final = Paper(width=320, side=8, labels=7, bar=240, bar_x=8, leading=2 * LEADING, below=17)
"""A telephone, on which letters stay as large as they are on paper."""


@dataclass(frozen=True)
class Column:
    """One day."""

    x: float
    width: float
    height: float
    day: str
    """Empty where there is no room to name each day."""
    told: str
    is_hidden: bool
    is_unfinished: bool


@dataclass(frozen=True)
class Line:
    """One choice or result, over all days; or the heading of those below it."""

    y: float
    label: str
    bar_y: float = 0
    bar: float = 0
    told: str = ""
    is_heading: bool = False


def svg(figures: Figures) -> str:
    """Draw the calls of each day, and below them what was chosen and what became of connecting."""
    told = notes(figures)
    top = MARGIN + 30 + 18 * len(told) + 52
    lines = _lines(figures, top + TALL + 70)
    height = round(lines[-1].y + LEADING + MARGIN)
    drawn = {"columns": _columns(figures, WIDE), "lines": lines, "top": top, "notes": told, "height": height}
    return _drawn(WIDE, title(figures), _description(figures), **drawn)


def part(figures: Figures, group: Group, paper: Paper = WIDE) -> str:
    """Draw one of these by itself, for a page that has the headings, the notes and the other parts."""
    told = f"{CHARTS[group]}. {title(figures)}"
    if group is Group.CALLERS:
        drawn = {"columns": _columns(figures, paper), "height": MARGIN + TALL + LEADING + MARGIN}
        return _drawn(paper, told, f"{_each_day(figures)}.", part=group.value, **drawn)
    lines = _bars(figures.of(group), MARGIN, paper)
    drawn = {"lines": lines, "height": MARGIN + paper.leading * len(lines)}
    return _drawn(paper, told, f"{_together(figures.of(group))}.", part=group.value, **drawn)


def _drawn(paper: Paper, title: str, description: str, **drawn: Any) -> str:
    """Fill the drawing in; a part has a name, and ids of its own."""
    room = {"tall": TALL, "width": paper.width, "margin": paper.side, "bar_x": paper.bar_x}
    parts = {"part": "", "columns": [], "lines": [], "top": MARGIN, "notes": ()} | drawn
    return _template().render(title=title, description=description, **room, **parts)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["units"] = lambda length: f"{length:.1f}".removesuffix(".0")
    return environment.from_string(files("ivr.counts").joinpath("chart.svg").read_text(encoding="utf-8"))


def _columns(figures: Figures, paper: Paper) -> list[Column]:
    calls = figures.rows[0]
    room = (paper.width - 2 * paper.side) / len(figures.days)
    named, most = ceil(len(figures.days) / paper.labels), max(filter(None, calls.numbers), default=1)
    return [
        Column(
            x=paper.side + place * room + room * 0.15,
            width=room * 0.7,
            height=_scaled(number, most, TALL),
            day=short(day) if place % named == 0 else "",
            told=figure(number) if named == 1 else "",
            is_hidden=number is None,
            is_unfinished=day == figures.unfinished,
        )
        for place, (day, number) in enumerate(zip(figures.days, calls.numbers, strict=True))
    ]


def _lines(figures: Figures, y: float) -> list[Line]:
    """The bars below each other, each group by its own measure."""
    lines: list[Line] = []
    for group in (Group.CHOICES, Group.OUTCOMES):
        bars = _bars(figures.of(group), y + LEADING, WIDE)
        lines += [Line(y, GROUPS[group], is_heading=True), *bars]
        y += LEADING * (len(bars) + 2)
    return lines


def _bars(rows: Sequence[Row], y: float, paper: Paper) -> list[Line]:
    most = max((row.total or 0 for row in rows), default=0) or 1
    return [_line(row, y + paper.leading * place, most, paper) for place, row in enumerate(rows)]


def _line(row: Row, y: float, most: int, paper: Paper) -> Line:
    label = name(row)
    shortened = label if len(label) <= _SHORTENED else f"{label[: _SHORTENED - 1].rstrip()}…"
    return Line(y, shortened, y + paper.below, _scaled(row.total, most, paper.bar), total(row))


def _scaled(number: int | None, most: int, longest: int) -> float:
    """How long a bar is; what is shown can be seen, however small it is beside the rest."""
    return max(0.5, longest * number / most) if number else 0.0


def _description(figures: Figures) -> str:
    """Tell in words what is drawn, for who does not see it."""
    return f"Gesprekken per dag: {_each_day(figures)}. Over alle dagen samen: {_together(figures.rows[1:])}."


def _each_day(figures: Figures) -> str:
    numbers = zip(figures.days, figures.rows[0].numbers, strict=True)
    return ", ".join(f"{short(day)}: {figure(number)}" for day, number in numbers)


def _together(rows: Sequence[Row]) -> str:
    return "; ".join(f"{name(row)}: {total(row)}" for row in rows)
