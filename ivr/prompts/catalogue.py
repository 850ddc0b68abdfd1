"""What has been recorded, and by whom: the WAV files in the voices' folders, found by the text they speak.

A file that telephones cannot play, or whose name belongs to no text, is never used: its text is then spoken
by the computer voice, and the operator is told which file and why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ivr.prompts.identity import ID_DIGITS, prompt_id
from ivr.prompts.wav import NotWav, parse
from ivr.recording import Recording, Rejected, digest

LARGEST = 4_000_000
"""Bytes; over eight minutes of speech. Whatever is larger was put there by mistake."""

_VOICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NAME = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+)*\.(?P<id>[0-9a-f]{{{ID_DIGITS}}})\.wav")


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """Why a file or folder is not used, in Dutch."""


@dataclass(frozen=True)
class Catalogue:
    """Every recording that can be used, best voice first, and all that cannot."""

    language: str
    recordings: tuple[Recording, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    _best: Mapping[str, Recording] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_best", {one.id: one for one in reversed(self.recordings)})

    @classmethod
    def read(cls, folder: Path, voices: Sequence[str], language: str) -> Self:
        """Read these voices' folders, best first. What is wrong with them is in `rejected`, never raised."""
        recordings: list[Recording] = []
        rejected: list[Rejected] = []
        for voice in dict.fromkeys(voices):
            for found in _voice(folder, voice):
                match found:
                    case Recording():
                        recordings.append(found)
                    case Rejected():
                        rejected.append(found)
        return cls(language, tuple(recordings), tuple(rejected))

    def find(self, text: str) -> Recording | None:
        """The best recording of exactly these words."""
        return self._best.get(prompt_id(self.language, text))


def _voice(folder: Path, voice: str) -> Iterator[Recording | Rejected]:
    """Everything in one voice's folder, in the order of the file names."""
    place = folder / voice
    try:
        paths = _wav_files(folder, voice)
    except _Unusable as why:
        yield Rejected(place, str(why))
        return
    known: dict[str, str] = {}
    for path in paths:
        try:
            recording = _recording(folder, voice, path)
        except _Unusable as why:
            yield Rejected(path, str(why))
            continue
        if first := known.get(recording.id):
            yield Rejected(path, f"dubbel: van deze tekst wordt {first} al gebruikt. Haal een van de twee weg.")
        else:
            known[recording.id] = path.name
            yield recording


def _wav_files(folder: Path, voice: str) -> list[Path]:
    if not _VOICE.fullmatch(voice):
        raise _Unusable("de naam van een stem bestaat uit letters, cijfers en streepjes")
    place = folder / voice
    try:
        if not place.is_dir():
            raise _Unusable("deze map met opnamen is er niet")
        _must_be_inside(folder, place)
        return sorted(path for path in place.iterdir() if path.suffix.lower() == ".wav")
    except OSError as error:
        raise _Unusable(f"deze map is niet te lezen ({error.strerror})") from error


def _recording(folder: Path, voice: str, path: Path) -> Recording:
    name = _NAME.fullmatch(path.name)
    if not name:
        raise _Unusable("de naam hoort bij geen tekst. Neem de naam over die het programma noemt: woorden.kenmerk.wav")
    content = _content(folder, path)
    try:
        wav = parse(content)
    except NotWav as why:
        raise _Unusable(str(why)) from why
    if not wav.is_telephone_sound:
        raise _Unusable("het geluid is niet 8 kHz mono mu-law, en dat is wat een telefoon afspeelt")
    if not wav.data:
        raise _Unusable("de opname is leeg")
    return Recording(path, voice, path.name, name["id"], digest(content), len(content), wav.seconds)


def _content(folder: Path, path: Path) -> bytes:
    try:
        _must_be_inside(folder, path)
        if not path.is_file():
            raise _Unusable("dit is geen bestand")
        if path.stat().st_size > LARGEST:
            raise _Unusable(f"het bestand is groter dan {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise _Unusable(f"het bestand is niet te lezen ({error.strerror})") from error


def _must_be_inside(folder: Path, path: Path) -> None:
    """A link may not bring a file from elsewhere onto the line. Raises OSError for a link to nothing."""
    if not path.resolve(strict=True).is_relative_to(folder.resolve()):
        raise _Unusable("dit is een verwijzing naar buiten de map met opnamen")
