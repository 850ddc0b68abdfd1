"""Reads what was counted, for who looks at it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ivr.counts.cells import Cell
from ivr.counts.store import store_at


class Unreadable(Exception):  # noqa: N818 - reads as what it is
    """The store gives no counts; the message says in Dutch where they are and why not, and nothing secret."""


def read(database_url: str | None, state: Path, wanted: Sequence[date]) -> dict[Cell, int]:
    """Give what was counted from the first of these days to the last; raises Unreadable."""
    store = store_at(database_url, state)
    try:
        return store.read(wanted[0], wanted[-1])
    except Exception as error:  # noqa: BLE001 - whatever a database refuses, who asked is told in one sentence
        raise Unreadable(f"de tellingen in {store.place} zijn niet te lezen ({store.reason(error)})") from None
