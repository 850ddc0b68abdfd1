"""From any speech to a recording for the telephone: 8 kHz mono mu-law at -19 LUFS, with tidy silences.

The same speech gives the same bytes on the same machine.
"""

import json
import re
import sys
from array import array
from pathlib import Path

from ivr.prompts.program import ProgramFailed, run
from ivr.prompts.silence import tidy

LOUDNESS = -19.0
"""LUFS, integrated."""

_RATE = 48000
_BAND = "highpass=f=100,lowpass=f=3400"
_EVEN = "acompressor=threshold=-26dB:ratio=3:attack=3:release=60"
_LIMIT = "alimiter=limit=0.66:level=disabled:latency=1"
"""0.66 is -3.6 dB: with what the way down to 8 kHz adds, the true peak stays below -3 dB."""

_LINEAR = ["-ar", str(_RATE), "-ac", "1", "-f", f"s16{sys.byteorder[0]}e"]
_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"]
_TELEPHONE = ["-ar", "8000", "-ac", "1", "-c:a", "pcm_mulaw", *_EXACT, "-f", "wav"]


def master(speech: Path, target: Path) -> None:
    """Write the telephone recording of a sound file with speech; raises ProgramFailed."""
    linear = target.with_suffix(".linear")
    _ffmpeg(["-i", str(speech)], f"{_BAND},{_EVEN}", [*_LINEAR, str(linear)])
    _tidy(linear)
    gain = LOUDNESS - _measure([*_LINEAR, "-i", str(linear)])[0]
    _ffmpeg([*_LINEAR, "-i", str(linear)], f"volume={gain:.2f}dB,{_LIMIT}", [*_TELEPHONE, str(target)])


def loudness(recording: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP); raises ProgramFailed."""
    return _measure(["-i", str(recording)])


def _tidy(linear: Path) -> None:
    sound = tidy(array("h", linear.read_bytes()), _RATE)
    if not sound:
        raise ProgramFailed("the speech is silent: does the text have words?")
    linear.write_bytes(sound.tobytes())


def _measure(source: list[str]) -> tuple[float, float]:
    said = _ffmpeg(source, "loudnorm=print_format=json", ["-f", "null", "-"])
    report = re.search(r"\{[^{}]*\}", said)
    if not report:
        raise ProgramFailed("ffmpeg measured no loudness: version 5 or later is needed")
    measured = json.loads(report.group())
    return float(measured["input_i"]), float(measured["input_tp"])


def _ffmpeg(source: list[str], filters: str, target: list[str]) -> str:
    quiet = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", "-y"]
    return run("ffmpeg", [*quiet, *source, "-af", filters, *target], package="ffmpeg")
