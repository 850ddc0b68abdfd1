"""Takes that a speaker has yet to judge by ear: a folder each, below the state, under a name that nobody guesses."""

import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEPT: Final = 3600.0
"""Seconds that a take stays that nobody judged: the speaker has hung up."""

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Drafts:
    """The takes below this folder. `now` is in seconds since 1970."""

    folder: Path

    def new(self) -> tuple[str, Path]:
        """A name, and the folder in which to put the take. Raises OSError."""
        name = secrets.token_hex(16)
        (self.folder / name).mkdir(parents=True, mode=0o700)
        return name, self.folder / name

    def find(self, name: str) -> bytes | None:
        """The take of this name, if it is still there."""
        if not _NAME.fullmatch(name):
            return None
        found = next((self.folder / name).glob("*.wav"), None)
        try:
            return found.read_bytes() if found else None
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove the take of this name; whatever is no name, and what is gone already, is left alone."""
        if _NAME.fullmatch(name):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def forget(self, now: float) -> None:
        """Remove the takes of earlier calls that nobody judged."""
        for old in self.folder.glob("*"):
            with suppress(FileNotFoundError):
                if old.stat().st_mtime < now - KEPT:
                    self.remove(old.name)
