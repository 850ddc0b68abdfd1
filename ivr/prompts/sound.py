"""From any speech to a recording for the telephone: 8 kHz mono mu-law at -19 LUFS, with tidy silences.

The same speech gives the same bytes on the same machine.
"""

import json
import math
import re
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

from ivr.prompts.natural import tidy_speech
from ivr.prompts.program import ProgramFailed, run
from ivr.prompts.silence import Sound, tidy

LOUDNESS = -19.0
"""LUFS, integrated."""

PEAK = -3.0
"""dBTP; what a recording may reach."""

_CLOSE = 0.5
"""LU; a person's recording that is further off is made again, at most _ATTEMPTS times."""

_ATTEMPTS = 3

RATE = 48000
"""Samples a second while a recording is made."""

_BAND = "highpass=f=100,lowpass=f=3400"
_EVEN = "acompressor=threshold=-26dB:ratio=3:attack=3:release=60"
_CEILING = 0.66
"""0.66 is -3.6 dB: with what the way down to 8 kHz adds, the true peak stays below -3 dB."""

_LINEAR = ["-ar", str(RATE), "-ac", "1", "-f", f"s16{sys.byteorder[0]}e"]
_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"]
_TELEPHONE = ["-ar", "8000", "-ac", "1", "-c:a", "pcm_mulaw", *_EXACT, "-f", "wav"]


def master(speech: Path, target: Path) -> None:
    """Write the telephone recording of a sound file with synthetic speech; raises ProgramFailed."""
    linear = target.with_suffix(".linear")
    _ffmpeg(["-i", str(speech)], f"{_BAND},{_EVEN}", [*_LINEAR, str(linear)])
    _tidy(linear, tidy)
    _telephone(linear, LOUDNESS - _level(linear), _CEILING, target)


def band(speech: Path, linear: Path) -> Sound:
    """What a telephone lets through of a sound file, as samples at RATE, in memory and in `linear`."""
    _ffmpeg(["-i", str(speech)], _BAND, [*_LINEAR, str(linear)])
    return array("h", linear.read_bytes())


def master_person(linear: Path, target: Path) -> None:
    """Write the telephone recording of samples from `band` in which a person speaks; raises ProgramFailed.

    The background is told from speech before loudness is evened, which makes the background louder. People's speech
    goes up and down more than a synthesiser's, so the result is measured and, if need be, made again.
    """
    _tidy(linear, tidy_speech)
    even = f"volume={LOUDNESS - _level(linear):.2f}dB,{_EVEN},"
    gain, ceiling = LOUDNESS - _level(linear, even), _CEILING
    for _ in range(_ATTEMPTS):
        _telephone(linear, gain, ceiling, target, even)
        level, peak = loudness(target)
        if abs(level - LOUDNESS) <= _CLOSE and peak <= PEAK:
            return
        gain += LOUDNESS - level
        ceiling *= 10 ** (min(0.0, PEAK - peak) / 20)


def loudness(recording: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP); raises ProgramFailed."""
    return _measure(["-i", str(recording)])


def _tidy(linear: Path, tidied: Callable[[Sound, int], Sound]) -> None:
    sound = tidied(array("h", linear.read_bytes()), RATE)
    if not sound:
        raise ProgramFailed("the speech is silent: does the text have words?")
    linear.write_bytes(sound.tobytes())


def _telephone(linear: Path, gain: float, ceiling: float, target: Path, filters: str = "") -> None:
    limit = f"alimiter=limit={ceiling:.4g}:level=disabled:latency=1"
    _ffmpeg([*_LINEAR, "-i", str(linear)], f"{filters}volume={gain:.2f}dB,{limit}", [*_TELEPHONE, str(target)])


def _level(linear: Path, filters: str = "") -> float:
    level = _measure([*_LINEAR, "-i", str(linear)], filters)[0]
    if not math.isfinite(level):
        raise ProgramFailed("the speech is too short or too quiet to have a loudness")
    return level


def _measure(source: list[str], filters: str = "") -> tuple[float, float]:
    said = _ffmpeg(source, f"{filters}loudnorm=print_format=json", ["-f", "null", "-"])
    report = re.search(r"\{[^{}]*\}", said)
    if not report:
        raise ProgramFailed("ffmpeg measured no loudness: version 5 or later is needed")
    measured = json.loads(report.group())
    return float(measured["input_i"]), float(measured["input_tp"])


def _ffmpeg(source: list[str], filters: str, target: list[str]) -> str:
    quiet = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", "-y"]
    return run("ffmpeg", [*quiet, *source, "-af", filters, *target], package="ffmpeg")
