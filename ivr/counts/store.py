"""Keeps the counts for all workers: a table in SQLite, or in PostgreSQL when several machines serve one line.

Every batch has a connection of its own: a store that went away and came back needs no other care, and SQLite leaves no
journal behind. Rows are kept and written in the order of their names, so that no order tells what came after what.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Engine,
    Insert,
    MetaData,
    Table,
    Text,
    create_engine,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from ivr.counts.cells import Cell

FILE: Final = "counts.sqlite"
"""Below IVR_STATE."""

PATIENCE: Final = 3
"""Seconds to wait for a connection, a lock and an answer each; gunicorn gives a worker twenty to end."""

_LOCK: Final = 112
"""An advisory lock of PostgreSQL's, for the moment in which the table is made."""

_COUNTS: Final = Table(
    "counts",
    MetaData(),
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass
class Store:
    """The counts of one line."""

    engine: Engine
    place: str
    """What to call it where people read it: without name or password."""
    file: Path | None = None
    _is_ready: bool = field(default=False, init=False)

    @classmethod
    def at(cls, database_url: str | None, state: Path) -> "Store":
        """Give the store at this address, or else the file in this folder; nothing is made or asked yet."""
        if database_url:
            return cls(_postgresql(database_url), "DATABASE_URL")
        file = state / FILE
        engine = create_engine(
            URL.create("sqlite", database=str(file)), poolclass=NullPool, connect_args={"timeout": PATIENCE}
        )
        return cls(engine, str(file), file)

    def add(self, batch: Mapping[Cell, int]) -> None:
        """Add these numbers to what is there, all or none of them."""
        try:
            self._prepare()
            with self._begun() as connection:
                rows = [{**cell._asdict(), "number": number} for cell, number in sorted(batch.items())]
                connection.execute(self._addition(), rows)
        except Exception:
            self._is_ready = False
            raise

    def read(self, since: date, until: date) -> dict[Cell, int]:
        """Give the numbers of these days, both included; of a store that does not exist yet, none."""
        if self.file and not self.file.exists():
            return {}
        wanted = select(_COUNTS).where(_COUNTS.c.day.between(since, until))
        with self._begun() as connection:
            if not inspect(connection).has_table(_COUNTS.name):
                return {}
            return {Cell(row.day, row.kind, row.name): row.number for row in connection.execute(wanted)}

    def reason(self, error: Exception) -> str:
        """Say of what kind an error is, and nothing of what it quotes: that may be a password."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, OSError):
            return cause.strerror or type(cause).__name__
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        return code or type(cause).__name__

    def _addition(self) -> Insert:
        """Insert rows, or add to those that are there."""
        insert = sqlite.insert(_COUNTS) if self.file else postgresql.insert(_COUNTS)
        total = {"number": _COUNTS.c.number + insert.excluded.number}
        return insert.on_conflict_do_update(index_elements=list(_COUNTS.primary_key), set_=total)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            if not self.file:
                connection.execute(text(f"SET LOCAL statement_timeout = '{PATIENCE}s'"))
            yield connection

    def _prepare(self) -> None:
        """Make the table, if another worker has not."""
        if self._is_ready:
            return
        if self.file:
            _prepare_file(self.file)
        with self._begun() as connection:
            if not inspect(connection).has_table(_COUNTS.name):
                if not self.file:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                connection.execute(CreateTable(_COUNTS, if_not_exists=True))
        self._is_ready = True


def _postgresql(url: str) -> Engine:
    where = make_url(url).set(drivername="postgresql+psycopg")
    patience = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
    return create_engine(where, poolclass=NullPool, connect_args=patience, hide_parameters=True)


def _prepare_file(file: Path) -> None:
    """Make the file, for its owner alone: on a quiet day it tells what one caller chose.

    Another worker may be changing the journal at the same moment; one of them does.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    connection = sqlite3.connect(file, timeout=PATIENCE)
    try:
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
