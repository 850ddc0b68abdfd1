"""The name of a recording follows from its words alone."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.prompts import file_name, prompt_id, slug, words_of

WELCOME = "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."


def test_known_name() -> None:
    """The name of a known text never changes: files on disk depend on it."""
    assert file_name("nl-NL", WELCOME) == "goedendag-dit-is-veilig-thuis-rotterdam.96fc1ce831.wav"


@pytest.mark.parametrize("wrapped", [f"  {WELCOME}\n", WELCOME.replace(" ", "\n    "), WELCOME.replace(" ", "\u00a0 ")])
def test_white_space_is_folded(wrapped: str) -> None:
    """How a text is wrapped in the menu file does not change its recording."""
    assert prompt_id("nl-NL", wrapped) == prompt_id("nl-NL", WELCOME)


def test_accents_are_composed() -> None:
    """An accent typed as a separate character is the same word."""
    text = "Bel één één twee."
    assert prompt_id("nl-NL", unicodedata.normalize("NFD", text)) == prompt_id("nl-NL", text)


@pytest.mark.parametrize("other", [WELCOME.lower(), WELCOME[:-1], WELCOME.replace("Rijnmond", "Rijn mond")])
def test_other_words_are_another_recording(other: str) -> None:
    """Any change of the text makes another id."""
    assert prompt_id("nl-NL", other) != prompt_id("nl-NL", WELCOME)


def test_language_is_part_of_it() -> None:
    """The same words in another language are another recording."""
    assert prompt_id("en-GB", "Veilig Thuis.") != prompt_id("nl-NL", "Veilig Thuis.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel één één twee!", "bel-een-een-twee"),
        ("op uw privéadres", "op-uw-priveadres"),
        ("../../etc/passwd", "etc-passwd"),
        ("مساعدة", "prompt"),
        ("a" * 60, "a" * 40),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """A slug is the first words in plain letters."""
    assert slug(text) == expected


@given(st.text())
def test_names_are_safe(text: str) -> None:
    """Whatever the text, the name is plain ASCII that every file system and URL takes."""
    name = file_name("nl-NL", text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.[0-9a-f]{10}\.wav", name)
    assert len(name) <= 40 + len(".0123456789.wav")


def test_words_of_a_name() -> None:
    """Whoever sees only the name or URL of a recording can tell what it says, and nothing about others."""
    words = words_of([WELCOME], "nl-NL")
    assert words(f"https://ivr.test/prompts/standin/0123/{file_name('nl-NL', WELCOME)}?v=1") == WELCOME
    assert words(file_name("nl-NL", "Iets anders.")) is None
    assert words("https://ivr.test/music.mp3") is None
