"""The line as it runs for real: what was counted is what callers did, whatever happens to workers and to the store."""

import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import text

from ivr.counts.postgresql import Database
from ivr.counts.store import store_at
from ivr.simulator import Simulator
from tests.conftest import CALLER, TOKEN
from tests.counts.database import PASSWORD
from tests.failures.conftest import Office, comes_true
from tests.failures.crowd import Once
from tests.failures.menus import menu

EVERYTHING = (date.min, date.max)


@pytest.fixture
def office(tmp_path) -> Office:
    """A line with a red menu."""
    found = Office(tmp_path)
    found.save(menu("rood"))
    return found


def calls_at(server, number: int) -> int:
    """Call so many times, a few at once: key 2, then key 0, and a conversation. Gives how often the line was asked."""

    def one(_):
        call = Simulator(Once(), url=server.url, token=TOKEN, caller=CALLER).call(dials=["busy", "answered"])
        call.presses("20")
        call.waits()
        call.waits()
        assert call.connected_to
        call.advisor_hangs_up()
        assert call.faults == []
        asked = [exchange for exchange in call.exchanges if exchange.method == "POST"]
        return len([exchange for exchange in asked if not exchange.url.endswith("/voice/status")])

    with ThreadPoolExecutor(8) as callers:
        return sum(callers.map(one, range(number)))


def counted(office, url: str | None = None) -> dict[tuple[str, str], int]:
    """What is in the store, of all days together."""
    found: dict[tuple[str, str], int] = {}
    for cell, number in store_at(url, office.folder / "var").read(*EVERYTHING).items():
        found[cell.kind, cell.name] = found.get((cell.kind, cell.name), 0) + number
    return found


def documents(found: dict[tuple[str, str], int]) -> int:
    """How many documents were given."""
    return sum(number for (kind, _), number in found.items() if kind == "state")


def calls(found: dict[tuple[str, str], int]) -> int:
    """How many calls began."""
    return found.get(("call", "begun"), 0)


def is_what_was_done(found: dict[tuple[str, str], int], number: int, asked: int) -> bool:
    """Whether so many calls were counted, each with its choices, its results and every document."""
    assert found["call", "begun"] == found["state", "start"] == found["state", "2"] == number
    assert found["connecting", "nobody"] == found["connecting", "conversation"] == found["state", "end"] == number
    assert documents(found) == asked
    return True


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_every_call_is_counted_when_the_line_stops(office, request, where):
    """Two workers, one SIGTERM just behind the last call: all of it is in the store, to the last document."""
    url = request.getfixturevalue("postgresql").url if where == "postgresql" else None
    with office.serves(**({"DATABASE_URL": url} if url else {})) as server:
        asked = calls_at(server, 60)
        assert server.stop() == 0
    assert is_what_was_done(counted(office, url), 60, asked)
    if url:
        assert not (office.folder / "var/counts.sqlite").exists()


def test_a_reload_loses_no_count(office):
    """On SIGHUP every worker is replaced while people call."""
    with office.serves() as server:
        asked = calls_at(server, 20)
        before = set(server.workers)
        server.process.send_signal(signal.SIGHUP)
        asked += calls_at(server, 20)
        assert comes_true(lambda: len(server.workers) == 2 and not before & set(server.workers), 25)
        server.stop()
    assert is_what_was_done(counted(office), 40, asked)


def test_a_worker_that_is_killed_takes_its_last_batch_and_no_more(office):
    """What was written before is there; what is counted afterwards is too."""
    with office.serves() as server:
        asked = calls_at(server, 20)
        assert comes_true(lambda: calls(counted(office)) == 20)
        calls_at(server, 5)
        victims = server.workers
        for worker in victims:
            os.kill(worker, signal.SIGKILL)
        assert comes_true(lambda: len(server.workers) == 2 and not set(victims) & set(server.workers))
        asked += calls_at(server, 20)
        server.stop()
    found = counted(office)
    assert 40 <= calls(found) <= 45
    assert documents(found) >= asked


def test_a_file_that_is_locked_holds_no_caller_up(office):
    """Somebody has the file open to write, for longer than a worker waits: calls go on, and are counted afterwards."""
    with office.serves() as server:
        asked = calls_at(server, 10)
        assert comes_true(lambda: calls(counted(office)) == 10)
        with closing(sqlite3.connect(office.folder / "var/counts.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            asked += calls_at(server, 10)
            assert comes_true(lambda: "SQLITE_BUSY" in "".join(office.log), 15)
            since = time.monotonic()
            asked += calls_at(server, 1)
            assert time.monotonic() - since < 5
            other.execute("ROLLBACK")
        assert comes_true(lambda: calls(counted(office)) == 21, 15)
        server.stop()
    assert is_what_was_done(counted(office), 21, asked)
    assert len([line for line in office.log if "Counts" in line]) in (2, 4)


def test_a_database_that_is_down_holds_no_caller_up(office, postgresql):
    """PostgreSQL stops and starts while people call: one line in the log for each, no password, and no count lost."""
    with office.serves(DATABASE_URL=postgresql.url) as server:
        asked = calls_at(server, 10)
        assert comes_true(lambda: calls(counted(office, postgresql.url)) == 10)
        postgresql.stop()
        try:
            asked += calls_at(server, 10)
            assert comes_true(lambda: "Counts cannot be kept" in "".join(office.log), 15)
            asked += calls_at(server, 1)
        finally:
            postgresql.start()
        assert comes_true(lambda: calls(counted(office, postgresql.url)) == 21, 15)
        server.stop()
    assert is_what_was_done(counted(office, postgresql.url), 21, asked)
    logged = "\n".join(office.log)
    assert PASSWORD not in logged
    assert PASSWORD.replace("@", "%40") not in logged
    assert logged.count("Counts cannot be kept in DATABASE_URL") in (1, 2)
    assert logged.count("Counts are kept in DATABASE_URL again") in (1, 2)


def test_a_state_folder_that_cannot_be_used_holds_no_caller_up(office):
    """A file stands where the folder should be: callers notice nothing, and the log says what is not kept."""
    (office.folder / "var").write_text("in the way")
    with office.serves() as server:
        calls_at(server, 4)
        assert server.stop() == 0
    assert "Counts cannot be kept in" in "".join(office.log)


def test_nothing_of_a_caller_is_in_the_store(office, postgresql):
    """Neither file nor table holds a number, a call's id or a time, and a day has one row for each state."""
    with office.serves() as server:
        calls_at(server, 3)
        server.stop()
    file = (office.folder / "var/counts.sqlite").read_bytes()
    for trace in (CALLER[1:], CALLER[3:], "CA0", "From", "busy"):
        assert trace.encode() not in file
    with office.serves(DATABASE_URL=postgresql.url) as server:
        calls_at(server, 3)
        server.stop()
    with Database.at(postgresql.url).engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM counts")).mappings().all()
    assert {tuple(row) for row in rows} == {("day", "kind", "name", "number")}
    assert len({row["day"] for row in rows}) <= 2
    assert {row["kind"] for row in rows} == {"call", "state", "connecting"}
