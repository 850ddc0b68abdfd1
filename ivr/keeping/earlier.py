"""Recordings that were replaced: kept by what they contain, so that each can be heard and put back."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ivr.edition import write
from ivr.prompts import NotWav
from ivr.prompts.wav import parse
from ivr.recording import digest


@dataclass(frozen=True)
class Kept:
    """One that was put aside, when that was, and how long it lasts."""

    digest: str
    at: datetime
    seconds: float


@dataclass(frozen=True)
class Earlier:
    """What was recorded before of one text in one voice."""

    folder: Path

    @classmethod
    def of(cls, state: Path, voice: str, prompt: str) -> "Earlier":
        """Give those of a voice and a text, by its id."""
        return cls(state / "earlier" / voice / prompt)

    def keep(self, content: bytes) -> None:
        """Put a recording aside, as the latest; raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._file(digest(content))
        if path.exists():
            os.utime(path)
        else:
            write(path, content)

    def all(self, but: str | None = None) -> list[Kept]:
        """Tell of those that are kept, the latest first, without the one of this digest."""
        try:
            paths = sorted(self.folder.glob("*.wav"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        except OSError:
            return []
        return [kept for path in paths if path.stem != but and (kept := _kept(path))]

    def find(self, wanted: str) -> bytes | None:
        """Give the recording of this digest; None for one that is not there."""
        try:
            return next((path.read_bytes() for path in self.folder.glob("*.wav") if path.stem == wanted), None)
        except OSError:
            return None

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.wav"


def _kept(path: Path) -> Kept | None:
    """Tell of one; None for what cannot be played, which was put aside all the same."""
    try:
        return Kept(path.stem, datetime.fromtimestamp(path.stat().st_mtime, UTC), parse(path.read_bytes()).seconds)
    except (OSError, NotWav):
        return None
