"""Making recordings with espeak-ng, or any other program, and ffmpeg."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.prompts import BadVoice, Catalogue, ProgramFailed, file_name, make
from ivr.prompts.program import run
from ivr.prompts.sound import LOUDNESS, loudness
from ivr.prompts.wav import parse
from tests.conftest import ROOT
from tests.prompts.sounds import silences, wav

missing = [program for program in ("espeak-ng", "ffmpeg") if not shutil.which(program)]
needs_programs = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")

TEXTS = [
    "Is er nu direct gevaar? Bel één één twee. Uitleg: toets 1.",
    "Terug: toets sterretje.",
    "De pleger mag dan tien dagen de eigen woning niet meer in. En mag dan geen contact opnemen.",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The texts, recorded once for all tests."""
    return make(TEXTS, tmp_path_factory.mktemp("prompts") / "standin", "nl-NL")


@needs_programs
def test_telephone_sound(made: list[Path]) -> None:
    """Every text has a recording that the catalogue finds and a telephone plays."""
    folder = made[0].parent
    catalogue = Catalogue.read(folder.parent, [folder.name], "nl-NL")
    assert [found.path for text in TEXTS if (found := catalogue.find(text))] == made
    assert catalogue.rejected == ()


@needs_programs
def test_loudness(made: list[Path]) -> None:
    """All recordings are equally loud, and none is clipped."""
    for path in made:
        level, peak = loudness(path)
        assert level == pytest.approx(LOUDNESS, abs=1)
        assert peak <= -3


@needs_programs
def test_silences(made: list[Path]) -> None:
    """A quarter of a second of silence at each end, so that paragraphs are half a second apart."""
    for path in made:
        before, inside, after = silences(parse(path.read_bytes()).data)
        assert before == pytest.approx(0.25, abs=0.02)
        assert after == pytest.approx(0.25, abs=0.02)
        assert inside < 0.3


@needs_programs
def test_pace(made: list[Path]) -> None:
    """Long texts are spoken at 100 to 190 words a minute."""
    for text, path in zip(TEXTS, made, strict=True):
        if len(text.split()) > 10:
            assert 100 <= len(text.split()) * 60 / parse(path.read_bytes()).seconds <= 190


@needs_programs
def test_same_bytes(made: list[Path], tmp_path: Path) -> None:
    """The same text gives the same file, so that a caller's cache and a diff stay quiet."""
    again = make(TEXTS, tmp_path, "nl-NL")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]


@needs_programs
def test_only_missing(tmp_path: Path) -> None:
    """What is there stays as it is, unless all is asked for; progress is told of what is made."""
    kept = tmp_path / file_name("nl-NL", TEXTS[1])
    kept.write_bytes(b"a person spoke this")
    told: list[tuple[int, int]] = []
    made = make(["Ja.", *TEXTS[1:2], " Ja. "], tmp_path, "nl-NL", progress=lambda *done: told.append(done))
    assert [path.name for path in made] == [file_name("nl-NL", "Ja.")]
    assert told == [(1, 1)]
    assert kept.read_bytes() == b"a person spoke this"
    assert make(TEXTS[1:2], tmp_path, "nl-NL", only_missing=False) == [kept]
    assert parse(kept.read_bytes()).is_telephone_sound


@needs_programs
@pytest.mark.parametrize("text", ["...", "", "-"])
def test_nothing_to_say(tmp_path: Path, text: str) -> None:
    """A text without words is an error and leaves no file."""
    with pytest.raises(ProgramFailed, match="does the text have words"):
        make([text], tmp_path, "nl-NL")
    assert list(tmp_path.iterdir()) == []


def test_program_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program one line says what to install, and no half file is left."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProgramFailed) as failed:
        make(TEXTS, tmp_path, "nl-NL")
    assert str(failed.value) == "espeak-ng is not installed: install it (apt-get install espeak-ng) and try again"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif("ffmpeg" in missing, reason="not installed: ffmpeg")
def test_interrupted(tmp_path: Path) -> None:
    """When making a recording fails half-way, the one that was there is still whole and nothing else is left."""
    path = tmp_path / file_name("nl-NL", "Ja.")
    path.write_bytes(wav())

    def broken(_text: str, _language: str, target: Path) -> None:
        target.write_bytes(b"RIFF half a file")

    with pytest.raises(ProgramFailed, match="ffmpeg failed"):
        make(["Ja."], tmp_path, "nl-NL", only_missing=False, speak=broken)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == wav()


def test_program_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that hangs is stopped and named."""
    monkeypatch.setattr("ivr.prompts.program.TIME_LIMIT", 0.05)
    with pytest.raises(ProgramFailed, match=r"python.* did not finish within 0\.05 seconds"):
        run(sys.executable, ["-c", "import time; time.sleep(5)"], package="python3")


@needs_programs
def test_respelled_words(tmp_path: Path) -> None:
    """Words in voice.yml are spoken as it says, and the file keeps the name of the text as it is written."""
    (tmp_path / "voice.yml").write_text(
        "{speaker: a, kind: synthetic, licence: b, made: c, date: 2026-01-31, pronounce: {kat: paard}}"
    )
    [cat] = make(["De kat."], tmp_path, "nl-NL")
    [horse] = make(["De paard."], tmp_path, "nl-NL")
    assert cat.name == file_name("nl-NL", "De kat.")
    assert cat.read_bytes() == horse.read_bytes()


@needs_programs
def test_the_menu_tells_how_words_are_said(tmp_path: Path) -> None:
    """The table of menus.yml is for every synthesiser; what the voice's own table says of a word goes before it."""
    table = {"kat": "paard", "hond": "ezel"}
    [cat] = make(["De kat."], tmp_path / "a", "nl-NL", pronounce=table)
    [horse] = make(["De paard."], tmp_path / "b", "nl-NL")
    assert (cat.name, cat.read_bytes()) == (file_name("nl-NL", "De kat."), horse.read_bytes())
    (tmp_path / "c").mkdir()
    (tmp_path / "c/voice.yml").write_text(
        "{speaker: a, kind: synthetic, licence: b, made: c, date: 2026-01-31, pronounce: {Kat: kat}}"
    )
    [own] = make(["De kat."], tmp_path / "c", "nl-NL", pronounce=table)
    [plain] = make(["De kat."], tmp_path / "d", "nl-NL")
    assert own.read_bytes() == plain.read_bytes() != cat.read_bytes()


@needs_programs
def test_the_stand_ins_can_be_made_again(menu_line: Line, tmp_path: Path) -> None:
    """With the tables of menus.yml and voice.yml, espeak-ng gives the very bytes that the line comes with."""
    standin = ROOT / "prompts/standin"
    version = subprocess.run([shutil.which("espeak-ng") or "", "--version"], capture_output=True, check=True).stdout
    if b": 1.51 " not in version:
        pytest.skip("another version of espeak-ng sounds different")
    shutil.copy(standin / "voice.yml", tmp_path)
    texts = [text for text in compile_script(menu_line).prompts() if "26" in text or "KNMG" in text.replace(" ", "")]
    made = make([*texts, menu_line.welcome], tmp_path, "nl-NL", pronounce=menu_line.pronounce)
    assert [path.name for path in made if path.read_bytes() != (standin / path.name).read_bytes()] == []
    assert len(made) == 4


def test_no_program_speaks_for_a_person(tmp_path: Path) -> None:
    """Among the recordings of a human being no synthetic ones are made."""
    (tmp_path / "voice.yml").write_text("{speaker: Anna, kind: human, licence: b, made: c, date: 2026-01-31}")
    with pytest.raises(BadVoice, match=r"a person speaks here \(Anna\)"):
        make(["Ja."], tmp_path, "nl-NL")
    assert [path.name for path in tmp_path.iterdir()] == ["voice.yml"]
