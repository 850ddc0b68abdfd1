"""The limits that a recording must keep, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from ivr.prompts import Measurement, flaws
from ivr.prompts.quality import pace, words

LONG = "Een twee drie vier vijf zes zeven acht negen tien elf."
SHORT = "Bellen en privacy: toets 2."
GOOD = Measurement(seconds=5, loudness=-19, peak=-3.2, lead=0.25, tail=0.25, hole=0.3, clipped=False)


def rules(spoken: str = SHORT, /, **changed: Any) -> list[str]:
    """The names of the rules that a good recording breaks when this is changed."""
    return [flaw.rule for flaw in flaws(spoken, replace(GOOD, **changed))]


def test_good() -> None:
    """A good recording has no flaws."""
    assert flaws(LONG, GOOD) == []


@pytest.mark.parametrize(
    ("field", "limit", "beyond", "rule"),
    [
        ("loudness", -17.5, -17.4, "loudness"),
        ("loudness", -20.5, -20.6, "loudness"),
        ("peak", -2.5, -2.4, "peak"),
        ("lead", 0.15, 0.14, "start-silence"),
        ("lead", 0.4, 0.41, "start-silence"),
        ("tail", 0.15, 0.14, "end-silence"),
        ("tail", 0.4, 0.41, "end-silence"),
        ("hole", 1.2, 1.21, "hole"),
    ],
)
def test_limits(field: str, limit: float, beyond: float, rule: str) -> None:
    """What is at a limit passes, and what is beyond it does not."""
    assert rules(**{field: limit}) == []
    assert rules(**{field: beyond}) == [rule]


@pytest.mark.parametrize(("seconds", "found"), [(6.6, []), (6.7, ["pace"]), (3.5, []), (3.4, ["pace"])])
def test_pace(seconds: float, found: list[str]) -> None:
    """Eleven words take 3.5 to 6.6 seconds: 190 to 100 words a minute."""
    assert rules(LONG, seconds=seconds) == found


def test_pace_of_short_texts() -> None:
    """Of ten words or fewer nobody judges the pace."""
    assert rules(LONG.removesuffix(" elf."), seconds=60) == []


def test_words() -> None:
    """Words are what is spoken: letters and numbers, not dashes; pauses and ends count as time."""
    assert words("De K N M G – bel 0800-2000 .") == 7
    assert pace("een twee", replace(GOOD, seconds=2)) == 60


def test_clipped_says_it_once() -> None:
    """Clipped sound is reported as clipped, not also as too high a peak."""
    assert rules(clipped=True, peak=0.0) == ["clipped"]


def test_silent() -> None:
    """A silent recording is silent, and nothing else is said of it."""
    assert rules(peak=-100, loudness=None, lead=5, tail=5) == ["silent"]


def test_not_measured() -> None:
    """Without ffmpeg the other rules still hold."""
    assert rules(loudness=None) == []
    assert rules(loudness=None, hole=2) == ["hole"]


def test_told_in_dutch() -> None:
    """Each flaw says what callers notice, with figures as Dutch readers write them, and what to do."""
    told = flaws(LONG, replace(GOOD, loudness=-24.06, lead=0.0, tail=1, hole=2, clipped=True, seconds=2))
    assert [flaw.rule for flaw in told] == ["loudness", "clipped", "start-silence", "end-silence", "hole", "pace"]
    assert "zachter dan de rest (-24,1 LUFS, het moet -19,0 zijn)" in told[0].message
    assert "opnieuw" in told[1].message
    assert "330,0 woorden per minuut, het moet 100 tot 190 zijn" in told[-1].message
