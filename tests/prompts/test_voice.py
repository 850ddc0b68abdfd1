"""Who speaks, and how words are said."""

from datetime import date
from pathlib import Path

import pytest

from ivr.loader import load
from ivr.prompts import BadVoice, Voice
from ivr.prompts.voice import introduce, respelled, spoken_differently
from tests.conftest import ROOT

GOOD = """
speaker: Anna
kind: synthetic
licence: CC0
made: in de studio
date: 2026-01-31
pronounce: {Eén: één, meldcode: melt-code, 112: één één twee}
"""


def voice(folder: Path, text: str) -> Voice:
    """Write this voice.yml and read it."""
    (folder / "voice.yml").write_text(text, encoding="utf-8")
    return Voice.read(folder)


def test_a_voice_says_who_speaks(tmp_path: Path) -> None:
    """The file is read as it is written; a number is a word like any other."""
    anna = voice(tmp_path, GOOD)
    assert (anna.speaker, anna.date, anna.pronounce["112"]) == ("Anna", date(2026, 1, 31), "één één twee")


def test_whole_words_are_respelled() -> None:
    """With or without a capital; parts of words are left alone."""
    table = {"Eén": "één", "meldcode": "melt-code"}
    said = "één melt-code. melt-code, geen meldcodes, één, Eénmaal."
    assert respelled("Eén meldcode. Meldcode, geen meldcodes, één, Eénmaal.", table) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bel 112.", "Bel één één twee."),
        ("Bel 0800-2000, niet 1120.", "Bel nul achthonderd, niet 1120."),
        ("De K N M G en de KNMG-code.", "De ka en em gee en de ka-code."),
        ("Nu\u00adtje \u0130 112", "Nu\u00adtje \u0130 één één twee"),
        ("i en \u0130", "ie en ie"),
        ("Niets.", "Niets."),
        ("", ""),
    ],
)
def test_numbers_and_abbreviations_are_respelled(text: str, said: str) -> None:
    """Whatever stands in the table, also with spaces or a hyphen; of two that fit, the longest."""
    table = {
        "112": "één één twee",
        "0800": "fout",
        "0800-2000": "nul achthonderd",
        "K": "fout",
        "K N M G": "ka en em gee",
        "KNMG": "ka",
    }
    assert respelled(text, table | {"i": "ie"} if text.startswith("i") else table) == said


def test_nothing_is_respelled_twice() -> None:
    """What a word became is not looked up again in the same table."""
    assert respelled("a b", {"a": "b", "b": "a"}) == "b a"
    assert respelled("Bel nu.", {}) == "Bel nu."


def test_the_voice_knows_better_than_the_menu() -> None:
    """A word in the voice's own table is said so, and the menu's table still feeds it."""
    menu, own = {"26": "zesentwintig", "KNMG": "de meldcode"}, {"26": "26", "meldcode": "melt-code"}
    assert respelled("26 KNMG", menu, own) == "26 de melt-code"


def test_the_words_of_a_text_that_are_said_differently() -> None:
    """A speaker is told of each word once, in the order of the text, as the table writes it."""
    table = {"KNMG": "ka en em gee", "112": "één één twee", "26": "zesentwintig"}
    assert list(spoken_differently("Bel 112, knmg. En 112!", table).items()) == [
        ("112", "één één twee"),
        ("KNMG", "ka en em gee"),
    ]
    assert spoken_differently("Bel nu.", table) == {}


def test_words_for_keys_are_words_here() -> None:
    """In a menu 'ster' and 'hekje' are keys; where pronunciation is told, they are words."""
    table = load(ROOT / "tests/menus/good/pronounce.yml").pronounce
    assert (table["ster"], table["hekje"], table["112"]) == ("ster", "hek je", "één één twee")


@pytest.mark.parametrize("text", ["", "speaker: [", GOOD.replace("synthetic", "robot"), GOOD + "extra: 1"])
def test_bad_voice(tmp_path: Path, text: str) -> None:
    """A voice.yml that cannot be used is named in the error."""
    with pytest.raises(BadVoice, match=r"voice\.yml"):
        voice(tmp_path, text)


def test_no_voice(tmp_path: Path) -> None:
    """A folder without voice.yml says so."""
    with pytest.raises(BadVoice, match="No such file"):
        Voice.read(tmp_path)


@pytest.mark.parametrize("kind", ["human", "synthetic"])
def test_a_new_voice_is_introduced(tmp_path: Path, kind: str) -> None:
    """A file to fill in is written, which can be read as it is; what somebody wrote is never replaced."""
    path = introduce(tmp_path / "marije", kind, 'Met "studio": een, twee.', date(2026, 1, 31))  # type: ignore[arg-type]
    assert path == tmp_path / "marije/voice.yml"
    marije = Voice.read(path.parent)
    assert (marije.kind, marije.made, marije.date) == (kind, 'Met "studio": een, twee.', date(2026, 1, 31))
    assert introduce(path.parent, "human", "anders", date(2026, 1, 31)) is None
    assert Voice.read(path.parent) == marije
