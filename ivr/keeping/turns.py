"""How many work on sound at once: callers are answered by the same threads, and ffmpeg takes their processor."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AT_ONCE: Final = 2
"""Takes that are worked on, or wait for one another, in one process; the others are sent away."""

_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):  # noqa: N818 - reads as what it is
    """Somebody else's take is worked on, and that takes long."""


@contextmanager
def turn() -> Iterator[None]:
    """Work on sound, unless enough others do; raises Busy at once."""
    if not _turns.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _turns.release()
