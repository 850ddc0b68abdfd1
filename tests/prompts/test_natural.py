"""A person's pauses and background, in samples made by hand."""

import random
from array import array
from collections.abc import Sequence
from itertools import chain

import pytest

from ivr.prompts.natural import PAUSE, tidy_speech
from ivr.prompts.silence import Sound
from ivr.prompts.speech import passages

RATE = 8000
NOISE = 100
"""At most; speech is 10,000 at most, so this is 40 dB below it."""


def sound(*parts: tuple[str, float], noise: int = NOISE) -> Sound:
    """Words (`talk`), background (`room`), digital silence (`none`) and ticks, for so many seconds each."""
    chance = random.Random(1)  # noqa: S311 - noise, no secret
    level = {"talk": 10_000, "room": noise, "none": 0, "tick": 20_000}
    made = (
        (chance.randint(-level[what], level[what]) for _ in range(round(seconds * RATE))) for what, seconds in parts
    )
    return array("h", chain.from_iterable(made))


def loud(result: Sound, least: int = 2000) -> Sequence[int]:
    """Where something is said."""
    return [at for at, sample in enumerate(result) if abs(sample) > least]


@pytest.mark.parametrize("noise", [0, 1, NOISE, 1000])
def test_ends(noise: int) -> None:
    """About a quarter of a second of silence at each end, however quiet or loud the room is."""
    result = tidy_speech(sound(("room", 2), ("talk", 1), ("room", 3), noise=noise), RATE)
    said = loud(result)
    assert said[0] / RATE == pytest.approx(0.27, abs=0.03)
    assert (len(result) - said[-1]) / RATE == pytest.approx(0.27, abs=0.03)
    assert set(result[: round(0.2 * RATE)]) == set(result[-round(0.2 * RATE) :]) == {0}


@pytest.mark.parametrize(("pause", "left"), [(0.3, 0.3), (0.59, 0.59), (0.7, PAUSE), (5, PAUSE)])
def test_pauses(pause: float, left: float) -> None:
    """Pauses between sentences stay as people make them; only long ones become shorter, and never digital silence."""
    result = tidy_speech(sound(("room", 1), ("talk", 1), ("room", pause), ("talk", 1), ("room", 1)), RATE)
    assert len(result) / RATE == pytest.approx(2 + left + 0.58, abs=0.05)
    middle = result[round(1.32 * RATE) : round((1.22 + left) * RATE)]
    assert any(middle)
    assert max(map(abs, middle)) <= NOISE
    assert len(loud(result)) == pytest.approx(2 * RATE * 0.8, rel=0.02)


def test_words_are_kept() -> None:
    """Nothing of what is said is lost or changed, from the first sample to the last."""
    spoken = sound(("talk", 0.4), ("room", 0.2), ("talk", 0.3))
    room = sound(("room", 0.7))
    result = tidy_speech(room + spoken + room, RATE)
    assert spoken.tobytes() in result.tobytes()


@pytest.mark.parametrize("where", ["before", "after"])
def test_buttons(where: str) -> None:
    """The tick of a recorder's button, well before or after the words, is not kept."""
    tick = [("tick", 0.02), ("room", 1.0)]
    words = [("room", 0.5), ("talk", 1.0), ("room", 0.5)]
    parts = [*tick, *words] if where == "before" else [*words, *reversed(tick)]
    assert len(tidy_speech(sound(*parts), RATE)) / RATE == pytest.approx(1.58, abs=0.05)


def test_short_words_are_no_ticks() -> None:
    """A lone short word, or a word's last consonant, is kept."""
    assert len(passages(sound(("room", 1), ("talk", 0.2), ("room", 1), ("talk", 0.5), ("room", 1)), RATE)) == 2
    ending = sound(("room", 1), ("talk", 0.5), ("room", 0.1), ("talk", 0.02), ("room", 1))
    assert passages(ending, RATE)[-1].end / RATE == pytest.approx(1.62, abs=0.02)


def test_nothing_said() -> None:
    """Silence stays nothing."""
    assert tidy_speech(sound(("none", 2)), RATE) == tidy_speech(array("h"), RATE) == array("h")


def test_speech_from_end_to_end() -> None:
    """Speech without any room around it gets its silence and loses nothing."""
    spoken = sound(("talk", 1))
    result = tidy_speech(spoken, RATE)
    assert len(result) / RATE == pytest.approx(1.5, abs=0.01)
    assert spoken.tobytes() in result.tobytes()
