"""`ivr prompts import`: from a speaker's folder to the line."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ivr.prompts import Voice, file_name
from ivr.prompts.wav import parse
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="not installed: ffmpeg")


@dataclass
class Takes:
    """A speaker's folder, and the texts of the shipped line."""

    folder: Path
    texts: list[str]

    def __call__(self, number: int, name: str) -> None:
        """Put a recording of the text with this number there, under this name: the stand-in."""
        shutil.copy(ROOT / "prompts/standin" / file_name("nl-NL", self.texts[number - 1]), self.folder / name)


@pytest.fixture
def takes(tmp_path, script):
    """A speaker's folder without recordings."""
    (tmp_path / "van marije").mkdir()
    return Takes(tmp_path / "van marije", list(script.prompts()))


@pytest.fixture
def imported(ivr, takes, tmp_path):
    """Import the speaker's folder as a voice, into a folder of recordings of one's own."""

    def run(voice="marije", folder=takes.folder):
        return ivr("prompts", "--prompts", str(tmp_path / "prompts"), "import", str(folder), "--voice", voice)

    return run


def test_files_named_by_number_become_recordings(imported, takes, tmp_path):
    """Each becomes the recording of its text; the summary counts them, and what is still to do."""
    takes(1, "1.wav")
    takes(2, "002.WAV")
    result = imported()
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"2 opnamen in {tmp_path}/prompts/marije gezet, 0 geweigerd." in result.output
    assert "Van 103 van de 105 teksten heeft marije nog geen opname." in result.output
    for text in takes.texts[:2]:
        path = tmp_path / "prompts/marije" / file_name("nl-NL", text)
        assert parse(path.read_bytes()).is_telephone_sound


def test_what_is_refused_says_why(imported, takes):
    """The file's name and the reason are on a line each, the good ones are kept, and a script sees it."""
    takes(1, "1.wav")
    takes(1, "999.wav")
    (takes.folder / "2.mp3").write_bytes(b"no sound at all")
    result = imported()
    assert result.exit_code == 1
    assert f"{takes.folder}/2.mp3: " in result.output
    assert f"{takes.folder}/999.wav: nummer 999" in result.output
    assert "1 opname in" in result.output
    assert "2 geweigerd." in result.output


def test_a_new_voice_is_introduced_once(imported, takes, tmp_path):
    """A file to fill in is written and named, and so is the line of the menu to change; later it is left alone."""
    takes(1, "1.wav")
    about = tmp_path / "prompts/marije/voice.yml"
    result = imported()
    assert f"Vul in {about} in wie er spreekt" in result.output
    assert "Zet in menus.yml, de beste eerst: voices: [marije, standin]" in result.output
    assert Voice.read(about.parent).kind == "human"
    about.write_text(about.read_text().replace("<naam van de spreker>", "Marije"))
    assert "Vul in" not in imported().output
    assert Voice.read(about.parent).speaker == "Marije"


def test_a_person_among_computer_voices_is_noticed(imported, takes, tmp_path):
    """The line's own voice needs no advice; that its voice.yml calls it synthetic is said."""
    (tmp_path / "prompts/standin").mkdir(parents=True)
    shutil.copy(ROOT / "prompts/standin/voice.yml", tmp_path / "prompts/standin")
    takes(1, "1.wav")
    shown = imported("standin").output
    assert "spreekt hier een computerstem" in shown
    assert "voices:" not in shown


def test_numbers_of_an_older_script_find_their_text(ivr, imported, takes, tmp_path):
    """With opnamen.csv beside the recordings, a number means what it meant when the page was printed."""
    ivr("prompts", "script", "--out", str(takes.folder))
    table = takes.folder / "opnamen.csv"
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    first, second = rows[1].split(";"), rows[2].split(";")
    rows[1:3] = [";".join(["1", *second[1:]]), ";".join(["2", *first[1:]])]
    table.write_text("\n".join(rows), encoding="utf-8-sig")
    takes(2, "1.wav")
    assert imported().exit_code == 0
    assert (tmp_path / "prompts/marije" / file_name("nl-NL", takes.texts[1])).exists()
    assert not (tmp_path / "prompts/marije" / file_name("nl-NL", takes.texts[0])).exists()


@pytest.mark.parametrize("voice", ["../elders", "Marije", "", "a/b", "."])
def test_a_voice_is_a_folder_of_its_own(imported, takes, tmp_path, voice):
    """Nothing is written outside the recordings."""
    takes(1, "1.wav")
    assert imported(voice).exit_code == 2
    assert not (tmp_path / "prompts").exists()


def test_an_empty_folder_or_none_at_all_is_told(imported, takes, tmp_path):
    """A mistyped name does not look like success."""
    assert str(imported(folder=tmp_path / "weg").exception) == f"ivr: de map {tmp_path}/weg is er niet."
    result = imported()
    assert (result.exit_code, "In deze map staat geen enkele opname." in result.output) == (1, True)
