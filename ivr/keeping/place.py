"""Where a recording is kept: put there by one at a time, after the menu was asked, and what was there is put aside."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ivr.edition import lock
from ivr.keeping.earlier import Earlier
from ivr.keeping.served import Served
from ivr.keeping.turns import Busy
from ivr.prompts import Catalogue, prompt_id, put_recording
from ivr.prompts.wav import parse
from ivr.recording import Recording

PATIENCE: Final = 10.0
"""Seconds to wait for another take; the work on one takes a second or two."""


class Objected(Exception):  # noqa: N818 - reads as what it is
    """With this recording the menu would break a rule that stops publication; `against` says which, in Dutch."""

    def __init__(self, against: Sequence[str]) -> None:
        super().__init__(" ".join(against))
        self.against = against


@dataclass(frozen=True)
class Place:
    """That of the recording of one text by one voice."""

    prompts: Path
    state: Path
    voice: str
    language: str
    text: str

    @property
    def folder(self) -> Path:
        """The voice's folder."""
        return self.prompts / self.voice

    @property
    def now(self) -> Recording | None:
        """The recording that there is."""
        return Catalogue.read(self.prompts, [self.voice], self.language).find(self.text)

    @property
    def earlier(self) -> Earlier:
        """The recordings that there were."""
        return Earlier.of(self.state, self.voice, self._id)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else come in between; raises Busy, or OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.prompts, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)

    def must_fit(self, finished: bytes, served: Served) -> None:
        """Ask the rules of the menu that callers hear; raises Objected."""
        if against := served.objections(self.voice, self._id, parse(finished).seconds):
            raise Objected(against)

    def replace(self, finished: bytes, served: Served) -> None:
        """Put a recording in its place; whatever has the name of this text is kept, also what cannot be played.

        Raises Objected or OSError, and then nothing was replaced.
        """
        self.must_fit(finished, served)
        for path in self.folder.glob(f"*.{self._id}.wav"):
            self.earlier.keep(path.read_bytes())
        put_recording(finished, self.text, self.folder, self.language)

    @property
    def _id(self) -> str:
        return prompt_id(self.language, self.text)


def _lock(descriptor: int) -> None:
    try:
        lock(descriptor, PATIENCE)
    except BlockingIOError:
        raise Busy from None
