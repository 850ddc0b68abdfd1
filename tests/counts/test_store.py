"""The store adds up what workers bring, in SQLite and in a real PostgreSQL."""

import sqlite3
import stat
import threading
from contextlib import closing
from copy import copy

import pytest

from ivr.counts import Cell
from ivr.counts.file import File
from ivr.counts.store import store_at
from tests.counts.conftest import MONDAY, TUESDAY
from tests.counts.database import PASSWORD

CALLS, MENU = Cell(MONDAY, "call", "begun"), Cell(MONDAY, "state", "4")


def test_what_is_brought_is_added_to_what_is_there(store):
    """Two batches are one number."""
    store.add({CALLS: 3, MENU: 1})
    store.add({CALLS: 4})
    assert store.read(MONDAY, MONDAY) == {CALLS: 7, MENU: 1}


def test_days_are_kept_apart(store):
    """A day is read without the next one, and both together."""
    later = CALLS._replace(day=TUESDAY)
    store.add({CALLS: 3, later: 4})
    assert store.read(MONDAY, MONDAY) == {CALLS: 3}
    assert store.read(MONDAY, TUESDAY) == {CALLS: 3, later: 4}


def test_a_store_that_does_not_exist_has_nothing_and_is_not_made(store):
    """Whoever looks before the first call finds no counts, and leaves no file behind."""
    assert store.read(MONDAY, TUESDAY) == {}
    assert not isinstance(store, File) or not store.path.parent.exists()


def test_workers_that_write_at_once_lose_nothing(store):
    """Several workers begin together, on a store that none has made yet, with the same rows in another order."""
    batch = {Cell(MONDAY, "state", str(number)): 1 for number in range(200)}
    workers, failures = 6, []
    together = threading.Barrier(workers)

    def work(number):
        own = copy(store)
        rows = dict(list(batch.items())[:: -1 if number % 2 else 1])
        together.wait()
        try:
            for _ in range(5):
                own.add(rows)
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert set(store.read(MONDAY, MONDAY).values()) == {5 * workers}


def test_a_batch_is_added_whole_or_not_at_all(store):
    """One number that cannot be kept leaves the others for the next time."""
    store.add({CALLS: 1})
    with pytest.raises(Exception, match=r"too large|out of range"):
        store.add({CALLS: 1, MENU: 2**70})
    assert store.read(MONDAY, MONDAY) == {CALLS: 1}


def test_the_file_is_its_owners_alone(tmp_path):
    """On a quiet day the numbers tell what one caller chose."""
    store_at(None, tmp_path / "var").add({CALLS: 1})
    assert stat.S_IMODE((tmp_path / "var/counts.sqlite").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["counts.sqlite"]


def test_readers_hold_no_writer_up(tmp_path):
    """The file has a journal beside it, so that `ivr stats` and workers do not wait for each other."""
    store_at(None, tmp_path).add({CALLS: 1})
    with closing(sqlite3.connect(tmp_path / "counts.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_no_order_tells_what_came_after_what(tmp_path):
    """Rows lie in the order of their names; SQLite numbers none of them."""
    store = store_at(None, tmp_path)
    for name in ("4-3", "2", "4"):
        store.add({Cell(MONDAY, "state", name): 1})
    with closing(sqlite3.connect(tmp_path / "counts.sqlite")) as connection:
        assert [name for (name,) in connection.execute("SELECT name FROM counts NOT INDEXED")] == ["2", "4", "4-3"]
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute("SELECT rowid FROM counts")


def test_a_file_that_was_thrown_away_is_made_again(tmp_path):
    """A store that is emptied while the line runs counts from zero."""
    store = store_at(None, tmp_path)
    store.add({CALLS: 1})
    (tmp_path / "counts.sqlite").unlink()
    with pytest.raises(Exception, match="no such table"):
        store.add({CALLS: 1})
    store.add({CALLS: 1})
    assert store.read(MONDAY, MONDAY) == {CALLS: 1}


def test_a_password_is_never_told(postgresql, cluster):
    """Neither the store nor what is told of a failure repeats the address of the database."""
    wrong = cluster.url.replace("geheim", "gehein")
    store = store_at(wrong, cluster.folder)
    with pytest.raises(Exception, match="password") as failure:
        store.add({CALLS: 1})
    told = repr(store) + store.place + store.reason(failure.value)
    assert store.reason(failure.value) == "OperationalError"
    for secret in (PASSWORD, "gehein", "%40"):
        assert secret not in told
