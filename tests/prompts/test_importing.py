"""Importing what a speaker sends: six formats, good and bad."""

import os
import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.prompts import Catalogue, Imported, Measurements, ProgramFailed, Refused, file_name, flaws, import_recordings
from ivr.prompts import decoding as decoding_module
from ivr.prompts.wav import parse
from tests.prompts.sounds import wav
from tests.prompts.speaking import FORMATS, MISSING, QUIET_ROOM, needs_programs, spoken

TEXTS = [
    "Wilt u een inschatting van de veiligheid van de kinderen? Neem dan contact op met Veilig Thuis.",
    "Terug: toets sterretje.",
    "Blijft mijn melding anoniem? Toets 2.",
    "Een vermoeden van verslaving bij ouders.",
    "Acute, ernstige of levensbedreigende situaties voor kinderen.",
    "Bellen en privacy.",
]
NOISE = "aeval=exprs=val(0)*0.25+0.0055*(2*random(0)-1)"
"""Speech at a quarter of its strength in a room with noise at -50 dB."""


def take(folder: Path, voice: Path | None = None) -> tuple[dict[str, Path], dict[str, str]]:
    """Import this folder: the recordings and the refusals, by the name of the file."""
    imported, refused = import_recordings(folder, TEXTS, voice or folder / "voice", "nl-NL")
    return {one.source.name: one.recording for one in imported}, {one.source.name: one.reason for one in refused}


def refusal(folder: Path) -> str:
    """Why the only file of this folder is refused; nothing is left in the voice's folder."""
    imported, refused = import_recordings(folder, TEXTS, folder.parent / "voice", "nl-NL")
    assert imported == []
    assert list((folder.parent / "voice").glob("**/*")) == []
    [one] = refused
    return one.reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the speaker sent."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One text in each of the six formats."""
    folder = tmp_path_factory.mktemp("sent")
    for number, (text, kind) in enumerate(zip(TEXTS, FORMATS, strict=True), 1):
        spoken(text, folder / f"{number:03d} - opname.{kind}")
    return folder


@needs_programs
def test_six_formats(sent: Path, tmp_path: Path) -> None:
    """Whatever the format, each text gets a recording that the catalogue finds and that passes every rule."""
    told: list[tuple[int, int]] = []
    voice = tmp_path / "prompts" / "marije"
    imported, refused = import_recordings(sent, TEXTS, voice, "nl-NL", progress=lambda *done: told.append(done))
    assert refused == []
    assert [one.text for one in imported] == TEXTS
    assert told == [(done, 6) for done in range(1, 7)]
    catalogue = Catalogue.read(voice.parent, ["marije"], "nl-NL")
    assert catalogue.rejected == ()
    measured = Measurements(tmp_path / "state").of(catalogue.recordings)
    for one in imported:
        recording = catalogue.find(one.text)
        assert recording
        assert recording.path == one.recording
        assert flaws(one.text, measured[recording.digest]) == []
    assert len(list(voice.iterdir())) == 6


@needs_programs
def test_same_bytes(sent: Path, tmp_path: Path, folder: Path) -> None:
    """The same file gives the same bytes, with nothing in them but format and sound."""
    name = "003 - opname.m4a"
    (folder / name).write_bytes((sent / name).read_bytes())
    first, again = (
        take(folder, tmp_path / "a")[0][name].read_bytes(),
        take(folder, tmp_path / "b")[0][name].read_bytes(),
    )
    assert first == again
    assert len(first) - len(parse(first).data) < 64


@needs_programs
def test_room_with_noise(folder: Path) -> None:
    """Background noise at -50 dB is no reason to leave two seconds of it before and after the words."""
    quiet, noisy = spoken(TEXTS[0], folder / "1.wav"), folder / "2.wav"
    before = len(take(folder)[0]["1.wav"].read_bytes())
    quiet.unlink()
    spoken(TEXTS[0], noisy, f"adelay=2000:all=1,apad=pad_dur=2,{NOISE}").rename(quiet)
    assert len(take(folder)[0]["1.wav"].read_bytes()) == pytest.approx(before, rel=0.05)


@needs_programs
def test_imported_again(folder: Path) -> None:
    """A better take replaces the first, also when that had another name before its id."""
    spoken(TEXTS[1], folder / f"{file_name('nl-NL', TEXTS[1])}")
    voice = folder / "voice"
    voice.mkdir()
    (voice / file_name("nl-NL", TEXTS[1])).write_bytes(b"the first take")
    (voice / ("oud." + file_name("nl-NL", TEXTS[1]).partition(".")[2])).write_bytes(b"an older take")
    [made] = take(folder)[0].values()
    assert list(voice.iterdir()) == [made]
    assert parse(made.read_bytes()).is_telephone_sound


BAD: Mapping[str, tuple[str, str]] = {
    "te zacht": ("wav", f"{QUIET_ROOM},volume=-35dB"),
    "is stil": ("mp3", f"{QUIET_ROOM},volume=-90dB"),
    "overstuurd": ("m4a", f"{QUIET_ROOM},volume=15dB"),
    "begin is afgekapt": ("flac", "atrim=start=1.15,apad=pad_dur=1"),
    "einde is afgekapt": ("flac", "adelay=700:all=1,atrim=end=5.3"),
    "te kort voor de tekst": ("webm", "adelay=700:all=1,atrim=end=2,apad=pad_dur=1"),
    "te lang voor de tekst": ("wav", f"{QUIET_ROOM},aloop=loop=5:size=300000"),
    "langer dan 120 seconden": ("flac", "apad=pad_dur=121"),
    "achtergrondgeluid": ("wav", f"{QUIET_ROOM},aeval=exprs=val(0)*0.25+0.06*(2*random(0)-1)"),
    "te langzaam gesproken": ("wav", f"atempo=0.5,{QUIET_ROOM}"),
}


@needs_programs
@pytest.mark.parametrize("reason", BAD)
def test_bad_recordings(folder: Path, reason: str) -> None:
    """A bad recording is refused with what is wrong with it, and leaves nothing behind."""
    kind, filters = BAD[reason]
    spoken(TEXTS[0], folder / f"1.{kind}", filters)
    assert reason in refusal(folder)


@needs_programs
@pytest.mark.parametrize("seconds", [1.15, 1.25, 1.35])
def test_pressed_too_late(folder: Path, seconds: float) -> None:
    """In a room, however quiet, a recording that starts with speech was started too late."""
    spoken(TEXTS[0], folder / "1.mp3", f"asetpts=N/SR/TB,atrim=start={seconds},asetpts=N/SR/TB,apad=pad_dur=1,{NOISE}")
    assert "begin is afgekapt" in refusal(folder)


@needs_programs
def test_begins_at_once(folder: Path) -> None:
    """A synthesiser that speaks from the first sample, as espeak-ng does, is not taken for cut off."""
    for number, text in enumerate(TEXTS[:3], 1):
        spoken(text, folder / f"{number}.wav", "anull")
    assert take(folder)[1] == {}


@needs_programs
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_half_files(sent: Path, folder: Path, kind: str, part: float) -> None:
    """A file that was copied half is refused in every format."""
    [whole] = sent.glob(f"*.{kind}")
    content = whole.read_bytes()
    (folder / whole.name).write_bytes(content[: round(len(content) * part)])
    assert "niet compleet" in refusal(folder)


@needs_programs
@pytest.mark.parametrize("kind", ["flac", "m4a"])
def test_damaged_files(sent: Path, folder: Path, kind: str) -> None:
    """A file of the right length with a few wrong bytes in the middle is refused."""
    [whole] = sent.glob(f"*.{kind}")
    content = bytearray(whole.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 100] = b"\x5a" * 100
    (folder / whole.name).write_bytes(content)
    assert "beschadigd" in refusal(folder)


@pytest.mark.skipif("ffmpeg" in MISSING, reason="not installed: ffmpeg")
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("1.mp3", b"dit is tekst", "geen geluid"),
        ("1.mp3", b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n", "geen geluid"),
        ("1.ogg", b"ffconcat version 1.0\nfile /etc/passwd\n", "geen geluid"),
        ("1.m4a", b"ID3\x04" + b"file:///etc/passwd" * 99, "geen geluid"),
        ("1.wav", b"", "leeg"),
        ("1.wav", wav(b"\xff" * 8000), "stil"),
        ("1.wav", wav(b"\0\0" * 9, tag=1, bits=16), "stil"),
        ("1.wav", wav(b"\0\0" * 99, tag=1, bits=16, rate=1), "Hz"),
        ("1.jpg", b"\xff\xd8", "geen geluidsbestand"),
        ("1.wma", b"0&", "geen geluidsbestand"),
        ("7.wav", b"", "nummer 7 staat niet"),
        ("welkom.wav", b"", "geen nummer"),
        ("0123456789.wav", b"", "hoort bij geen tekst van nu"),
    ],
)
def test_no_recordings(folder: Path, name: str, content: bytes, reason: str) -> None:
    """What is no sound, or belongs to no text, is refused with the reason."""
    (folder / name).write_bytes(content)
    assert reason in refusal(folder)


@needs_programs
def test_one_bad_file_stops_no_other(sent: Path, folder: Path) -> None:
    """The good file is taken, the bad ones are told, and papers and hidden files are passed over."""
    (folder / "2.mp3").write_bytes((sent / "002 - opname.mp3").read_bytes())
    (folder / "1.wav").write_bytes(b"x")
    for name in ("script.html", "lees mij.txt", ".DS_Store", "._2.mp3", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"x")
    (folder / "3").mkdir()
    imported, refused = take(folder)
    assert list(imported) == ["2.mp3"]
    assert list(refused) == ["1.wav", "3"]
    assert "map" in refused["3"]


def test_two_for_one_text(folder: Path) -> None:
    """Of two files for one text neither is taken, and each names the other."""
    for name in ("2.wav", "002 nieuw.mp3"):
        (folder / name).write_bytes(b"x")
    refused = take(folder)[1]
    assert "002 nieuw.mp3" in refused["2.wav"]
    assert "2.wav" in refused["002 nieuw.mp3"]


def test_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is not even read."""
    with (folder / "1.wav").open("wb") as file:
        file.truncate(decoding_module.LARGEST + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    assert "te groot: hoogstens 50 MB" in refusal(folder)


def test_links_and_pipes(folder: Path) -> None:
    """A link out of the folder is not followed, a dangling one and a pipe are told, and nobody waits."""
    (folder.parent / "elders.wav").write_bytes(wav())
    (folder / "1.wav").symlink_to(folder.parent / "elders.wav")
    (folder / "2.wav").symlink_to(folder / "nergens.wav")
    os.mkfifo(folder / "3.wav")
    refused = take(folder)[1]
    assert "buiten de map" in refused["1.wav"]
    assert set(refused) == {"1.wav", "2.wav", "3.wav"}


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is told, too."""
    imported, [refused] = import_recordings(tmp_path / "weg", TEXTS, tmp_path / "voice", "nl-NL")
    assert imported == []
    assert refused == Refused(tmp_path / "weg", "de map is niet te lezen (No such file or directory)")


def test_without_ffmpeg(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg one line says what to install."""
    (folder / "1.wav").write_bytes(wav())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProgramFailed, match="apt-get install ffmpeg"):
        take(folder)


@needs_programs
def test_voice_folder_cannot_be_written(sent: Path, tmp_path: Path) -> None:
    """Where the recording cannot be kept, that is the reason, for each file."""
    (tmp_path / "voice").write_text("no folder")
    imported, refused = take(sent, tmp_path / "voice")
    assert imported == {}
    assert all("niet te bewaren" in reason for reason in refused.values())


HEADS = [b"", b"ID3\x03\0\0\0\0\0\0", b"\xff\xfb\x90\x00", b"\xff\xf1\x50\x80", b"OggS\0\2", b"fLaC\0\0\0\x22"]
HEADS += [b"\x1a\x45\xdf\xa3", b"\0\0\0\x18ftypM4A ", wav()[:40], struct.pack("<4sI4s", b"RIFF", 0, b"WAVE")]


@pytest.mark.skipif("ffmpeg" in MISSING, reason="not installed: ffmpeg")
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=400), name=st.sampled_from(["1.wav", "2.mp3", "3.webm"]))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes, name: str) -> None:
    """Whatever bytes a file holds, it is refused with a reason and nothing breaks."""
    folder = tmp_path_factory.mktemp("fuzz") / "in"
    folder.mkdir()
    (folder / name).write_bytes(head + rest)
    assert refusal(folder)


def test_imported_is_a_value() -> None:
    """What was imported can be compared and shown."""
    assert Imported(Path("a"), "b", Path("c")) == Imported(Path("a"), "b", Path("c"))
