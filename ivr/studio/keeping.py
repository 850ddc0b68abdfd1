"""Keeps a take as the recording of a text, through the same import as any other file, and puts earlier ones back.

One at a time, so that callers notice nothing of the work; and of two people who record the same text, the second is
told, and nothing of either is lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.keeping import Busy, Objected, Place, Served, turn
from ivr.prompts import ProgramFailed, Refused, import_recording
from ivr.studio.answers import Refusal

BUSY: Final = "Er wordt net een andere opname verwerkt. Probeer het zo nog eens."
NOTHING: Final = "Er is niets vervangen."
NO_FFMPEG: Final = (
    "Op de server ontbreekt ffmpeg, het programma dat opnamen bewerkt. Vraag de beheerder om het te installeren "
    f"(apt-get install ffmpeg). {NOTHING}"
)
OTHERS: Final = (
    "Deze tekst is intussen opgenomen, door iemand anders of in een ander venster. Luister daar eerst naar; kies "
    "daarna opnieuw of u bewaart."
)
GONE: Final = "Deze eerdere opname is er niet meer. Laad de pagina opnieuw."


@dataclass(frozen=True)
class Keeper:
    """Keeps recordings in one place, as long as what is served does not suffer."""

    place: Place
    served: Served

    def keep(self, sound: bytes, over: str) -> None:
        """Make this sound the recording, if it is fit for it, instead of the one of the digest `over`.

        Raises Refusal, and then nothing was replaced.
        """
        with self._alone(over) as workshop:
            try:
                done = import_recording(sound, self.place.text, workshop, self.place.language)
            except ProgramFailed:
                raise Refusal(NO_FFMPEG, 503) from None
            if isinstance(done, Refused):
                raise Refusal(f"{done.reason[0].upper()}{done.reason[1:].rstrip('.')}. {NOTHING}", 422)
            self.place.replace(done.recording.read_bytes(), self.served)

    def put_back(self, wanted: str, over: str) -> None:
        """Make an earlier recording the recording again; the one that it was is kept too. Raises Refusal."""
        with self._alone(over):
            content = self.place.earlier.find(wanted)
            if content is None:
                raise Refusal(GONE, 404)
            self.place.replace(content, self.served)

    def sound(self, wanted: str) -> bytes | None:
        """The bytes of the recording of this digest, also of an earlier one; raises OSError."""
        now = self.place.now
        return now.read()[0] if now and now.digest == wanted else self.place.earlier.find(wanted)

    @contextmanager
    def _alone(self, over: str) -> Iterator[Path]:
        """Let nobody else come in between, and give a folder to work in; raises Refusal."""
        try:
            with turn(), self.place.alone():
                now = self.place.now
                if (now.digest if now else "") != over:
                    raise Refusal(OTHERS, 412)
                with TemporaryDirectory(dir=self.place.folder, prefix=".recording-") as workshop:
                    yield Path(workshop)
        except Busy:
            raise Refusal(BUSY, 503) from None
        except Objected as why:
            raise Refusal(f"Met deze opname klopt het menu niet meer. {why} {NOTHING}", 422) from None
        except OSError as error:
            raise Refusal(f"{unwritable(error)} {NOTHING}", 507) from None


def unwritable(error: OSError) -> str:
    """Say that the disk refuses, and what to do."""
    return (
        f"De server kan geen opname bewaren: de schijf weigert ({error.strerror}). Bewaar uw opname als bestand op uw "
        "computer, en vraag de beheerder om hulp."
    )
