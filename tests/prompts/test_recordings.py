"""The recordings that come with the line: every file is fit for a telephone."""

from pathlib import Path

import pytest

from ivr import loader
from ivr.conversation import compile_script
from ivr.prompts import Catalogue, Measurements, Voice, flaws
from ivr.prompts.wav import parse
from tests.prompts.sounds import silences

PROMPTS = Path(__file__).parents[2] / "prompts"
VOICES = sorted(folder.name for folder in PROMPTS.iterdir() if folder.is_dir())
CATALOGUE = Catalogue.read(PROMPTS, VOICES, "nl-NL")


def test_every_file_is_used() -> None:
    """No file is refused, and there is at least one."""
    assert CATALOGUE.recordings
    assert CATALOGUE.rejected == ()


@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_says_who_it_is(voice: str) -> None:
    """Each folder says who speaks and on what terms."""
    assert Voice.read(PROMPTS / voice).licence


def test_silences() -> None:
    """Each recording has a quarter of a second of silence at each end, and no hole in the middle."""
    for recording in CATALOGUE.recordings:
        before, inside, after = silences(parse(recording.path.read_bytes()).data)
        assert 0.2 <= before <= 0.3, recording.file
        assert 0.2 <= after <= 0.3, recording.file
        assert inside <= 1.2, recording.file


def test_quality(tmp_path: Path) -> None:
    """Every recording of the line is as good as one that is imported."""
    measured = Measurements(tmp_path).of(CATALOGUE.recordings)
    texts = compile_script(loader.load(PROMPTS.parent / "menus.yml")).prompts()
    found = {text: recording for text in texts if (recording := CATALOGUE.find(text))}
    assert found
    assert [flaw for text, one in found.items() for flaw in flaws(text, measured[one.digest])] == []
