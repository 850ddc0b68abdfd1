"""Where the counts are kept for all workers: a file, or a database of PostgreSQL when several machines serve one line.

Every batch has a connection of its own, so that a store that went away and came back needs no other care. Rows are kept
and written in the order of their names, so that no order tells what came after what.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from ivr.counts.cells import Cell
from ivr.counts.file import File


class Ledger(Protocol):
    """Where counts are kept for good."""

    @property
    def place(self) -> str:
        """Where that is, for who reads it; nothing secret is in it."""

    def add(self, batch: Mapping[Cell, int]) -> None:
        """Add these numbers to what is there, all or none of them; raises anything at all."""

    def reason(self, error: Exception) -> str:
        """Say of what kind an error is, and nothing of what it quotes: that may be a password."""


class Store(Ledger, Protocol):
    """The counts of one line, that can be read again."""

    def read(self, since: date, until: date) -> dict[Cell, int]:
        """Give the numbers of these days, both included; of a store that does not exist yet, none."""


def store_at(database_url: str | None, state: Path) -> Store:
    """Give the store at this address, or else the file in this folder; nothing is made or asked yet.

    SQLAlchemy takes as much memory as all the rest of a worker, so it is loaded where a database is, and only there.
    """
    if database_url:
        from ivr.counts.postgresql import Database

        return Database.at(database_url)
    return File.below(state)
