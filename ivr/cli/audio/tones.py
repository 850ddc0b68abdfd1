"""The sounds that a telephone network makes by itself: keys and ringing, at 8000 samples a second."""

import math
from array import array
from collections.abc import Iterable
from functools import cache
from typing import Final, TypeAlias

Sound: TypeAlias = "array[int]"
"""Linear 16-bit samples, one channel."""

RATE: Final = 8000
"""Samples a second, as on a telephone."""

KEY_SECONDS: Final = 0.12
"""Shorter than the quarter of a second of silence that every recording begins with, so that no word is spoilt."""

_ROWS = {697: "123A", 770: "456B", 852: "789C", 941: "*0#D"}
_COLUMNS = (1209, 1336, 1477, 1633)
_PAIRS = {key: (row, _COLUMNS[place]) for row, keypad in _ROWS.items() for place, key in enumerate(keypad)}
"""Every key sounds as two frequencies (ITU-T Q.23)."""

_RINGING = 425
_RINGING_SECONDS, _RINGING_PAUSE = 1, 4
"""The Netherlands: 425 Hz, one second of five (ITU-T E.180)."""

_ANSWER = (600, 900)
_LOUDNESS = 4000
"""The peak of one frequency, about as loud as speech."""

_EDGE = 0.005
"""Seconds in which a tone swells and fades, so that it does not click."""


@cache
def key(name: str) -> Sound:
    """The tone of one key."""
    return tone(_PAIRS[name.upper()], KEY_SECONDS)


def keys(names: str, seconds: float) -> Sound:
    """The keys one after another, each for so many seconds with its pause; `w` is a pause only."""
    sound = array("h")
    for name in names:
        sound += fitted(key(name) if name.upper() in _PAIRS else array("h"), seconds)
    return sound


def ringing(seconds: float) -> Sound:
    """What a caller hears while another telephone rings."""
    period = tone((_RINGING,), _RINGING_SECONDS) + silence(_RINGING_PAUSE)
    return fitted(period * math.ceil(seconds / (_RINGING_SECONDS + _RINGING_PAUSE)), seconds)


@cache
def answer() -> Sound:
    """Two short notes, the second one higher: somebody picks up."""
    return tone(_ANSWER[:1], 0.1) + tone(_ANSWER[1:], 0.1)


def tone(frequencies: Iterable[int], seconds: float) -> Sound:
    """These frequencies (Hz) together."""
    steps = [2 * math.pi * frequency / RATE for frequency in frequencies]
    count, edge = round(seconds * RATE), round(_EDGE * RATE)
    return array(
        "h",
        (
            round(min(1, at / edge, (count - at) / edge) * _LOUDNESS * sum(math.sin(at * step) for step in steps))
            for at in range(count)
        ),
    )


def silence(seconds: float) -> Sound:
    """No sound at all."""
    return array("h", bytes(2 * round(seconds * RATE)))


def fitted(sound: Sound, seconds: float) -> Sound:
    """The sound cut off, or silence behind it, so that it takes so long."""
    wanted = round(seconds * RATE)
    return sound[:wanted] + silence((wanted - len(sound)) / RATE) if len(sound) < wanted else sound[:wanted]
