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

WIDTH, MARGIN = 760, 24
TALL: Final = 160
"""How high the busiest day stands."""
LEADING, BAR = 20, 300
LABELS: Final = 16
"""Days that can be named beside each other."""
_SHORTENED: Final = 46


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
    bar: float = 0
    told: str = ""
    is_heading: bool = False


def svg(figures: Figures) -> str:
    """Draw the calls of each day, and below them what was chosen and what became of connecting."""
    told = notes(figures)
    top = MARGIN + 30 + 18 * len(told) + 52
    lines = _lines(figures, top + TALL + 70)
    height = round(lines[-1].y + LEADING + MARGIN)
    drawn = {"columns": _columns(figures), "lines": lines, "top": top, "notes": told, "height": height}
    return _drawn(title(figures), _description(figures), **drawn)


def part(figures: Figures, group: Group) -> str:
    """Draw one of these by itself, for a page that has the headings, the notes and the other parts."""
    told = f"{CHARTS[group]}. {title(figures)}"
    if group is Group.CALLERS:
        drawn = {"columns": _columns(figures), "height": MARGIN + TALL + LEADING + MARGIN}
        return _drawn(told, f"{_each_day(figures)}.", part=group.value, **drawn)
    lines = _bars(figures.of(group), MARGIN)
    drawn = {"lines": lines, "height": MARGIN + LEADING * len(lines)}
    return _drawn(told, f"{_together(figures.of(group))}.", part=group.value, **drawn)


def _drawn(title: str, description: str, **drawn: Any) -> str:
    """Fill the drawing in; a part has a name, and ids of its own."""
    room = {"tall": TALL, "width": WIDTH, "margin": MARGIN, "bar_x": WIDTH - MARGIN - BAR - 60}
    parts = {"part": "", "columns": [], "lines": [], "top": MARGIN, "notes": ()} | drawn
    return _template().render(title=title, description=description, **room, **parts)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["units"] = lambda length: f"{length:.1f}".removesuffix(".0")
    return environment.from_string(files("ivr.counts").joinpath("chart.svg").read_text(encoding="utf-8"))


def _columns(figures: Figures) -> list[Column]:
    calls = figures.rows[0]
    room = (WIDTH - 2 * MARGIN) / len(figures.days)
    named, most = ceil(len(figures.days) / LABELS), max(filter(None, calls.numbers), default=1)
    return [
        Column(
            x=MARGIN + place * room + room * 0.15,
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
        bars = _bars(figures.of(group), y + LEADING)
        lines += [Line(y, GROUPS[group], is_heading=True), *bars]
        y += LEADING * (len(bars) + 2)
    return lines


def _bars(rows: Sequence[Row], y: float) -> list[Line]:
    most = max((row.total or 0 for row in rows), default=0) or 1
    return [_line(row, y + LEADING * place, most) for place, row in enumerate(rows)]


def _line(row: Row, y: float, most: int) -> Line:
    label = name(row)
    shortened = label if len(label) <= _SHORTENED else f"{label[: _SHORTENED - 1].rstrip()}…"
    return Line(y, shortened, _scaled(row.total, most, BAR), total(row))


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
