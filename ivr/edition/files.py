"""Puts a file in its place in one step, so that nobody ever reads a half of it, and waits for others who do."""

import fcntl
import os
import shutil
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path


def write(path: Path, content: bytes, like: Path | None = None, *, private: bool = False) -> None:
    """Write a file whole or not at all, with the rights of the one before it, or of another; raises OSError.

    Who may not read that one can read no more of this one, not even before it is finished; a private one is for its
    owner alone.
    """
    unfinished = path.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        with open(unfinished, "wb", opener=partial(os.open, mode=0o600 if private else 0o666)) as file:
            with suppress(FileNotFoundError):
                if not private:
                    shutil.copymode(like or path, unfinished)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def lock(descriptor: int, patience: float) -> None:
    """Have a file or folder for oneself until it is closed; BlockingIOError when others take more seconds than that."""
    until = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
