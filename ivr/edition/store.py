"""Keeps every edition in a folder: for calls that began in it, for a restart with a broken file, and for going back.

An edition is one file, written whole or not at all; when each was published is a line in the history.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from msgspec import Struct, structs

from ivr.edition.files import lock, write
from ivr.edition.sounds import Sounds
from ivr.recording import Recording

MOST: Final = 1000
"""Editions that are kept."""

PATIENCE: Final = 3.0
"""Seconds to wait for another process that keeps an edition; a caller may be waiting too."""

LONG: Final = 30.0
"""Seconds to wait for another process that makes an edition."""

AT_ONCE: Final = 4
"""Recordings that are written together."""

_ID: Final = r"[0-9a-f]{10}"
_HISTORY: Final = "history.jsonl"


class Stored(Struct, frozen=True):
    """An edition as it was published: the menu file, and the recordings that it plays."""

    id: str
    menu: bytes
    recordings: tuple[Recording, ...]


class Published(Struct, frozen=True):
    """That an edition was published, when, and what the operator said of it."""

    id: str
    at: datetime
    note: str = ""


class Store(Struct, frozen=True):
    """The editions in a folder; whatever is wrong with the folder raises OSError where something is written."""

    folder: Path

    @classmethod
    def below(cls, state: Path) -> "Store":
        """Give the store of a line that keeps its state in this folder."""
        return cls(state.absolute() / "editions")

    def keep(self, edition: Stored, note: str = "", at: datetime | None = None) -> Stored:
        """Keep an edition, and that it is published now; what was published last already is not told twice.

        Gives the edition with its recordings where they are kept.
        """
        with self._history() as history:
            kept = self._put(edition)
            known = list(_read_history(history))
            if not known or known[-1].id != edition.id or note:
                entry = Published(edition.id, at or datetime.now(UTC), note)
                history.write(_as_line(entry))
                self._forget([*known, entry])
        return kept

    def prepare(self, edition: Stored) -> None:
        """Keep an edition that is about to be published, so that nearly nothing can go wrong afterwards.

        What is kept by this id already is what callers may be in, and stays.
        """
        if self.find(edition.id) is None:
            with self._history():
                self._put(edition)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time make an edition; where the disk refuses, or others take long, they all do."""
        with ExitStack() as held:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                lock(held.enter_context((self.folder / "making").open("a")).fileno(), LONG)
            yield

    def last(self) -> Published | None:
        """Tell what was published last."""
        return next(iter(self.history()), None)

    def published_last(self, edition_id: str) -> bool:
        """Whether this edition is kept, and none was published after it."""
        last = self.last()
        return last is not None and last.id == edition_id and self._file(edition_id).exists()

    def refuses(self) -> str:
        """Why nothing can be kept, as far as that shows without keeping anything; empty where nothing is wrong."""
        try:
            with (self.folder / _HISTORY).open("a"):
                return ""
        except OSError as error:
            return error.strerror or type(error).__name__

    def find(self, edition_id: str) -> Stored | None:
        """Give an edition; None for one that is not there, or cannot be read."""
        if not re.fullmatch(_ID, edition_id):
            return None
        try:
            return self._from_json(json.loads(self._file(edition_id).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def history(self) -> list[Published]:
        """Tell what was published, the latest first."""
        try:
            with (self.folder / _HISTORY).open(encoding="utf-8", errors="replace") as history:
                return list(_read_history(history))[::-1]
        except OSError:
            return []

    def last_change(self) -> int | None:
        """Give what differs after each edition that is kept."""
        try:
            return (self.folder / _HISTORY).stat().st_mtime_ns
        except OSError:
            return None

    def latest(self) -> Iterator[Stored]:
        """Give every edition that can be read, the one published last first."""
        for edition_id in dict.fromkeys(published.id for published in self.history()):
            if stored := self.find(edition_id):
                yield stored

    def _put(self, edition: Stored) -> Stored:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(AT_ONCE) as pool:  # what takes long is waiting for the disk, file after file
            kept = structs.replace(edition, recordings=tuple(pool.map(self._sounds.keep, edition.recordings)))
        if self.find(edition.id) != kept:
            write(self._file(edition.id), _as_json(kept))
        return kept

    @property
    def _sounds(self) -> Sounds:
        return Sounds(self.folder / "recordings")

    def _file(self, edition_id: str) -> Path:
        return self.folder / f"{edition_id}.json"

    @contextmanager
    def _history(self) -> Iterator[TextIO]:
        """Open the history for reading and adding, by one process at a time; raises OSError when that takes long."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _HISTORY).open("a+", encoding="utf-8", errors="replace") as history:
            lock(history.fileno(), PATIENCE)
            history.seek(0)
            yield history

    def _forget(self, known: Sequence[Published]) -> None:
        """Remove the editions that were published longest ago."""
        ids = list(dict.fromkeys(published.id for published in reversed(known)))
        if len(ids) <= MOST:
            return
        for edition_id in ids[MOST:]:
            with suppress(OSError):
                self._file(edition_id).unlink(missing_ok=True)
        kept = filter(None, map(self.find, ids[:MOST]))
        self._sounds.forget_all_but(recording for edition in kept for recording in edition.recordings)

    def _from_json(self, stored: dict[str, object]) -> Stored:
        recordings = stored["recordings"]
        if not isinstance(recordings, list):
            raise TypeError("recordings is no list")
        found = tuple(self._sounds.kept(Recording(path=self.folder, **one)) for one in recordings)
        return Stored(str(stored["id"]), str(stored["menu"]).encode(), found)


def _as_line(entry: Published) -> str:
    """Begin on a new line, since the one before may have been left unfinished."""
    return "\n" + json.dumps({"id": entry.id, "at": entry.at.isoformat(), "note": entry.note}, ensure_ascii=False)


def _read_history(history: TextIO) -> Iterator[Published]:
    """Read what was published, the earliest first; a line that was half written or spoilt is passed over."""
    for line in history:
        with suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            yield Published(str(entry["id"]), datetime.fromisoformat(entry["at"]), str(entry["note"]))


def _as_json(edition: Stored) -> bytes:
    recordings = [_without_path(recording) for recording in edition.recordings]
    whole = {"id": edition.id, "menu": edition.menu.decode(), "recordings": recordings}
    return json.dumps(whole, ensure_ascii=False).encode()


def _without_path(recording: Recording) -> dict[str, object]:
    return {name: value for name, value in structs.asdict(recording).items() if name != "path"}
