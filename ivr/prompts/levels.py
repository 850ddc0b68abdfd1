"""What the bytes of a telephone recording say by themselves: silence, peaks and clipping, without any program.

Every byte of mu-law sound is looked up in a table of 256, so thousands of recordings take seconds.
"""

import math
from dataclasses import dataclass

from ivr.prompts.wav import samples

QUIET = -40.0
"""dBFS; no sample of silence is louder."""

NOTHING = -100.0
"""dBFS; stands for the peak of a recording without any sound."""

_RATE = 8000
_FULL_SCALE = 32768
_QUIET_SAMPLE = _FULL_SCALE * 10 ** (QUIET / 20)
_LOUD = bytes(abs(sample) > _QUIET_SAMPLE for sample in samples(bytes(range(256))))
_SHORTEST_HOLE = 400
"""Samples; zero crossings and stops between syllables are not worth a look."""

_CLIPPED = (b"\x00" * 3, b"\x80" * 3)
"""Three samples in a row at the very end of the scale: 0 is the lowest and 128 the highest that mu-law can say."""

_LOUDEST_FIRST = sorted(((abs(samples(bytes([byte]))[0]), byte) for byte in range(256)), reverse=True)


@dataclass(frozen=True)
class Levels:
    """Sample peak (dBFS); seconds of silence before, inside (the longest) and after the sound; is it cut flat?"""

    peak: float
    lead: float
    hole: float
    tail: float
    clipped: bool


def levels(data: bytes) -> Levels:
    """Measure mu-law sound at 8 kHz. Sound that is all silence has its whole length before and after."""
    loudest = next((level for level, byte in _LOUDEST_FIRST if byte in data), 0)
    peak = 20 * math.log10(loudest / _FULL_SCALE) if loudest else NOTHING
    loud = data.translate(_LOUD)
    first, last = loud.find(1), loud.rfind(1)
    if first < 0:
        return Levels(peak, len(data) / _RATE, 0.0, len(data) / _RATE, clipped=False)
    tail = len(data) - 1 - last
    clipped = any(flat in data for flat in _CLIPPED)
    return Levels(peak, first / _RATE, _longest_hole(loud) / _RATE, tail / _RATE, clipped)


def _longest_hole(loud: bytes) -> int:
    """Samples of the longest run of zeros between two ones, or 0 when none is worth a look."""
    longest = 0
    at, end = loud.find(1), loud.rfind(1)
    while (at := loud.find(bytes(max(longest + 1, _SHORTEST_HOLE)), at, end)) >= 0:
        after = loud.find(1, at)
        longest, at = after - at, after
    return longest
