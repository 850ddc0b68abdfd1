"""Keeps a take as the recording of a text, through the same import as any other file, and puts earlier ones back.

One at a time, so that callers notice nothing of the work; and of two people who record the same text, the second is
told, and nothing of either is lost.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.prompts import Catalogue, ProgramFailed, Recording, Refused, import_recording, prompt_id, put_recording
from ivr.prompts.wav import parse
from ivr.studio.answers import Refusal
from ivr.studio.earlier import Earlier

PATIENCE: Final = 10.0
"""Seconds to wait for another take; the work on one takes a second or two."""

BUSY: Final = "Er wordt net een andere opname verwerkt. Probeer het zo nog eens."
NOTHING: Final = "Er is niets vervangen."
NO_FFMPEG: Final = (
    "Op de server ontbreekt ffmpeg, het programma dat opnamen bewerkt. Vraag de beheerder om het te installeren "
    f"(apt-get install ffmpeg). {NOTHING}"
)
OTHERS: Final = (
    "Iemand anders heeft deze tekst intussen opgenomen. Luister daar eerst naar; kies daarna opnieuw of u bewaart."
)
GONE: Final = "Deze eerdere opname is er niet meer. Laad de pagina opnieuw."


@dataclass(frozen=True)
class Keeper:
    """Where the recording of one text by one voice is kept, and where what it was before."""

    prompts: Path
    state: Path
    voice: str
    language: str
    text: str
    objections: Callable[[float], Sequence[str]]
    """What a rule of the menu has against a recording of so many seconds, in Dutch."""

    @property
    def now(self) -> Recording | None:
        """The recording that there is."""
        return Catalogue.read(self.prompts, [self.voice], self.language).find(self.text)

    @property
    def earlier(self) -> Earlier:
        """The recordings that there were."""
        return Earlier.of(self.state, self.voice, self._id)

    def keep(self, sound: bytes, over: str) -> None:
        """Make this sound the recording, if it is fit for it, instead of the one of the digest `over`.

        Raises Refusal, and then nothing was replaced.
        """
        with self._alone(over) as workshop:
            try:
                done = import_recording(sound, self.text, workshop, self.language)
            except ProgramFailed:
                raise Refusal(NO_FFMPEG, 503) from None
            if isinstance(done, Refused):
                raise Refusal(f"{done.reason[0].upper()}{done.reason[1:].rstrip('.')}. {NOTHING}", 422)
            self._replace(done.recording.read_bytes())

    def put_back(self, wanted: str, over: str) -> None:
        """Make an earlier recording the recording again; the one that it was is kept too. Raises Refusal."""
        with self._alone(over):
            content = self.earlier.find(wanted)
            if content is None:
                raise Refusal(GONE, 404)
            self._replace(content)

    def sound(self, wanted: str) -> bytes | None:
        """The bytes of the recording of this digest, also of an earlier one; raises OSError."""
        now = self.now
        return now.read()[0] if now and now.digest == wanted else self.earlier.find(wanted)

    def _replace(self, finished: bytes) -> None:
        """Put a recording in its place; whatever has the name of this text is kept, also what cannot be played."""
        if against := self.objections(parse(finished).seconds):
            raise Refusal(f"Met deze opname klopt het menu niet meer. {' '.join(against)} {NOTHING}", 422)
        for path in self._folder.glob(f"*.{self._id}.wav"):
            self.earlier.keep(path.read_bytes())
        put_recording(finished, self.text, self._folder, self.language)

    @contextmanager
    def _alone(self, over: str) -> Iterator[Path]:
        """Let nobody else come in between, and give a folder to work in; raises Refusal."""
        try:
            with _locked(self.prompts):
                now = self.now
                if (now.digest if now else "") != over:
                    raise Refusal(OTHERS, 412)
                with TemporaryDirectory(dir=self._folder, prefix=".recording-") as workshop:
                    yield Path(workshop)
        except OSError as error:
            raise Refusal(f"{unwritable(error)} {NOTHING}", 507) from None

    @property
    def _folder(self) -> Path:
        return self.prompts / self.voice

    @property
    def _id(self) -> str:
        return prompt_id(self.language, self.text)


def unwritable(error: OSError) -> str:
    """Say that the disk refuses, and what to do."""
    return (
        f"De server kan hier geen opname bewaren ({error.strerror}). Bewaar uw opname als bestand op uw computer, "
        "en vraag de beheerder om hulp."
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until nobody else works in this folder; raises Refusal when that takes long, or OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Refusal(BUSY, 503) from None
            time.sleep(0.05)
