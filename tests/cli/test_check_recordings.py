"""`ivr check` weighs the recordings that callers hear, and how long they wait."""

import re
import shutil

import pytest

STOPS = "Los de fouten op voordat u dit menu publiceert."


@pytest.fixture
def recorded(desk):
    """A small menu of which everything is recorded well, by a voice that says who it is."""
    for text in desk.texts():
        desk.record(text)
    (desk.folder / "standin/voice.yml").write_text(
        "{speaker: a, kind: synthetic, licence: b, made: c, date: 2026-01-31}"
    )
    return desk


def test_good_recordings_are_no_news(recorded):
    """Of a menu with good recordings nothing is said but what the menu itself calls for."""
    result = recorded.check()
    assert result.exit_code == 0
    assert set(re.findall(r"\[([a-z-]+)\]$", result.output, re.MULTILINE)) == {
        "number-needed",
        "one-option",
        "waiting-unnamed",
    }


def test_a_bad_recording_is_a_problem(recorded):
    """The file is named with what is wrong, and a script sees it in the exit status."""
    path = recorded.record("Geweld.")
    path.write_bytes(recorded.sound(4.5, 2.0))
    result = recorded.check()
    assert result.exit_code == 1
    assert f"\n{path}: " in result.output
    assert result.output.endswith(STOPS + "\n")


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="not installed: ffmpeg")
def test_too_soft_is_a_problem(recorded):
    """Callers would not hear one text among louder ones."""
    path = recorded.record("Geweld.")
    content = path.read_bytes()
    path.write_bytes(content[:44] + bytes(byte & 0x80 | min(127, (byte & 0x7F) + 16) for byte in content[44:]))
    assert f"{path}: fout: De opname klinkt zachter dan de rest" in recorded.check().output


def test_a_recording_of_another_format_is_a_problem(recorded):
    """A file with the right name that no telephone plays would otherwise be passed over in silence."""
    path = recorded.record("Geweld.")
    path.write_bytes(b"ID3 this is an MP3")
    result = recorded.check()
    assert (result.exit_code, f"{path}: fout: Dit is geen WAV-bestand" in result.output) == (1, True)


def test_a_file_that_belongs_to_no_text_is_a_remark(recorded):
    """What cannot be played and no caller would hear stops nobody."""
    path = recorded.record("Een oude tekst.")
    path.write_bytes(b"ID3 this is an MP3")
    result = recorded.check()
    assert (result.exit_code, f"{path}: let op: Dit is geen WAV-bestand. " in result.output) == (0, True)


def test_a_recording_that_callers_do_not_hear_is_not_weighed(recorded):
    """A bad one by the second voice, or of a text that is gone, is no problem."""
    recorded.record("Een oude tekst.").write_bytes(recorded.sound(4.5, 2.0))
    recorded.write("voices: [standin]", "voices: [standin, tweede]")
    recorded.record("Geweld.", voice="tweede").write_bytes(recorded.sound(4.5, 2.0))
    assert recorded.check().exit_code == 0


def test_what_takes_too_long_is_a_problem(recorded):
    """A recording that makes the opening too long is told with the menu's name, and the menu is not called in order."""
    recorded.record("Geweld: toets 3.", seconds=28)
    result = recorded.check()
    assert result.exit_code == 1
    assert f"{recorded.menus}:25:1: fout: De opening duurt 4" in result.output
    assert "is in orde" not in result.output


def test_a_missing_recording_is_a_remark(recorded):
    """The computer voice speaks it, so callers are served; the operator is reminded."""
    recorded.write("Bellen is gratis.", "Bellen kost niets. " + "Echt niet. " * 60)
    result = recorded.check()
    assert result.exit_code == 0
    assert (
        "let op: Van 1 van de 28 teksten is er geen opname; die spreekt de computerstem (Polly.Laura-Neural)"
        in result.output
    )
    assert "waarschuwing: Wat onder toets 2 staat duurt naar schatting 49,2 seconden" in result.output


def test_a_voice_nobody_knows_is_a_remark(recorded):
    """Without voice.yml nobody knows who speaks; one that cannot be read is a problem."""
    about = recorded.folder / "standin/voice.yml"
    about.unlink()
    assert f"{about}: let op: Dit bestand ontbreekt" in recorded.check().output
    about.write_text("speaker: [")
    result = recorded.check()
    assert (result.exit_code, f"{about}: fout: Dit bestand is niet te gebruiken" in result.output) == (1, True)


def test_without_ffmpeg_loudness_is_skipped(recorded, monkeypatch, tmp_path):
    """One line says so; everything else is still weighed."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("IVR_STATE", str(tmp_path / "empty"))
    result = recorded.check()
    assert result.exit_code == 0
    assert result.output.count("let op: Zonder ffmpeg is niet te meten hoe hard een opname klinkt") == 1
