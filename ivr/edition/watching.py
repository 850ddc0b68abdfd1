"""Tells whether menus.yml or its recordings have changed, by a look at the files' own times and sizes."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ivr.settings import Settings

SETTLED: Final = 0.25
"""Seconds that a file must be left alone before it is read, so that one being written is not read by halves."""

Stamp = tuple[object, ...]


def stamp(settings: Settings) -> Stamp:
    """Give what changes when the menu or its recordings do."""
    return tuple(_state(path) for path in (settings.menus, *_folders(settings.prompts)))


def is_settled(settings: Settings) -> bool:
    """Tell whether the menu is not being written just now; a time in the future says nothing of that."""
    try:
        age = time.time() - settings.menus.stat().st_mtime
    except OSError:
        return True
    return not 0 <= age < SETTLED


def changed_at(settings: Settings) -> float:
    """Give the file's own time, which is the same for every worker; without a file, the time now."""
    try:
        return settings.menus.stat().st_mtime
    except OSError:
        return time.time()


def _folders(prompts: Path) -> Iterator[Path]:
    """The voices' folders; their times change when a recording comes or goes."""
    with suppress(OSError):
        yield from sorted(Path(entry.path) for entry in os.scandir(prompts) if entry.is_dir())


def _state(path: Path) -> object:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
