"""Wrong PINs, counted over all calls and all workers, so that guessing takes years.

The count is the length of a file, to which any number of workers can add a byte at once; its time is that of the last.
After three in a row nobody gets in for a minute, after each further one for twice as long, up to a quarter of an hour:
a hundred guesses a day. Whoever guesses keeps speakers out meanwhile; recordings can then be sent in as files.
"""

import hmac
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FREE: Final = 3
"""Wrong PINs in a row that cost nothing."""

SHORTEST: Final = 60.0
LONGEST: Final = 900.0
"""Seconds that nobody gets in."""


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
        return now < known.st_mtime + _pause(known.st_size)

    def is_right(self, pin: str, keyed: str, now: float) -> bool:
        """Compare what was keyed; it counts as wrong until it has proved to be right."""
        self._count(now)
        if not hmac.compare_digest(pin.encode(), keyed.encode()):
            return False
        self.file.unlink(missing_ok=True)
        return True

    def _count(self, now: float) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, b".")
        finally:
            os.close(file)
        os.utime(self.file, (now, now))


def _pause(wrong: int) -> float:
    """Seconds after the last of so many."""
    return 0.0 if wrong < FREE else min(SHORTEST * 2.0 ** min(wrong - FREE, 10), LONGEST)
