"""A worker counts in memory and writes in batches; nothing is lost while the store is gone."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from functools import partial

import pytest

from ivr.counts import Cell, Tally
from ivr.counts.store import store_at
from tests.counts.conftest import MONDAY
from tests.failures.conftest import comes_true

CALLS = Cell(MONDAY, "call", "begun")
SOON, NEVER = 0.01, 3600.0


@dataclass
class Notes:
    """A store that remembers each batch, and that can be gone."""

    place: str = "the notebook"
    is_gone: bool = False
    batches: list[dict[Cell, int]] = field(default_factory=list)

    def add(self, batch):
        """Write a batch down."""
        if self.is_gone:
            raise ConnectionError("secret")
        self.batches.append(dict(batch))

    def reason(self, error):
        """Tell the kind alone."""
        return type(error).__name__

    @property
    def total(self) -> int:
        """What all batches come to."""
        return sum(batch[CALLS] for batch in self.batches)


@pytest.fixture
def notes() -> Notes:
    """An empty notebook."""
    return Notes()


def test_many_counts_are_one_batch(notes):
    """Requests that come together are written together, by a thread that ends with it."""
    tally = Tally(lambda: notes, every=0.2)
    before = threading.active_count()
    for _ in range(1000):
        tally.add(CALLS)
    assert threading.active_count() == before + 1
    assert comes_true(lambda: notes.batches)
    assert notes.batches == [{CALLS: 1000}]
    assert comes_true(lambda: threading.active_count() == before)


def is_written(notes: Notes, times: int) -> bool:
    """Whether one count was written so many times."""
    return notes.batches == [{CALLS: 1}] * times


def test_what_comes_after_a_batch_is_in_the_next_one(notes):
    """Nothing is written twice."""
    tally = Tally(lambda: notes, every=SOON)
    for number in (1, 2, 3):
        tally.add(CALLS)
        assert comes_true(partial(is_written, notes, number))


def test_threads_that_count_at_once_lose_nothing(notes):
    """Every request has a thread of its own."""
    tally = Tally(lambda: notes, every=SOON)

    def count():
        for _ in range(2000):
            tally.add(CALLS)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.close()
    assert notes.total == 16000


def test_nothing_is_lost_while_the_store_is_gone(notes, caplog):
    """One line is logged when it fails and one when it is back, however often it was tried; and nothing secret."""
    notes.is_gone = True
    tally = Tally(lambda: notes, every=SOON)
    tally.add(CALLS)
    assert comes_true(lambda: caplog.messages)
    for _ in range(5):
        tally.add(CALLS)
        tally.write()
    notes.is_gone = False
    assert comes_true(lambda: notes.total == 6)
    assert comes_true(lambda: len(caplog.messages) == 2)
    assert caplog.messages == [
        "Counts cannot be kept in the notebook (ConnectionError). Calls go on; they are kept in memory meanwhile.",
        "Counts are kept in the notebook again, also those of the time between.",
    ]


def test_a_store_that_cannot_even_be_opened_is_tried_again(notes, caplog):
    """A missing library or a broken address loses no counts either."""
    stores = iter([ImportError("no driver"), notes])

    def opened():
        found = next(stores)
        if isinstance(found, Exception):
            raise found
        return found

    tally = Tally(opened, every=SOON)
    tally.add(CALLS)
    assert comes_true(lambda: notes.total == 1)
    assert "Counts cannot be kept in their store (ImportError)" in caplog.messages[0]


def test_counting_does_not_wait_for_a_slow_store():
    """A request is counted at once while a batch is being written."""
    reached, released = threading.Event(), threading.Event()

    class Slow(Notes):
        def add(self, batch):
            reached.set()
            assert released.wait(10)
            super().add(batch)

    slow = Slow()
    tally = Tally(lambda: slow, every=SOON)
    tally.add(CALLS)
    assert reached.wait(10)
    since = time.monotonic()
    tally.add(CALLS)
    assert time.monotonic() - since < 1.0
    released.set()
    tally.close()
    assert slow.total == 2


def test_counts_that_are_lost_at_the_end_are_told(notes, caplog):
    """Whoever stops a line without a store reads that its last counts are gone."""
    notes.is_gone = True
    tally = Tally(lambda: notes, every=NEVER)
    tally.add(CALLS)
    tally.close()
    assert caplog.messages == [
        "Counts cannot be kept in the notebook (ConnectionError). The last ones of this worker are lost."
    ]


@pytest.mark.parametrize(("url", "is_loaded"), [(None, False), ("postgresql://x:y@127.0.0.1:9/x", True)])
def test_what_a_database_needs_is_loaded_where_there_is_one_and_something_to_write(tmp_path, url, is_loaded):
    """SQLAlchemy would double the memory of a worker that counts in a file, and the first caller never waits for it."""
    program = (
        "import sys, ivr.web, ivr.settings; from ivr.counts import *\n"
        "from datetime import date; from pathlib import Path\n"
        f"settings = ivr.settings.Settings('https://ivr.test', ('x',), database_url={url!r}, state=Path(sys.argv[1]))\n"
        "tally = Tally.of(settings)\n"
        "tally.add(Cell(date.today(), 'call', 'begun'))\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "tally.write()\n"
        f"assert ('sqlalchemy' in sys.modules) == {is_loaded}"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_a_process_that_ends_writes_what_is_left_and_does_not_wait(tmp_path):
    """The next batch would be an hour away; the end of the process brings it forward."""
    program = (
        "import sys; from ivr.counts import *; from ivr.counts.store import store_at; from pathlib import Path\n"
        "from datetime import date\n"
        "tally = Tally(lambda: store_at(None, Path(sys.argv[1])), every=3600)\n"
        "tally.add(Cell(date(2026, 5, 4), 'call', 'begun'))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(command, check=True, env={"PYTHONPATH": ":".join(sys.path)}, timeout=30)
    assert store_at(None, tmp_path).read(MONDAY, MONDAY) == {CALLS: 1}
