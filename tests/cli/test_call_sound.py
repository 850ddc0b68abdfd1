"""`ivr call --wav`: what is in the file is what a caller would hear, sample by sample."""

import json
import wave
from array import array
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.cli.audio import speech, tones
from ivr.cli.audio.files import as_wav
from ivr.cli.audio.tones import Sound
from ivr.cli.call_sound import render
from ivr.prompts.wav import parse, samples
from ivr.simulator import Entry
from tests.cli.test_audio import RATE, loud, needs_espeak, part, strength
from tests.conftest import ADVISOR, ROOT, Network


def read(path: Path) -> Sound:
    """Open a file as any player does."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def sound_of(call, line: Network) -> Sound:
    """Render a call to the shipped line, which needs no machine voice."""
    return render(call.tape, call.seconds, line.recording, lambda entry: pytest.fail(f"not recorded: {entry.text}"))


@pytest.fixture
def ivr(tmp_path, monkeypatch):
    """Run `ivr call` in the project's folder, with a state folder of its own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("IVR_STATE", str(tmp_path / "var"))
    return lambda *arguments: CliRunner().invoke(main, ["call", *map(str, arguments)])


@pytest.mark.parametrize("keys", [["2", "3"], [], ["9", "wait", "0"]])
def test_the_file_lasts_as_long_as_the_call(ivr, tmp_path, keys):
    """With keys and without, the length is the call's own, to a twentieth of a second."""
    path = tmp_path / "call.wav"
    result = ivr(*keys, "--wav", path, "--json")
    assert result.exit_code == 0
    assert len(read(path)) / RATE == pytest.approx(json.loads(result.stdout)["seconds"], abs=0.05)


def test_the_recordings_are_in_it(line):
    """The samples of every recording stand where the call says that it was heard."""
    call = line.call()
    call.listens()
    call.presses("2")
    call.listens()
    sound = sound_of(call, line)
    assert len(call.heard) > 6
    for heard in call.heard:
        said = array("h", samples(parse(line.recording(heard.url)).data))
        spoken = slice(2000, len(said) - 2000)  # a key sounds in the silence at the beginning
        assert part(sound, heard.start, heard.end - heard.start)[spoken] == said[spoken]


def test_a_key_stops_a_prompt(line):
    """What the caller did not listen to is not in the sound: the next menu begins at once."""
    call = line.call()
    assert call.hears("Goedendag")
    call.presses("4")
    call.listens()
    sound = sound_of(call, line)
    first, second = call.heard[:2]
    assert second.start == first.end
    assert second.text == "Veilig Thuis en de meldcode."
    assert len(sound) == round(call.seconds * RATE)
    assert max(part(sound, second.start + 0.3, 1)) > 1000


def test_keys_sound_where_they_are_pressed():
    """One after the other, also when no time passes between them in the call."""
    tape = [Entry(0, 1, "silence"), Entry(1, 0, "key", "1"), Entry(1, 0, "key", "9"), Entry(1, 1, "silence")]
    sound = silently(tape, 2)
    assert loud(part(sound, 1, 0.12), (697, 852, 1209, 1477)) == {697, 1209}
    assert loud(part(sound, 1.2, 0.12), (697, 852, 1209, 1477)) == {852, 1477}
    assert set(part(sound, 0, 1)) == set(part(sound, 1.4, 0.6)) == {0}


def test_it_rings_as_in_the_netherlands(line):
    """425 Hz, one second of five, also while the advisor is asked; and a mark of two notes where they are connected."""
    call = line.call()
    call.presses("0")
    call.waits()
    assert call.connected_to == ADVISOR
    sound = sound_of(call, line)
    rings, asked = [entry for entry in call.tape if entry.kind == "ringing"]
    assert (rings.seconds, asked.start + asked.seconds) == (5, call.seconds)
    assert strength(part(sound, rings.start, 1), 425) == pytest.approx(4000, rel=0.05)
    assert set(part(sound, rings.start + 1, 3.8)) == {0}
    assert strength(part(sound, call.seconds - 0.2, 0.1), 600) == pytest.approx(4000, rel=0.1)
    assert strength(part(sound, call.seconds - 0.1, 0.1), 900) == pytest.approx(4000, rel=0.1)


def test_it_rings_on_and_on():
    """Every five seconds again, and not beyond the moment when it stops."""
    sound = silently([Entry(1, 10.5, "ringing"), Entry(11.5, 1, "silence")], 12.5)
    ringing = [strength(part(sound, second + 0.05, 0.4), 425) > 2000 for second in range(12)]
    assert [second for second, rings in enumerate(ringing) if rings] == [1, 6, 11]
    assert set(part(sound, 11.5, 1)) == {0}


def test_waiting_is_silence(line):
    """A caller who does nothing hears nothing for as long as the line waits."""
    call = line.call()
    call.waits()
    (waited,) = [entry for entry in call.tape if entry.kind == "silence"]
    assert waited.seconds == 7
    assert set(part(sound_of(call, line), waited.start, 7)) == {0}


def test_tones_of_a_document():
    """<Play digits> sounds its keys, half a second each; w is silent."""
    sound = silently([Entry(0, 1.5, "play", "1w5")], 1.5)
    assert loud(part(sound, 0, 0.12), (697, 770, 1209, 1336)) == {697, 1209}
    assert set(part(sound, 0.5, 0.5)) == {0}
    assert loud(part(sound, 1, 0.12), (697, 770, 1209, 1336)) == {770, 1336}


def silently(tape: list[Entry], seconds: float) -> Sound:
    """Render a tape without recordings and without speech."""
    return render(tape, seconds, pytest.fail, lambda entry: tones.silence(entry.seconds))


def test_too_loud_together_is_not_turned_around():
    """Two loud sounds at once stay at the limit instead of wrapping to the other side."""
    loudest = array("h", [32767] * 100)
    tape = [Entry(0, 100 / RATE, "say", "ja"), Entry(0, 100 / RATE, "say", "nee")]
    assert set(render(tape, 100 / RATE, pytest.fail, lambda entry: loudest)) == {32767}


def test_a_recording_that_telephones_cannot_play_is_refused():
    """Another kind would sound like noise."""
    other = as_wav(tones.silence(1))
    with pytest.raises(ValueError, match="not 8 kHz mono mu-law"):
        render([Entry(0, 1, "play", "x", "https://ivr.test/x.wav")], 1, lambda url: other, lambda entry: array("h"))


@needs_espeak
def test_a_line_without_recordings_is_heard(ivr, tmp_path):
    """Every text is spoken, in the language of its document."""
    path = tmp_path / "call.wav"
    result = ivr("4", "--prompts", tmp_path, "--wav", path)
    assert (result.exit_code, "silent" in result.stderr) == (0, False)
    assert max(part(read(path), 0.2, 1)) > 1000


def test_without_espeak_it_is_silent_and_said(ivr, tmp_path, monkeypatch):
    """The file still has its length; how many texts are missing, and what to install, is told once."""
    path = tmp_path / "call.wav"
    speech.spoken.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    result = ivr("wait", "--prompts", tmp_path, "--wav", path, "--json")
    assert len(read(path)) / RATE == pytest.approx(json.loads(result.stdout)["seconds"], abs=0.05)
    assert "texts without a recording are silent: espeak-ng is not installed" in result.stderr
    assert result.stderr.count("espeak-ng is not installed") == 1


def printed(result: Result) -> tuple[bool, bool]:
    """Tell whether the call stands on standard output, and on standard error."""
    assert result.exit_code == 0
    return "(presses 0)" in result.stdout, "(presses 0)" in result.stderr


def test_the_transcript_is_printed_when_it_is_asked_for(ivr, tmp_path):
    """By itself, unless a file or JSON is wanted; then on request, and never amidst the JSON."""
    path = tmp_path / "call.wav"
    assert printed(ivr("0")) == printed(ivr("0", "--transcript")) == (True, False)
    assert printed(ivr("0", "--wav", path)) == printed(ivr("0", "--json")) == (False, False)
    assert printed(ivr("0", "--wav", path, "--transcript")) == (True, False)
    both = ivr("0", "--wav", path, "--json", "--transcript")
    assert printed(both) == (False, True)
    assert json.loads(both.stdout)["connected_to"] == ADVISOR


def test_a_place_where_nothing_can_be_written(ivr, tmp_path):
    """One line says which file and why, and nothing is left behind."""
    result = ivr("0", "--wav", tmp_path / "nowhere" / "call.wav")
    assert result.exit_code == 1
    assert str(result.exception) == f"ivr: {tmp_path}/nowhere/call.wav cannot be written: No such file or directory"
    assert ivr("0", "--wav", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_same_call_gives_the_same_bytes(line):
    """Nothing in the file depends on when it was made."""
    calls = [line.call(), line.call()]
    assert calls[0].listens() == calls[1].listens() != []
    first, second = (as_wav(sound_of(call, line)) for call in calls)
    assert first == second
