"""Where a person speaks in a recording: what stands out from the background, which is never quite silent."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ivr.prompts.silence import Sound

BLOCK = 0.01
"""Seconds; speech is found in steps of this size."""

_SPEECH_SHARE = 0.1
"""Seconds in all; speech is as loud as the loudest tenth of a second, so a click does not count."""

_FAINT = 0.01
"""The least that is speech, as a part of the loudness of speech (-40 dB)."""

_NOISE_SHARE = 0.1
"""The quietest tenth of a recording that is not digital silence is its background."""

_ABOVE_NOISE = 2.0
"""Speech is so many times as loud as the background (6 dB)."""

_NOISIEST = 0.25
"""Whatever the background, this part of the loudness of speech is speech (-12 dB)."""

_DIGITAL = 2
"""Linear; digital silence stays below this, also when MP3 or another format kept it."""

_CLICK = 0.03
"""Seconds; shorter sounds at the ends, with silence around them, are keys and mouths."""

_ALONE = 0.2
"""Seconds of silence that make such a sound a click."""


class Passage(NamedTuple):
    """Samples from `start` up to `end` in which somebody speaks."""

    start: int
    end: int


def passages(sound: Sound, rate: int) -> list[Passage]:
    """Every stretch of speech in order, with the shortest pauses between them; empty for silence."""
    levels = _levels(sound, rate)
    least = _threshold(levels)
    block = round(BLOCK * rate)
    found: list[Passage] = []
    for at, level in enumerate(levels):
        if level <= least:
            continue
        start, end = at * block, min((at + 1) * block, len(sound))
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Passage(start, end))
    return _without_clicks(found, rate)


def speech_and_noise(sound: Sound, rate: int) -> tuple[float, float]:
    """The mean level (linear) of speech and of the background behind it; 0 for digital silence."""
    levels = _levels(sound, rate)
    return _speech(levels), _noise(levels)


def in_a_room(sound: Sound, rate: int) -> bool:
    """Whether something is always heard, as behind a person; synthesisers and editors leave digital silence."""
    quietest = sorted(_levels(sound, rate))[: round(_SPEECH_SHARE / BLOCK)]
    return bool(quietest) and quietest[-1] >= _DIGITAL


def _levels(sound: Sound, rate: int) -> list[float]:
    """The mean level of each block."""
    block = round(BLOCK * rate)
    return [sum(map(abs, part)) / len(part) for at in range(0, len(sound), block) if (part := sound[at : at + block])]


def _speech(levels: Sequence[float]) -> float:
    loudest = sorted(levels, reverse=True)[: round(_SPEECH_SHARE / BLOCK)]
    return loudest[-1] if loudest else 0.0


def _noise(levels: Sequence[float]) -> float:
    heard = sorted(level for level in levels if level >= 1)
    return heard[int(len(heard) * _NOISE_SHARE)] if heard else 0.0


def _threshold(levels: Sequence[float]) -> float:
    speech = _speech(levels)
    return max(_FAINT * speech, min(_ABOVE_NOISE * _noise(levels), _NOISIEST * speech))


def _without_clicks(found: list[Passage], rate: int) -> list[Passage]:
    """Leave out short sounds before and after everything else."""
    alone, click = _ALONE * rate, _CLICK * rate
    apart = [at for at, (one, other) in enumerate(pairwise(found), 1) if other.start - one.end >= alone]
    groups = [found[one:other] for one, other in pairwise([0, *apart, len(found)])]
    while len(groups) > 1 and groups[0][-1].end - groups[0][0].start <= click:
        del groups[0]
    while len(groups) > 1 and groups[-1][-1].end - groups[-1][0].start <= click:
        del groups[-1]
    return [one for group in groups for one in group]
