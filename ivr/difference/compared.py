"""Puts together what is different for callers, wherever they are in the menu."""

from ivr.difference.change import Change
from ivr.difference.options import menu_changes
from ivr.difference.settings import opening_changes, other_changes
from ivr.menu import Line


def compare(old: Line, new: Line) -> tuple[Change, ...]:
    """Every change, in the order that callers meet them; none for two files that say the same in another layout."""
    return (*opening_changes(old, new), *menu_changes(old.menu, new.menu), *other_changes(old, new))
