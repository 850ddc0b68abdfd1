"""What changes for callers between two menus, as values: nothing is read here, and nothing printed."""

from ivr.difference.change import Change, Kind, keys_of
from ivr.difference.consequences import Heard, Missing, Wait, missing, unused, waits
from ivr.difference.options import menu_changes
from ivr.difference.settings import opening_changes, other_changes
from ivr.difference.words import Words, marked
from ivr.menu import Line

__all__ = [
    "Change",
    "Heard",
    "Kind",
    "Missing",
    "Wait",
    "Words",
    "compare",
    "keys_of",
    "marked",
    "missing",
    "unused",
    "waits",
]


def compare(old: Line, new: Line) -> tuple[Change, ...]:
    """Every change, in the order that callers meet them; none for two files that say the same in another layout."""
    return (*opening_changes(old, new), *menu_changes(old.menu, new.menu), *other_changes(old, new))
