"""Importing one sound for a text that is known, wherever it came from: a page, a telephone."""

import subprocess
from pathlib import Path

import pytest

from ivr.prompts import Catalogue, Imported, ProgramFailed, Refused, import_recording, import_recordings
from ivr.prompts.decoding import LARGEST
from tests.prompts.sounds import wav
from tests.prompts.speaking import QUIET_ROOM, needs_programs, spoken

TEXT, OTHER = "Terug: toets sterretje.", "Bellen en privacy."
TELEPHONE = ("-c:a", "pcm_s16le", "-ar", "8000")


@needs_programs
def test_becomes_the_recording(tmp_path: Path) -> None:
    """Sound as a telephone gives it becomes the recording that the catalogue finds for the text, and nothing else."""
    said = spoken(TEXT, tmp_path / "take.wav", options=TELEPHONE).read_bytes()
    done = import_recording(said, TEXT, tmp_path / "marije", "nl-NL")
    found = Catalogue.read(tmp_path, ["marije"], "nl-NL").find(TEXT)
    assert isinstance(done, Imported)
    assert found
    assert found.path == done.recording
    assert list((tmp_path / "marije").iterdir()) == [done.recording]


@needs_programs
def test_same_as_from_a_folder(tmp_path: Path) -> None:
    """Whichever way a sound comes in, callers hear the same bytes."""
    (tmp_path / "in").mkdir()
    said = spoken(TEXT, tmp_path / "in" / "1.wav").read_bytes()
    one = import_recording(said, TEXT, tmp_path / "one", "nl-NL")
    [other], _ = import_recordings(tmp_path / "in", [TEXT], tmp_path / "other", "nl-NL")
    assert isinstance(one, Imported)
    assert one.recording.read_bytes() == other.recording.read_bytes()


@needs_programs
def test_bad_take_replaces_nothing(tmp_path: Path) -> None:
    """A take that is too quiet is refused with what to do, and the recording that was there stays."""
    voice = tmp_path / "marije"
    good = import_recording(spoken(TEXT, tmp_path / "good.wav").read_bytes(), TEXT, voice, "nl-NL")
    assert isinstance(good, Imported)
    before = good.recording.read_bytes()
    soft = spoken(TEXT, tmp_path / "soft.wav", f"{QUIET_ROOM},volume=-35dB").read_bytes()
    refused = import_recording(soft, TEXT, voice, "nl-NL")
    assert isinstance(refused, Refused)
    assert "te zacht" in refused.reason
    assert good.recording.read_bytes() == before


@needs_programs
@pytest.mark.parametrize(("content", "why"), [(b"", "leeg"), (b"<html>", "geen geluidsbestand"), (wav()[:60], "")])
def test_any_bytes(content: bytes, why: str, tmp_path: Path) -> None:
    """What is no sound is refused with a reason, and nothing is left behind."""
    refused = import_recording(content, TEXT, tmp_path / "marije", "nl-NL")
    assert isinstance(refused, Refused)
    assert refused.reason
    assert why in refused.reason
    assert list(tmp_path.glob("marije/*")) == []


@needs_programs
def test_another_text_stays(tmp_path: Path) -> None:
    """A new recording of one text leaves that of another alone."""
    voice = tmp_path / "marije"
    for number, text in enumerate((TEXT, OTHER)):
        import_recording(spoken(text, tmp_path / f"{number}.wav").read_bytes(), text, voice, "nl-NL")
    assert len(list(voice.iterdir())) == 2


def test_without_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg one line says what to install."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProgramFailed, match="apt-get install ffmpeg"):
        import_recording(wav(), TEXT, tmp_path / "marije", "nl-NL")


@needs_programs
def test_a_small_file_that_holds_a_lot_of_sound(tmp_path: Path) -> None:
    """What unfolds into more than a server has memory for is refused, with what to do, and not as damaged."""
    large = tmp_path / "large.flac"
    quiet = ["-f", "lavfi", "-i", "anullsrc=r=192000:cl=stereo", "-t", "60"]
    subprocess.run(["ffmpeg", "-loglevel", "error", *quiet, str(large)], check=True)  # noqa: S607
    assert large.stat().st_size < LARGEST / 10
    refused = import_recording(large.read_bytes(), TEXT, tmp_path / "marije", "nl-NL")
    assert isinstance(refused, Refused)
    assert "te groot om te verwerken: exporteer het opnieuw, met 48 kHz" in refused.reason
