"""The sounds that are made for a rendered call, and the files that they go into."""

import math
import os
import shutil
import wave
from array import array
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from ivr.cli.audio import speech, tones
from ivr.cli.audio.files import write
from ivr.cli.audio.tones import Sound

RATE = 8000
needs_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")


def part(sound: Sound, start: float, seconds: float) -> Sound:
    """Cut a piece out of a sound."""
    return sound[round(start * RATE) : round((start + seconds) * RATE)]


def strength(sound: Sound, frequency: float) -> float:
    """How loud one frequency is, as the peak of its sine (Goertzel)."""
    before = last = 0.0
    turn = 2 * math.cos(2 * math.pi * frequency / RATE)
    for sample in sound:
        before, last = last, sample + turn * last - before
    return 2 * math.sqrt(max(0.0, last**2 + before**2 - turn * last * before)) / len(sound)


def loud(sound: Sound, frequencies: Iterable[int]) -> set[int]:
    """Which of these frequencies stand out."""
    return {frequency for frequency in frequencies if strength(sound, frequency) > 2000}


@pytest.mark.parametrize("key", "0123456789*#")
def test_keys_sound_as_on_a_telephone(key):
    """Exactly the two frequencies of ITU-T Q.23, for a tenth of a second or a little more."""
    rows, columns = (697, 770, 852, 941), (1209, 1336, 1477)
    row, column = divmod("123456789*0#".index(key), 3)
    tone = tones.key(key)
    assert 0.1 <= len(tone) / RATE <= 0.15
    assert loud(tone, rows + columns) == {rows[row], columns[column]}


@needs_espeak
@pytest.mark.parametrize("seconds", [2.0, 3.0, 8.0])
def test_what_is_not_recorded_is_spoken_within_its_time(seconds):
    """A machine voice fills its own time and says all: faster when there is little, else with silence behind it."""
    said = speech.spoken("Er is altijd iemand die u kan helpen.", "nl-NL", seconds)
    assert len(said) == round(seconds * RATE)
    assert max(part(said, 0.2, seconds / 4)) > 1000
    assert max(part(said, seconds - 0.02, 1)) < 200
    assert (set(part(said, seconds - 2, 2)) == {0}) == (seconds == 8)


def test_a_machine_voice_keeps_its_pitch(monkeypatch):
    """espeak-ng speaks at 22050 samples a second, telephones at 8000: a note of 440 Hz stays one, and as long."""

    def note(_program, arguments, **_others) -> str:
        with wave.open(arguments[-1], "wb") as file:
            file.setparams((1, 2, 22050, 0, "NONE", ""))
            file.writeframes(array("h", [round(4000 * math.sin(math.tau * 440 * at / 22050)) for at in range(22050)]))
        return ""

    monkeypatch.setattr(speech, "run", note)
    said = speech.spoken("Een noot.", "nl-NL", 1.5)
    assert strength(part(said, 0, 1), 440) == pytest.approx(4000, rel=0.03)
    assert max(part(said, 0.95, 0.04)) > 3000
    assert set(part(said, 1, 0.5)) == {0}


def test_a_file_is_complete_or_not_there(tmp_path, monkeypatch):
    """When the disk is full the old file stays, and no half one lies about."""
    path = tmp_path / "call.wav"
    write(path, b"old")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("call.wav", b"old")]


def test_a_file_is_replaced_and_not_written_over(tmp_path):
    """Whoever is playing the old file goes on hearing it."""
    path = tmp_path / "call.wav"
    write(path, b"old")
    with path.open("rb") as playing:
        write(path, b"new")
        assert (playing.read(), path.read_bytes()) == (b"old", b"new")


def test_a_pipe_stays_a_pipe(tmp_path):
    """What is no file (a pipe, a device) is written to and not replaced."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write(path, b"sound")
    assert path.is_fifo()
    assert os.read(reader, 10) == b"sound"
    os.close(reader)


def test_a_tone_does_not_click():
    """It swells and fades: no step between two samples is larger than the tone itself makes."""
    tone = tones.tone((425,), 0.1006)
    steps = [abs(after - before) for before, after in pairwise([0, *tone, 0])]
    assert max(steps) <= 4000 * 2 * math.pi * 425 / RATE + 2
