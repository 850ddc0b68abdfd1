"""Who speaks, and how words are respelled for a synthesiser."""

from pathlib import Path

import pytest

from ivr.prompts import BadVoice, Voice

GOOD = """
speaker: Anna
kind: synthetic
licence: CC0
made: in de studio
date: 2026-01-31
pronounce: {Eén: één, meldcode: melt-code}
"""


def voice(folder: Path, text: str) -> Voice:
    """Write this voice.yml and read it."""
    (folder / "voice.yml").write_text(text, encoding="utf-8")
    return Voice.read(folder)


def test_respelled(tmp_path: Path) -> None:
    """Whole words are respelled, with or without a capital, and parts of words are left alone."""
    text = "Eén meldcode. Meldcode, geen meldcodes, één, Eénmaal."
    assert voice(tmp_path, GOOD).respelled(text) == "één melt-code. melt-code, geen meldcodes, één, Eénmaal."


def test_nothing_to_respell(tmp_path: Path) -> None:
    """A voice that says everything well changes nothing."""
    assert voice(tmp_path, GOOD.partition("pronounce")[0]).respelled("Bel nu.") == "Bel nu."


@pytest.mark.parametrize("text", ["", "speaker: [", GOOD.replace("synthetic", "robot"), GOOD + "extra: 1"])
def test_bad_voice(tmp_path: Path, text: str) -> None:
    """A voice.yml that cannot be used is named in the error."""
    with pytest.raises(BadVoice, match=r"voice\.yml"):
        voice(tmp_path, text)


def test_no_voice(tmp_path: Path) -> None:
    """A folder without voice.yml says so."""
    with pytest.raises(BadVoice, match="No such file"):
        Voice.read(tmp_path)
