"""Finding recordings by their text, and refusing files that would not sound right."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.prompts import Catalogue, file_name
from tests.prompts.sounds import wav

TEXT = "Een adviseur spreken? Toets 0, of blijf aan de lijn."
NAME = file_name("nl-NL", TEXT)


def record(folder: Path, voice: str, name: str = NAME, content: bytes | None = None) -> Path:
    """Put a recording in a voice's folder."""
    path = folder / voice / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(wav() if content is None else content)
    return path


def read(folder: Path, *voices: str) -> Catalogue:
    """Read these voices in Dutch."""
    return Catalogue.read(folder, voices, "nl-NL")


def test_found_by_text(tmp_path: Path) -> None:
    """A recording is found by its text, however that is wrapped, with all that a URL needs."""
    path = record(tmp_path, "standin")
    found = read(tmp_path, "standin").find(TEXT.replace(" ", "\n "))
    assert found
    assert (found.path, found.voice, found.file, found.size) == (path, "standin", NAME, len(wav()))
    assert found.seconds == 0.1
    assert f"een-adviseur-spreken-toets-0-of-blijf.{found.id}.wav" == NAME


def test_changed_text_has_no_recording(tmp_path: Path) -> None:
    """After a text is changed its old recording is never played, and nothing is wrong with that file."""
    record(tmp_path, "standin")
    catalogue = read(tmp_path, "standin")
    assert catalogue.find(TEXT + " Nu.") is None
    assert catalogue.rejected == ()


def test_best_voice_first(tmp_path: Path) -> None:
    """The first voice that has a text speaks it; another fills the gaps."""
    other = "Bellen en privacy: toets 2."
    for voice, text in [("standin", TEXT), ("standin", other), ("anna", TEXT)]:
        record(tmp_path, voice, file_name("nl-NL", text))
    catalogue = read(tmp_path, "anna", "standin")
    assert [found.voice for text in (TEXT, other) if (found := catalogue.find(text))] == ["anna", "standin"]
    assert len(catalogue.recordings) == 3


def test_digest_follows_the_bytes(tmp_path: Path) -> None:
    """A new take of the same text has another digest, so that no cache plays the old one."""
    record(tmp_path, "standin")
    before = read(tmp_path, "standin").find(TEXT)
    record(tmp_path, "standin", content=wav(b"\x55" * 800))
    after = read(tmp_path, "standin").find(TEXT)
    assert before
    assert after
    assert before.digest != after.digest
    assert before.id == after.id


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "geen WAV"),
        (b"ID3 this is an mp3", "geen WAV"),
        (wav()[:-1], "niet compleet"),
        (wav(b""), "leeg"),
        (wav(rate=16000), "8 kHz mono mu-law"),
        (wav(channels=2), "8 kHz mono mu-law"),
        (wav(tag=1, bits=16), "8 kHz mono mu-law"),
        (wav(b"\xff" * 4_100_000), "groter dan 4 MB"),
    ],
)
def test_unusable_content(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file that would not sound right is not used, and the operator is told why."""
    path = record(tmp_path, "standin", content=content)
    catalogue = read(tmp_path, "standin")
    assert catalogue.find(TEXT) is None
    [rejected] = catalogue.rejected
    assert rejected.path == path
    assert reason in rejected.reason


@pytest.mark.parametrize(
    "name", ["welkom.wav", "a.123.wav", NAME.upper(), NAME.replace("-", " "), f".{NAME}", f"{NAME}.wav"]
)
def test_unusable_name(tmp_path: Path, name: str) -> None:
    """A file whose name belongs to no text is reported."""
    path = record(tmp_path, "standin", name)
    catalogue = read(tmp_path, "standin")
    assert catalogue.recordings == ()
    assert [one.path for one in catalogue.rejected] == [path]
    assert "naam" in catalogue.rejected[0].reason


def test_recorded_twice(tmp_path: Path) -> None:
    """Of two files for one text the first by name is used, always the same one, and the other is reported."""
    first = record(tmp_path, "standin", "a" + NAME)
    second = record(tmp_path, "standin", "b" + NAME)
    catalogue = read(tmp_path, "standin")
    assert [one.path for one in catalogue.recordings] == [first]
    assert [one.path for one in catalogue.rejected] == [second]
    assert first.name in catalogue.rejected[0].reason


@pytest.mark.parametrize("voice", ["niemand", "", ".", "..", "../elders", "/etc", "a\0b", "x" * 300])
def test_no_such_voice(tmp_path: Path, voice: str) -> None:
    """A voice without a folder, or with a name that leads elsewhere, is reported and never raises."""
    folder = tmp_path / "prompts"
    folder.mkdir()
    record(tmp_path, "elders")
    catalogue = read(folder, voice)
    assert catalogue.recordings == ()
    assert len(catalogue.rejected) == 1


def test_links_out_are_not_followed(tmp_path: Path) -> None:
    """A link to a file or folder outside the recordings brings nothing onto the line; a link to nothing neither."""
    folder = tmp_path / "prompts"
    outside = record(tmp_path, "elders")
    (folder / "standin").mkdir(parents=True)
    (folder / "standin" / NAME).symlink_to(outside)
    (folder / "standin" / f"a{NAME}").symlink_to(tmp_path / "nothing")
    (folder / "linked").symlink_to(outside.parent)
    catalogue = read(folder, "standin", "linked")
    assert catalogue.recordings == ()
    assert len(catalogue.rejected) == 3


def test_not_a_file(tmp_path: Path) -> None:
    """A folder or a pipe with the name of a recording is reported; nobody waits for it."""
    (tmp_path / "standin" / NAME).mkdir(parents=True)
    os.mkfifo(tmp_path / "standin" / f"a{NAME}")
    assert [one.reason for one in read(tmp_path, "standin").rejected] == ["dit is geen bestand"] * 2


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """What is not sound, like voice.yml, is none of the catalogue's business."""
    record(tmp_path, "standin", "voice.yml", b"speaker: Anna")
    assert read(tmp_path, "standin") == Catalogue("nl-NL")


def test_reading_the_recordings_costs_little_more_than_reading_files(tmp_path: Path) -> None:
    """The line starts quickly: a hundred recordings take at most twenty times what bare reading and hashing does."""
    for number in range(100):
        record(tmp_path, "standin", file_name("nl-NL", f"Tekst {number}."), wav(b"\x55" * 40_000))

    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    def bare() -> list[str]:
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "standin").iterdir()]

    assert len(read(tmp_path, "standin").recordings) == 100
    pairs = [(seconds(lambda: read(tmp_path, "standin")), seconds(bare)) for _ in range(5)]
    assert min(first for first, _ in pairs) < 20 * min(second for _, second in pairs)
