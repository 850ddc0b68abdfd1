"""Stores of every kind, and a line that counts in one."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from ivr.counts.postgresql import Database as Counts
from ivr.counts.store import Store, store_at
from tests.counts.database import Database, database

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Database]:
    """A real PostgreSQL."""
    with database() as found:
        yield found


@pytest.fixture
def postgresql(cluster: Database) -> Database:
    """A real PostgreSQL in which nothing has been counted."""
    with Counts.at(cluster.url).engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS counts"))
    return cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path) -> Store:
    """An empty store."""
    url = request.getfixturevalue("postgresql").url if request.param == "postgresql" else None
    return store_at(url, tmp_path / "var")
