"""Telephone numbers for whoever tries a menu: every `${NAME}` that is not set gets one that is nobody's."""

from collections.abc import Mapping
from pathlib import Path

from ivr import loader
from ivr.menu import Line, names
from ivr.problems import InvalidMenu
from ivr.publishing import built_in


def numbers(menus: Path | Line, environment: Mapping[str, str]) -> dict[str, str]:
    """Give what is set, and for each other name of a menu the number of a telephone that stands for an advisor."""
    return _made_up(menus if isinstance(menus, Line) else _line(menus)) | {
        name: value for name, value in environment.items() if value
    }


def _line(menus: Path) -> Line:
    try:
        return loader.load(menus)
    except InvalidMenu:
        return built_in()


def _made_up(line: Line) -> dict[str, str]:
    """Nothing real is ever dialled: these numbers stand for advisors in examples."""
    taken = {line.number, *line.advisor.telephones}
    free = (number for ending in range(4567, 4999) if (number := f"+3110123{ending}") not in taken)
    return dict(zip(names(line), free, strict=False))
