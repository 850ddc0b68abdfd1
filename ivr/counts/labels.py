"""What people call the states that are shown: by the text of the option that leads there."""

from collections.abc import Iterator

from ivr.keys import EMERGENCY
from ivr.menu import Line, Menu


def labels(line: Line) -> dict[str, str]:
    """Name every choice of the menu in the order of the file, emergency guidance first."""
    return {EMERGENCY: line.emergency.option} | dict(_options(line.menu, ()))


def _options(menu: Menu, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, option in menu.items():
        here = (*path, key)
        yield "-".join(here), option.option
        yield from _options(option.menu or {}, here)
