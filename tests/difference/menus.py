"""Small menus in the shape of the file, and what changes between two of them."""

from collections.abc import Mapping
from typing import Any

from ivr.difference import Change, compare
from ivr.loader import loads
from ivr.menu import Line, Option
from tests.conftest import ROOT

PLAIN, TEAMS = ((ROOT / f"tests/menus/good/{name}.yml").read_text(encoding="utf-8") for name in ("plain", "teams"))

Shape = Mapping[str, tuple[str, Any]]
"""Keys with what an option is called and what is behind it: a text, a list of parts, or another shape."""

THREE: Shape = {
    "2": ("Wat kost het bellen?", "Bellen is gratis, ook met een mobiele telefoon."),
    "3": ("Vormen van geweld", ["Slaan en schoppen.", "Schelden en dreigen."]),
    "4": ("Kinderen", {"2": ("Mijn kind is bang", "Praat erover met de huisarts."), "3": ("Ruzie", "Blijf rustig.")}),
}


def line(shape: Shape) -> Line:
    """The small menu, with these options."""
    return loads(PLAIN).model_copy(update={"menu": _menu(shape)})


def _menu(shape: Shape) -> dict[str, Option]:
    return {key: _option(text, behind) for key, (text, behind) in shape.items()}


def _option(text: str, behind: Any) -> Option:
    if isinstance(behind, Mapping):
        return Option(option=text, menu=_menu(behind))
    return Option(option=text, answer=behind)


def between(old: Shape, new: Shape) -> list[Change]:
    """What changes when these options become those."""
    return list(compare(line(old), line(new)))


def edited(old: str, new: str, menu: str = PLAIN) -> list[Change]:
    """What changes when one thing in a small menu file is replaced."""
    assert old in menu
    return list(compare(loads(menu), loads(menu.replace(old, new))))


def told(changes: list[Change]) -> list[tuple[str, str]]:
    """The kind of every change, and the keys where it is."""
    return [(change.kind, "".join(change.place)) for change in changes]


def edit(old: str, new: str, menu: str = TEAMS) -> Change:
    """The one change that this makes, in the menu with teams or another."""
    [change] = edited(old, new, menu)
    return change
