"""Keeps the counts in PostgreSQL, when several machines serve one line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
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
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from ivr.counts.cells import Cell
from ivr.counts.file import PATIENCE

_LOCK: Final = 112
"""An advisory lock of PostgreSQL's, for the moment in which the table is made."""

_COUNTS: Final = Table(
    "counts",
    MetaData(),
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)


@dataclass
class Database:
    """The counts of one line."""

    engine: Engine
    place: str = "DATABASE_URL"
    """What to call it where people read it: without name or password."""
    _is_ready: bool = field(default=False, init=False)

    @classmethod
    def at(cls, url: str) -> "Database":
        """Give the database at this address."""
        where = make_url(url).set(drivername="postgresql+psycopg")
        patience = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
        return cls(create_engine(where, poolclass=NullPool, connect_args=patience, hide_parameters=True))

    def add(self, batch: Mapping[Cell, int]) -> None:
        """Add these numbers to what is there, all or none of them."""
        try:
            self._prepare()
            with self._begun() as connection:
                rows = [{**cell._asdict(), "number": number} for cell, number in sorted(batch.items())]
                connection.execute(_addition(), rows)
        except Exception:
            self._is_ready = False
            raise

    def read(self, since: date, until: date) -> dict[Cell, int]:
        """Give the numbers of these days, both included; of a table that does not exist yet, none."""
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
        return getattr(cause, "sqlstate", None) or type(cause).__name__

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL statement_timeout = '{PATIENCE}s'"))
            yield connection

    def _prepare(self) -> None:
        """Make the table, if another worker has not."""
        if self._is_ready:
            return
        with self._begun() as connection:
            if not inspect(connection).has_table(_COUNTS.name):
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                connection.execute(CreateTable(_COUNTS, if_not_exists=True))
        self._is_ready = True


def _addition() -> Insert:
    """Insert rows, or add to those that are there."""
    added = insert(_COUNTS)
    total = {"number": _COUNTS.c.number + added.excluded.number}
    return added.on_conflict_do_update(index_elements=list(_COUNTS.primary_key), set_=total)
