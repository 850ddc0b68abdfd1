"""WAV files to test with, and a way to measure silence."""

import struct
from itertools import pairwise

from ivr.prompts.wav import samples

QUIET = 250
"""A linear sample below this is silence: -42 dB under the loudest that mu-law can say."""


def wav(data: bytes = b"\xff\x00" * 400, *, tag: int = 7, channels: int = 1, rate: int = 8000, bits: int = 8) -> bytes:
    """A complete WAV file: a tenth of a second of telephone sound unless told otherwise."""
    frame = channels * bits // 8
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, bits)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def silences(data: bytes) -> tuple[float, float, float]:
    """Seconds of silence in mu-law sound at 8 kHz: before the first sound, the longest inside, after the last."""
    loud = [at for at, sample in enumerate(samples(data)) if abs(sample) > QUIET]
    assert loud, "there is no sound at all"
    inside = max((later - one - 1 for one, later in pairwise(loud)), default=0)
    return loud[0] / 8000, inside / 8000, (len(data) - 1 - loud[-1]) / 8000
