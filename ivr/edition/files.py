"""Puts a file in its place in one step, so that nobody ever reads a half of it."""

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path


def write(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file whole or not at all, with the rights of the one before it, or of another; raises OSError.

    Who may not read that one can read no more of this one, not even before it is finished.
    """
    unfinished = path.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        with unfinished.open("wb") as file:
            with suppress(FileNotFoundError):
                shutil.copymode(like or path, unfinished)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
