"""Turning a speaker's files into recordings for the telephone, and saying of each file that is not taken why not."""

import wave
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ivr.prompts import decoding, source
from ivr.prompts.identity import file_name, folded, prompt_id
from ivr.prompts.loudness import loudness_of
from ivr.prompts.measure import measured
from ivr.prompts.program import ProgramFailed, ProgramMissing
from ivr.prompts.quality import flaws
from ivr.prompts.sound import RATE, band, master_person
from ivr.prompts.takes import Takes
from ivr.prompts.unfit import Unfit

SOUND = {".wav", ".wave", ".mp3", ".m4a", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".webm", ".weba", ".flac"}
PAPERS = {".csv", ".html", ".htm", ".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx"}
PAPERS |= {".yml", ".yaml", ".json", ".ini", ".db", ".lnk", ".url"}
"""What lies beside recordings without anybody taking it for one."""

AT_A_TIME = 2

IN_NO_FILE = Path()
"""The `source` of sound that came in no file: from a microphone or a telephone."""


@dataclass(frozen=True)
class Imported:
    """A sound that became a recording of this text; `source` is the file it was in, if any."""

    source: Path
    text: str
    recording: Path


@dataclass(frozen=True)
class Refused:
    """A sound that was not taken, and why not, in Dutch for operators; `source` is the file it was in, if any."""

    source: Path
    reason: str


def import_recordings(
    folder: Path,
    texts: Sequence[str],
    voice: Path,
    language: str,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[Imported], list[Refused]]:
    """Take every sound file of a folder that is fit into a voice's folder; what is wrong with the rest is told.

    A recording that was there for the same text is replaced. `progress` is told how many of the files that belong
    to a text are done. Raises ProgramMissing without ffmpeg, and nothing for any file.
    """
    takes, refused = _takes(folder, texts, language)
    imported: list[Imported] = []

    def take(found: tuple[Path, str]) -> Imported | Refused:
        return _take(folder, *found, voice, language)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for done, result in enumerate(pool.map(take, takes.items()), 1):
            match result:
                case Imported():
                    imported.append(result)
                case Refused():
                    refused.append(result)
            if progress:
                progress(done, len(takes))
    return imported, sorted(refused, key=lambda one: one.source)


def import_recording(content: bytes, text: str, voice: Path, language: str) -> Imported | Refused:
    """Take the bytes of a sound file as the recording of this text, if they are fit for it, into a voice's folder.

    A recording that was there for the same text is replaced only by one that is fit. Raises ProgramMissing without
    ffmpeg, and nothing for any bytes.
    """
    try:
        _must_have_fitting_size(len(content))
        voice.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=voice, prefix=".importing-") as workshop:
            finished = _mastered(content, text, Path(workshop))
            return Imported(IN_NO_FILE, text, _put(finished, text, voice, language))
    except Unfit as why:
        return Refused(IN_NO_FILE, str(why))
    except ProgramMissing:
        raise
    except ProgramFailed as why:
        return Refused(IN_NO_FILE, f"van dit geluid is geen opname te maken ({why})")
    except OSError as error:
        return Refused(IN_NO_FILE, _unreadable(error))


def put_recording(finished: bytes, text: str, voice: Path, language: str) -> Path:
    """Put a recording that was imported elsewhere, byte for byte, in a voice's folder; gives its place there.

    One that was there for the same text is replaced by the whole of it or not at all. Raises OSError.
    """
    voice.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=voice, prefix=".importing-") as workshop:
        whole = Path(workshop) / "finished.wav"
        whole.write_bytes(finished)
        return _put(whole, text, voice, language)


def _takes(folder: Path, texts: Sequence[str], language: str) -> tuple[Mapping[Path, str], list[Refused]]:
    """The files that are the only one for a text, with that text."""
    try:
        paths = sorted(path for path in folder.iterdir() if _concerns(path))
    except OSError as error:
        return {}, [Refused(folder, f"de map is niet te lezen ({error.strerror})")]
    takes = Takes.read(folder, texts, language)
    files: dict[str, list[Path]] = defaultdict(list)
    refused: list[Refused] = []
    for path in paths:
        try:
            _must_be_sound(path)
            files[folded(takes.text_of(path.name))].append(path)
        except Unfit as why:
            refused.append(Refused(path, str(why)))
    refused += [one for several in files.values() if len(several) > 1 for one in _doubles(several)]
    return {several[0]: text for text, several in files.items() if len(several) == 1}, refused


def _concerns(path: Path) -> bool:
    """Hidden files and papers are passed over in silence."""
    return not path.name.startswith(".") and path.suffix.lower() not in PAPERS


def _must_be_sound(path: Path) -> None:
    if path.is_dir():
        raise Unfit("dit is een map: zet de opnamen zelf in de map die u importeert")
    if path.suffix.lower() not in SOUND:
        raise Unfit("dit is geen geluidsbestand dat te lezen is: sla het op als WAV, MP3, M4A, OGG, WebM of FLAC")


def _doubles(paths: Sequence[Path]) -> Iterator[Refused]:
    for path in paths:
        others = ", ".join(other.name for other in paths if other != path)
        yield Refused(path, f"dubbel: {others} is voor dezelfde tekst. Laat alleen de beste opname in de map staan")


def _take(folder: Path, path: Path, text: str, voice: Path, language: str) -> Imported | Refused:
    try:
        content = _content(folder, path)
    except Unfit as why:
        return Refused(path, str(why))
    except OSError as error:
        return Refused(path, _unreadable(error))
    return replace(import_recording(content, text, voice, language), source=path)


def _unreadable(error: OSError) -> str:
    return f"dit is niet te lezen of niet te bewaren ({error.strerror})"


def _content(folder: Path, path: Path) -> bytes:
    """The bytes of a file of this folder; raises OSError, or Unfit."""
    real = path.resolve(strict=True)
    if not real.is_relative_to(folder.resolve()):
        raise Unfit("dit is een verwijzing naar buiten de map: zet het bestand zelf in de map")
    if not real.is_file():
        raise Unfit("dit is geen bestand")
    _must_have_fitting_size(real.stat().st_size)
    return real.read_bytes()


def _must_have_fitting_size(size: int) -> None:
    if size > decoding.LARGEST:
        raise Unfit(f"het bestand is te groot: hoogstens {decoding.LARGEST // 1_000_000} MB")
    if not size:
        raise Unfit("het bestand is leeg: kopieer of exporteer het opnieuw")


def _mastered(content: bytes, text: str, workshop: Path) -> Path:
    """The telephone recording of this sound, complete and judged; raises Unfit or ProgramFailed."""
    wav = decoding.decode(content, workshop)
    sound = source.loudest_channel(wav)
    source.must_be_recorded_well(wav, sound)
    speech, linear, finished = (workshop / name for name in ("speech.wav", "linear", "finished.wav"))
    with wave.open(str(speech), "wb") as file:
        file.setparams((1, 2, wav.rate, 0, "NONE", "NONE"))
        file.writeframes(sound.tobytes())
    source.must_be_whole(band(speech, linear), RATE, text)
    source.must_begin_softly(sound, wav.rate)
    master_person(linear, finished)
    if found := flaws(text, measured(finished.read_bytes(), loudness_of([finished])[0])):
        raise Unfit("de opname " + "; ".join(flaw.message for flaw in found))
    return finished


def _put(finished: Path, text: str, voice: Path, language: str) -> Path:
    """Put it in its place, and remove what another name kept of the same text."""
    target = finished.replace(voice / file_name(language, text))
    for other in voice.glob(f"*.{prompt_id(language, text)}.wav"):
        if other != target:
            other.unlink()
    return target
