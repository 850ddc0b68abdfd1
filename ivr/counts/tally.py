"""Counts in the memory of one worker, and writes them in batches; a request never waits for the store.

A thread begins with the first count of a batch and ends with its writing. So none exists before gunicorn forks, none is
idle, and nobody has to notice that one has died. What cannot be written is kept, and is tried again.
"""

import atexit
import logging
from collections import Counter
from collections.abc import Callable
from threading import Lock, Timer
from typing import Final

from msgspec import Struct, field

from ivr.counts.cells import Cell
from ivr.counts.store import Ledger, store_at
from ivr.settings import Settings

log = logging.getLogger(__name__)

EVERY: Final = 3.0
"""Seconds between two batches; a worker that is killed outright takes no more than these with it."""


class Tally(Struct):
    """The numbers that have not been written yet; there are never more than states, times days without a store."""

    ledger: Callable[[], Ledger]
    """Opens the store; called when there is something to write, and not before."""
    every: float = EVERY
    _numbers: Counter[Cell] = field(default_factory=Counter)
    _later: Timer | None = None
    _opened: Ledger | None = None
    _fails: bool = False
    _is_over: bool = False
    _is_awaited: bool = False
    _counting: Lock = field(default_factory=Lock)
    _writing: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, settings: Settings) -> "Tally":
        """Count for the line with these settings."""
        state = settings.state.absolute()
        return cls(lambda: store_at(settings.database_url, state))

    def add(self, cell: Cell) -> None:
        """Count one; it is written soon, and at the latest when this process ends by itself or by SIGTERM."""
        with self._counting:
            self._numbers[cell] += 1
            self._write_later()

    def close(self) -> None:
        """Write what is left; nothing is tried again afterwards."""
        self._is_over = True
        atexit.unregister(self.close)
        self.write()

    def write(self) -> None:
        """Write everything that was counted until now, or keep it; a batch that is being written is waited for."""
        with self._writing:
            with self._counting:
                batch, self._numbers, self._later = self._numbers, Counter(), None
            if not batch:
                return
            try:
                self._opened = self._opened or self.ledger()
                self._opened.add(batch)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with the store, callers are answered
                self._keep(batch)
                self._tell_failure(error)
            else:
                self._tell_success()

    def _write_later(self) -> None:
        """See to it that there is a thread that will write; the caller of this holds the lock."""
        if self._later or self._is_over:
            return
        if not self._is_awaited:
            atexit.register(self.close)
            self._is_awaited = True
        timer = Timer(self.every, self.write)
        timer.daemon = True
        timer.start()
        self._later = timer

    def _keep(self, batch: Counter[Cell]) -> None:
        with self._counting:
            self._numbers.update(batch)
            self._write_later()

    def _tell_failure(self, error: Exception) -> None:
        place = self._opened.place if self._opened else "their store"
        reason = self._opened.reason(error) if self._opened else type(error).__name__
        if self._is_over:
            log.error("Counts cannot be kept in %s (%s). The last ones of this worker are lost.", place, reason)
        elif not self._fails:
            log.error(
                "Counts cannot be kept in %s (%s). Calls go on; they are kept in memory meanwhile.",
                place,
                reason,
            )
        self._fails = True

    def _tell_success(self) -> None:
        if self._fails and self._opened:
            log.warning("Counts are kept in %s again, also those of the time between.", self._opened.place)
        self._fails = False
