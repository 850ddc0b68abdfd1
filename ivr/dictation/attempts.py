"""Wrong PINs, counted over all calls and all workers, so that guessing takes years.

The count is the length of a file, and its time is that of the last. After three in a row nobody gets in for a minute,
after each further one for twice as long, up to a quarter of an hour: a hundred guesses a day. Whoever guesses keeps
speakers out meanwhile; recordings can then be sent in as files.
"""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

FREE: Final = 3
"""Wrong PINs in a row that cost nothing."""

SHORTEST: Final = 60.0
LONGEST: Final = 900.0
"""Seconds that nobody gets in."""


class Verdict(Enum):
    """What becomes of a PIN."""

    RIGHT = auto()
    WRONG = auto()
    NOT_NOW = auto()
    """It was not looked at."""


@dataclass(frozen=True)
class Attempts:
    """The wrong PINs since the last right one. `now` is in seconds since 1970; raises OSError."""

    file: Path

    def are_too_many(self, now: float) -> bool:
        """Whether nobody gets in now."""
        try:
            known = self.file.stat()
        except FileNotFoundError:
            return False
        return known.st_size >= FREE and now < known.st_mtime + _pause(known.st_size)

    def judge(self, pin: str, keyed: str, now: float) -> Verdict:
        """Compare what was keyed, one at a time in all workers; it counts as wrong until it has proved to be right."""
        with self._alone() as file:
            if self.are_too_many(now):
                return Verdict.NOT_NOW
            os.write(file, b".")
            os.utime(file, (now, now))
            if not hmac.compare_digest(pin.encode(), keyed.encode()):
                return Verdict.WRONG
            os.ftruncate(file, 0)
            return Verdict.RIGHT

    @contextmanager
    def _alone(self) -> Iterator[int]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def _pause(wrong: int) -> float:
    """Seconds after the last of so many, which are no longer free."""
    return min(SHORTEST * 2.0 ** min(wrong - FREE, 10), LONGEST)
