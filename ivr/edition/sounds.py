"""Keeps a copy of every recording that an edition plays, so that no caller misses what was thrown away or replaced."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ivr.edition.files import write
from ivr.recording import Recording


class Sounds(Struct, frozen=True):
    """Recordings by what they contain: equal sound is kept once, whichever editions play it."""

    folder: Path

    def keep(self, recording: Recording) -> Recording:
        """Keep a recording, and give it where it is kept; raises OSError when the disk refuses."""
        kept = self.kept(recording)
        if not _same(kept):
            content, unchanged = recording.read()
            if not unchanged:
                return recording
            self.folder.mkdir(parents=True, exist_ok=True)
            write(kept.path, content)
        return kept

    def kept(self, recording: Recording) -> Recording:
        """Give the recording where it is kept."""
        return replace(recording, path=self.folder / f"{recording.digest}.wav")

    def forget_all_but(self, wanted: Iterable[Recording]) -> None:
        """Remove what no edition plays any more."""
        names = {self.kept(recording).path.name for recording in wanted}
        for path in self.folder.glob("*.wav"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()


def _same(recording: Recording) -> bool:
    try:
        return recording.read()[1]
    except OSError:
        return False
