"""`ivr prompts make`: any program can be the voice."""

import shutil
import sys
from pathlib import Path

import pytest

from ivr.prompts import Voice, file_name
from ivr.prompts.wav import parse

pytestmark = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="not installed: ffmpeg")

PROGRAM = """
import math, sys, time, wave, zlib
text, out = sys.stdin.buffer.read().decode("utf-8"), sys.argv[1]
{first}
with open("{heard}", "ab") as file:
    file.write(text.encode())
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", "NONE"))
    pitch = 200 + zlib.crc32(text.encode()) % 400_000 / 1000
    samples = [round(9000 * math.sin(at * pitch * math.tau / 22050)) for at in range(22050)]
    file.writeframes(b"".join(one.to_bytes(2, "little", signed=True) for one in samples))
{last}
"""


@pytest.fixture
def voice(tmp_path):
    """A program that hums each text, as a command; on demand it does something else first or last."""

    def command(first: str = "", last: str = "") -> str:
        folder = tmp_path / "mijn stem"
        folder.mkdir(exist_ok=True)
        program = folder / "zing.py"
        program.write_text(PROGRAM.format(first=first, last=last, heard=tmp_path / "heard"))
        return f'"{sys.executable}" "{program}" {{out}}'

    return command


@pytest.fixture
def nearly(desk):
    """A menu of which this voice has recorded all but the first two texts."""
    for text in desk.texts()[2:]:
        desk.record(text, voice="piper")
    return desk


def make(desk, command, *arguments):
    """Make recordings with a command."""
    return desk.prompts("make", "--voice", "piper", "--engine", "command", "--command", command, *arguments)


def test_any_program_makes_recordings(desk, voice, tmp_path):
    """Every text is given to the program in UTF-8, and becomes a telephone recording with the name of the text."""
    result = make(desk, voice())
    assert (result.exit_code, result.output.splitlines()[0]) == (0, f"28 opnamen gemaakt in {desk.folder}/piper.")
    assert {path.name for path in desk.folder.glob("piper/*.wav")} == {
        file_name("nl-NL", text) for text in desk.texts()
    }
    assert all(parse(path.read_bytes()).is_telephone_sound for path in desk.folder.glob("piper/*.wav"))
    assert "Is er gevaar? Bel één één twee. Uitleg: toets 1.\n" in (tmp_path / "heard").read_text(encoding="utf-8")


def test_a_new_voice_must_be_introduced_and_named(nearly, voice):
    """The operator is told to fill in who speaks, and how callers get to hear it."""
    result = make(nearly, voice())
    about = nearly.folder / "piper/voice.yml"
    assert f"Vul in {about} in" in result.output
    assert "voices: [piper, standin]" in result.output
    assert Voice.read(about.parent).kind == "synthetic"


def test_only_what_is_missing_is_made(nearly, voice, tmp_path):
    """What is there stays as it is, and nothing is done when nothing is missing; --again makes all."""
    kept = nearly.folder / "piper" / file_name("nl-NL", nearly.texts()[5])
    before = kept.read_bytes()
    assert "2 opnamen gemaakt" in make(nearly, voice()).output
    (tmp_path / "heard").unlink()
    assert "0 opnamen gemaakt" in make(nearly, voice(), "--only-missing").output
    assert (kept.read_bytes(), (tmp_path / "heard").exists()) == (before, False)
    assert "28 opnamen gemaakt" in make(nearly, voice(), "--again").output
    assert kept.read_bytes() != before


def test_the_same_text_gives_the_same_bytes(nearly, voice):
    """What is lost can be made again, to the last byte; and no warning is given."""
    paths = [nearly.folder / "piper" / file_name("nl-NL", text) for text in nearly.texts()[:2]]
    assert "Let op" not in make(nearly, voice()).output
    before = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    make(nearly, voice())
    assert [path.read_bytes() for path in paths] == before
    assert before[0] != before[1]


def test_a_voice_that_varies_is_told(nearly, voice):
    """Piper varies unless told not to; the operator reads how."""
    result = make(nearly, voice(first="text += str(time.time_ns())"))
    assert "telkens iets ander geluid" in result.stderr
    assert "--noise_scale 0" in result.stderr


def test_words_are_said_as_the_menu_tells(nearly, voice, tmp_path):
    """The program gets the respelling, and the file keeps the name of the text as it is written."""
    nearly.menus.write_text(nearly.menus.read_text() + "pronounce:\n  Goedendag: goe den dag\n")
    make(nearly, voice())
    assert "goe den dag. Dit is Veilig Thuis.\n" in (tmp_path / "heard").read_text(encoding="utf-8")
    assert (nearly.folder / "piper" / file_name("nl-NL", "Goedendag. Dit is Veilig Thuis.")).exists()


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ({"first": "sys.exit('geen model')"}, "failed (exit code 1): geen model"),
        ({"first": "sys.exit(0)"}, "wrote no file where {out} stands"),
        ({"last": "open(out, 'w').write('niets')"}, "wrote something else than a WAV file"),
        ({"first": "time.sleep(9)"}, "did not finish within 0.5 seconds"),
    ],
)
def test_a_program_that_fails_is_told_with_the_text(desk, voice, monkeypatch, program, message):
    """One line says what went wrong and at which text, and no half recording is left."""
    monkeypatch.setattr("ivr.prompts.program.TIME_LIMIT", 0.5 if "sleep" in str(program) else 60)
    result = make(desk, voice(**program))
    said = str(result.exception)
    assert message in said
    assert "(the text was: Goedendag. Dit is Veilig Thuis.)" in said
    assert "\n" not in said
    assert [path for path in desk.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("bestaat-niet-123 {out}", "bestaat-niet-123 cannot be found"),
        ("cat", "does not say where the sound goes"),
        ("{out}", "does not say where the sound goes"),
        ("cat 'half {out}", "the command cannot be read"),
    ],
)
def test_a_command_that_cannot_work_is_told(desk, command, message):
    """Before anything is made."""
    result = make(desk, command)
    assert (result.exit_code, message in str(result.exception)) == (1, True)
    assert not desk.folder.exists()


def test_no_shell_is_involved(nearly, voice, tmp_path):
    """What would be a second command in a shell is only a strange argument."""
    assert make(nearly, voice() + f" ; touch {tmp_path}/gevaar").exit_code == 0
    assert not (tmp_path / "gevaar").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--engine", "command", "--voice", "piper"),
        ("--command", "cat {out}", "--voice", "piper"),
        ("--engine", "command", "--command", "cat {out}"),
        ("--voice", "../elders"),
        ("--voice", "Marije"),
    ],
)
def test_what_does_not_fit_together_is_refused(desk, arguments):
    """An engine without its command, another engine in the stand-ins' folder, a folder elsewhere: nothing is made."""
    assert desk.prompts("make", *arguments).exit_code == 2
    assert not desk.folder.exists()


def test_help_documents_piper(ivr):
    """Whoever wants a better voice reads how."""
    assert "piper --model nl_NL-x.onnx --noise_scale 0 --noise_w 0 --output_file {out}" in " ".join(
        ivr("prompts", "make", "--help").output.split()
    )


def test_a_relative_folder_will_do(nearly, voice, monkeypatch):
    """Folders may be named from where the operator is."""
    monkeypatch.chdir(nearly.menus.parent)
    nearly.folder = Path("prompts")
    assert make(nearly, voice()).exit_code == 0
    assert len(list((nearly.menus.parent / "prompts/piper").glob("*.wav"))) == 28
