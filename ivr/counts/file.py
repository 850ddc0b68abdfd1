"""Keeps the counts in a file of SQLite's, which adds up what several processes bring and leaves no journal behind."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from ivr.counts.cells import Cell

NAME: Final = "counts.sqlite"
"""Below IVR_STATE."""

PATIENCE: Final = 3
"""Seconds to wait for a connection, for who else writes, and for an answer; gunicorn gives a worker twenty to end."""

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS counts (
    day DATE NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (day, kind, name)
) WITHOUT ROWID
"""
_ADD: Final = """
INSERT INTO counts VALUES (?, ?, ?, ?)
ON CONFLICT (day, kind, name) DO UPDATE SET number = number + excluded.number
"""
_READ: Final = "SELECT day, kind, name, number FROM counts WHERE day BETWEEN ? AND ?"
_IS_THERE: Final = "SELECT count(*) FROM sqlite_master WHERE name = 'counts'"


class File(Struct):
    """The counts of one line, for its owner alone: on a quiet day they tell what one caller chose."""

    path: Path
    _is_ready: bool = False

    @classmethod
    def below(cls, state: Path) -> "File":
        """Give the file in the folder of a line's state."""
        return cls(state / NAME)

    @property
    def place(self) -> str:
        """What to call it where people read it."""
        return str(self.path)

    def add(self, batch: Mapping[Cell, int]) -> None:
        """Add these numbers to what is there, all or none of them."""
        try:
            self._prepare()
            with self._begun() as connection:
                rows = [(cell.day.isoformat(), cell.kind, cell.name, number) for cell, number in sorted(batch.items())]
                connection.executemany(_ADD, rows)
        except Exception:
            self._is_ready = False
            raise

    def read(self, since: date, until: date) -> dict[Cell, int]:
        """Give the numbers of these days, both included; of a file that does not exist yet, none."""
        if not self.path.exists():
            return {}
        with self._begun() as connection:
            if connection.execute(_IS_THERE).fetchone() == (0,):
                return {}
            rows = connection.execute(_READ, (since.isoformat(), until.isoformat()))
            return {Cell(date.fromisoformat(day), kind, name): number for day, kind, name, number in rows}

    def reason(self, error: Exception) -> str:
        """Say of what kind an error is, and nothing of what it quotes."""
        if isinstance(error, OSError):
            return error.strerror or type(error).__name__
        return getattr(error, "sqlite_errorname", None) or type(error).__name__

    @contextmanager
    def _begun(self) -> Iterator[sqlite3.Connection]:
        """A connection for one batch, that is written when all of it has gone well."""
        connection = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def _prepare(self) -> None:
        """Make the file and its table, if another worker has not.

        Another worker may be changing the journal at the same moment; one of them does.
        """
        if self._is_ready:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        with self._begun() as connection:
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
        self._is_ready = True
