"""What was published when, and how much was different for callers each time."""

from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from ivr import loader
from ivr.edition import Published, Store
from ivr.menu import Line
from ivr.problems import InvalidMenu


@dataclass(frozen=True)
class Row:
    """One publication; `changes` is how many things are different for callers from the one before, if that is known."""

    published: Published
    changes: int | None


def rows(store: Store, most: int | None = None) -> list[Row]:
    """Every publication that is known, the latest first; or so many of them."""
    history = store.history()[:most]
    lines = {edition: line_of(store, edition) for edition in {published.id for published in history}}
    menus = [*(lines[published.id] for published in history), None]
    return [Row(published, changes(old, new)) for published, (new, old) in zip(history, pairwise(menus), strict=True)]


def line_of(store: Store, edition: str) -> Line | None:
    """Read the menu of an edition; None when it is not kept, or cannot be read any more."""
    stored = store.find(edition)
    try:
        return loader.loads(stored.menu) if stored else None
    except InvalidMenu:
        return None


def changes(old: Line | None, new: Line | None) -> int | None:
    """How many things are different for callers, if both menus are known."""
    from ivr.difference import compare  # what makes publications does without

    return len(compare(old, new)) if old and new else None


def clock(store: Store) -> ZoneInfo:
    """By whose clock the moments are told: that of the line."""
    latest = next(store.latest(), None)
    line = line_of(store, latest.id) if latest else None
    return ZoneInfo(line.timezone if line else Line.model_fields["timezone"].default)
