"""Tells whether files are the same as before, and whether the program is, without reading them.

Every file's size, times and inode count. Python decides by two of them whether a compiled module is used (PEP 3147).
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

Stat = tuple[str, int, int, int, int]
"""Path, size in bytes, when anything of it changed, when its content did (nanoseconds since 1970), and inode."""

_PROGRAM: Final = Path(__file__).parent.parent
_DEEP: Final = 5
_CACHE: Final = "__pycache__"
ABOVE: Final = ("cli", "dictation", "keeping", "number", "rehearsal", "simulator", "studio", "walk", "web")
"""Parts of the program that have no part in making a publication."""


def files(folder: str | Path, depth: int, but: Sequence[str] = ()) -> list[Stat]:
    """Every file in a folder and, so deep, in those in it but these; what Python makes of others is left out."""
    found: list[Stat] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                found += look(entry.path)
            elif depth and entry.name != _CACHE and entry.name not in but:
                found += files(entry.path, depth - 1)
    return sorted(found)


def look(path: str | Path) -> list[Stat]:
    """One file or folder; nothing where there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return []
    return [(str(path), stat.st_size, stat.st_ctime_ns, stat.st_mtime_ns, stat.st_ino)]


def fingerprint(*found: object) -> str:
    """Give what differs when any of these do."""
    return sha256(repr(found).encode("utf-8", "surrogateescape")).hexdigest()


def on_disk() -> tuple[str, str]:
    """The program as it lies there: all that makes publications, the libraries with their versions, and Python.

    The second is the same though the files were copied, or given to somebody else.
    """
    found, around = files(_PROGRAM, _DEEP, ABOVE), (_libraries(), sys.version)
    content = [(path, size, written) for path, size, _, written, _ in found]
    return fingerprint(found, *around), fingerprint(content, *around)


def _libraries() -> list[str]:
    folders = [folder for folder in sys.path if folder.endswith("-packages") and os.path.isdir(folder)]
    return sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))


LOADED, _CONTENT = on_disk()
"""The program that this process runs, whatever is put in the place of its files afterwards."""


def is_renewed() -> bool:
    """Whether another program lies there now, so that nothing more of it may be loaded."""
    return on_disk()[1] != _CONTENT
