"""The draft: a menu that is being written, in a file of its own, so that nothing of it reaches callers.

Whoever saves says which text was changed, by its tag; when that is no longer the draft, nothing is saved. A text that
is replaced on purpose is put aside, so that nobody's work is lost.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ivr.edition import write
from ivr.settings import Settings

MOST: Final = 200
"""Texts that stay put aside."""

LARGEST: Final = 300_000
"""Bytes of a draft: some two thousand choices. Looking at more would take long, in a process that callers need."""


def tag(text: str) -> str:
    """Give what stands for a text: 16 hex digits, that differ when a character does."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Draft:
    """The text as it is now, and the menu file that it is to replace."""

    text: str
    menu: str
    """What the menu file holds."""
    base: str
    """The tag of what the menu file held when the draft was begun."""

    @property
    def tag(self) -> str:
        """What stands for the text."""
        return tag(self.text)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to publish."""
        return self.text != self.menu

    @property
    def is_behind(self) -> bool:
        """Whether the menu file was changed by something else since."""
        return self.base != tag(self.menu)


class OtherDraft(Exception):  # noqa: N818 - reads as what it is
    """The draft is not the text that was to be changed."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("the draft is another text")
        self.draft = draft


@dataclass(frozen=True)
class Aside:
    """A text that was put aside."""

    name: str
    at: datetime
    size: int
    """Bytes."""


@dataclass(frozen=True)
class Drafts:
    """The draft of one line, in the folder with its state; every change raises OSError where the disk refuses."""

    settings: Settings

    @property
    def folder(self) -> Path:
        """Where the draft is."""
        return self.settings.state.absolute() / "draft"

    @property
    def file(self) -> Path:
        """The draft, if there is one that differs from the menu file."""
        return self.folder / "menus.yml"

    def read(self) -> Draft:
        """Give the draft; without one, what the menu file holds."""
        menu = _text(self.settings.menus) or ""
        text, base = _text(self.file), _text(self.folder / "base")
        return Draft(menu, menu, tag(menu)) if text is None else Draft(text, menu, base or tag(menu))

    def stamp(self) -> object:
        """Give what changes when the draft does."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def save(self, text: str, expected: str, *, keeps: bool = False) -> Draft:
        """Replace the text with this tag; `keeps` puts that one aside. Raises OtherDraft."""
        with self.held(expected) as draft:
            if keeps and draft.text != text:
                self._put_aside(draft.text)
            if text == draft.menu:
                self.end()
            else:
                self._write(text, draft)
        return self.read()

    def discard(self, expected: str) -> Draft:
        """Put the draft aside, and begin again with the menu file. Raises OtherDraft."""
        with self.held(expected) as draft:
            if draft.is_changed:
                self._put_aside(draft.text)
            self.end()
        return self.read()

    @contextmanager
    def held(self, expected: str) -> Iterator[Draft]:
        """Let nobody else change the draft meanwhile; raises OtherDraft when it has another tag."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            draft = self.read()
            if draft.tag != expected:
                raise OtherDraft(draft)
            yield draft

    def end(self) -> None:
        """Have no draft any more."""
        self.file.unlink(missing_ok=True)
        (self.folder / "base").unlink(missing_ok=True)

    def aside(self) -> list[Aside]:
        """Tell what was put aside, the latest first."""
        return [_told(path) for path in sorted(self._aside.glob("*.yml"), reverse=True)]

    def aside_text(self, name: str) -> str | None:
        """Give a text that was put aside."""
        return _text(self._aside / name) if any(one.name == name for one in self.aside()) else None

    def why_not_kept(self) -> str | None:
        """Tell why a draft cannot be saved here; None when it can."""
        return why_not(self.folder)

    def why_not_published(self) -> str | None:
        """Tell why the menu file cannot be replaced here; None when it can."""
        return why_not(self.settings.menus.resolve().parent)

    @property
    def _aside(self) -> Path:
        return self.folder / "aside"

    def _write(self, text: str, draft: Draft) -> None:
        """The base goes first: without the draft it says nothing."""
        if not draft.is_changed:
            write(self.folder / "base", tag(draft.menu).encode())
        write(self.file, text.encode())

    def _put_aside(self, text: str) -> None:
        self._aside.mkdir(exist_ok=True)
        write(self._aside / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.yml", text.encode())
        for old in self.aside()[MOST:]:
            (self._aside / old.name).unlink(missing_ok=True)


def _text(path: Path) -> str | None:
    """Read a text with one kind of line end; None for what is not there."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _told(path: Path) -> Aside:
    at = datetime.strptime(path.stem, "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)
    return Aside(path.name, at, path.stat().st_size)


def why_not(folder: Path) -> str | None:
    """Tell, in Dutch, why nothing can be written in a folder; one that is not there yet is made."""
    there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    if os.access(there, os.W_OK | os.X_OK) and there.is_dir():
        return None
    return f"In de map {there} kan de server niet schrijven: de schijf is alleen te lezen, of de map is van een ander."
