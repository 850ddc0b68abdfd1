"""Silence around and inside speech: exactly so much at each end, and no long pauses between sentences."""

from array import array
from itertools import groupby
from typing import TypeAlias

Sound: TypeAlias = "array[int]"
"""Linear 16-bit samples, one channel."""

EDGE = 0.25
"""Seconds of silence at each end, so that paragraphs played one after another are half a second apart."""

PAUSE = 0.25
"""Seconds; a longer pause inside a recording becomes this long."""

_BLOCK = 0.005
"""Seconds; silence is found in steps of this size."""

_QUIET = 0.006
"""What counts as silence, as a part of the loudest sample (-44 dB)."""


def tidy(sound: Sound, rate: int) -> Sound:
    """The speech in these samples with short pauses and even edges; no sound at all stays empty."""
    block = round(_BLOCK * rate)
    blocks = [sound[at : at + block] for at in range(0, len(sound), block)]
    threshold = _QUIET * max(map(_peak, blocks), default=0)
    runs = [(quiet, list(run)) for quiet, run in groupby(blocks, lambda one: _peak(one) <= threshold)]
    spoken = [at for at, (quiet, _) in enumerate(runs) if not quiet]
    if not spoken:
        return array("h")
    result = _silence(EDGE, rate)
    for quiet, run in runs[spoken[0] : spoken[-1] + 1]:
        pause = _silence(PAUSE, rate) if quiet and len(run) * block > PAUSE * rate else None
        for one in [pause] if pause else run:
            result.extend(one)
    return result + _silence(EDGE, rate)


def _peak(sound: Sound) -> int:
    return max(max(sound), -min(sound))


def _silence(seconds: float, rate: int) -> Sound:
    return array("h", bytes(2 * round(seconds * rate)))
