"""Words are found in what was heard, and timed."""

import pytest

from ivr.simulator.speech import Heard, heard_in, heard_when, spoken_seconds

HEARD = [
    Heard("Goedendag.", 0.0, 1.0, "say"),
    Heard("Is er nu direct gevaar? Bel één één twee.", 1.0, 5.5, "play", "https://ivr.test/a.wav"),
    Heard("Uitleg: toets 1.", 5.5, 7.0, "say"),
]


@pytest.mark.parametrize(
    "words",
    [
        "goedendag",
        "ÉÉN  één\ntwee",
        "Bel e\u0301e\u0301n",
        "één één twee. Uitleg",
        "Is er nu direct gevaar? Bel één één twee. Uitleg: toets 1.",
        "toets 1",
        "? Bel",
        "1",
        "uitleg:",
    ],
)
def test_words_are_found(words: str) -> None:
    """Case, white space and the spelling of accents do not count, and words may run on over prompts."""
    assert heard_in(HEARD, words)


@pytest.mark.parametrize("words", ["dag", "twee één", "toets 2", "Goed", "toets 1. Goedendag"])
def test_words_are_not_found(words: str) -> None:
    """Parts of words are not words, and order counts."""
    assert not heard_in(HEARD, words)


def test_listening_for_nothing_is_a_mistake() -> None:
    """An assertion that cannot fail is refused."""
    with pytest.raises(ValueError, match="no words"):
        heard_in(HEARD, " ")


def test_the_moment_is_in_proportion_to_the_letters() -> None:
    """A recording's words lie between a quarter of a second of silence at each end."""
    assert heard_when(HEARD, "goedendag.") == 1.0
    assert heard_when(HEARD, "één één twee.") == pytest.approx(5.25)
    assert heard_when(HEARD, "gevaar?") == pytest.approx(1.25 + 4.0 * 23 / 41)
    assert heard_when(HEARD, "twee. Uitleg") == pytest.approx(5.5 + 1.5 * 6 / 16)
    assert heard_when(HEARD, "politie") is None


def test_a_recording_shorter_than_its_margins() -> None:
    """The moment never falls outside the recording."""
    assert heard_when([Heard("Ja", 1.0, 1.2, "play")], "ja") == pytest.approx(1.1)


def test_how_long_speaking_takes() -> None:
    """150 words a minute, and a breath after each sentence."""
    assert spoken_seconds(" ".join(["woord"] * 150)) == pytest.approx(60)
    assert spoken_seconds("Ja. Nee? Om 10.30 uur") == pytest.approx(5 * 0.4 + 2 * 0.4)
