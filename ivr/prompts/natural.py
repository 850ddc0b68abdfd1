"""Silence around and inside a person's speech: even edges, and pauses as people make them, with their background.

`silence` does the same for synthesisers, whose pauses are digital silence and can be cut anywhere.
"""

from array import array
from itertools import pairwise

from ivr.prompts.silence import EDGE, Sound
from ivr.prompts.speech import Passage, passages

PAUSE = 0.6
"""Seconds; a longer pause between two sentences becomes this long."""

_AROUND = 0.08
"""Seconds kept of what stands before and after speech: soft beginnings, and the room in which a word dies away."""

_FADE = 0.03
"""Seconds in which the background comes and goes, so that its edge is not heard as a tick."""


def tidy_speech(sound: Sound, rate: int) -> Sound:
    """The speech in these samples with natural pauses and even edges; no speech at all gives nothing."""
    spoken = passages(sound, rate)
    if not spoken:
        return array("h")
    kept = _kept(spoken, len(sound), rate)
    before, after = spoken[0].start - kept[0].start, kept[-1].end - spoken[-1].end
    fade = round(_FADE * rate)
    result = sound[kept[0].start : kept[0].end]
    for one in kept[1:]:
        _join(result, sound[one.start : one.end], fade)
    _come_and_go(result, min(fade, before), min(fade, after))
    return _silence(before, rate) + result + _silence(after, rate)


def _silence(background: int, rate: int) -> Sound:
    """What lacks at an end with so many samples of background, of which callers hear about half as silence."""
    return array("h", bytes(2 * max(round(EDGE * rate) - background, round((EDGE - _AROUND / 2) * rate))))


def _kept(spoken: list[Passage], length: int, rate: int) -> list[Passage]:
    """What stays: everything but the far ends, and the middle of pauses that are too long."""
    around, half = round(_AROUND * rate), round(PAUSE * rate / 2)
    start = max(0, spoken[0].start - around)
    kept: list[Passage] = []
    for one, other in pairwise(spoken):
        if other.start - one.end > 2 * half:
            kept.append(Passage(start, one.end + half))
            start = other.start - half
    return [*kept, Passage(start, min(length, spoken[-1].end + around))]


def _join(result: Sound, more: Sound, fade: int) -> None:
    """Add to the result; one background comes while the other goes."""
    for at in range(fade):
        result[at - fade] = (result[at - fade] * (fade - at) + more[at] * at) // fade
    result.extend(more[fade:])


def _come_and_go(sound: Sound, come: int, go: int) -> None:
    for at in range(come):
        sound[at] = sound[at] * at // come
    for at in range(1, go + 1):
        sound[-at] = sound[-at] * at // go
