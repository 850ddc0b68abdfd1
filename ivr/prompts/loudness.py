"""How loud recordings sound to people, as ffmpeg measures it (EBU R 128), many files in one go."""

import math
import re
from collections.abc import Sequence
from pathlib import Path

from ivr.prompts.program import ProgramFailed, ProgramMissing, run

TOGETHER = 50
"""Files measured by one run of ffmpeg: starting it takes longer than measuring one of them."""

SILENCE = -70.0
"""LUFS; what ffmpeg says of sound that is too quiet, or shorter than 0.4 s, to have a loudness."""

_SAME = r"(?:(?!Summary:).)*?"
_SUMMARY = re.compile(rf"ebur128_(\d+) @ [^]]*\] Summary:{_SAME}\bI:\s+(\S+) LUFS{_SAME}Peak:\s+(\S+) dBFS", re.DOTALL)

Loudness = tuple[float, float]
"""Integrated loudness (LUFS) and true peak (dBTP)."""


def loudness_of(paths: Sequence[Path]) -> list[Loudness | None]:
    """For each file its loudness, or None where it has none. Raises ProgramMissing."""
    try:
        return _together(paths)
    except ProgramMissing:
        raise
    except ProgramFailed:
        if len(paths) < 2:
            return [None] * len(paths)
        return [found for path in paths for found in loudness_of([path])]


def _together(paths: Sequence[Path]) -> list[Loudness | None]:
    inputs = [argument for path in paths for argument in ("-channel_layout", "mono", "-i", f"file:{path.resolve()}")]
    filters = ";".join(f"[{at}:a]ebur128=peak=true:framelog=verbose[out{at}]" for at in range(len(paths)))
    outputs = [argument for at in range(len(paths)) for argument in ("-map", f"[out{at}]")]
    quiet = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", "-protocol_whitelist", "file"]
    said = run("ffmpeg", [*quiet, *inputs, "-filter_complex", filters, *outputs, "-f", "null", "-"], package="ffmpeg")
    found = {int(at): _value(level, peak) for at, level, peak in _SUMMARY.findall(said)}
    return [found.get(at) for at in range(len(paths))]


def _value(level: str, peak: str) -> Loudness | None:
    value = float(level), float(peak)
    return value if all(map(math.isfinite, value)) and value[0] > SILENCE else None
