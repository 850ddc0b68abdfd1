"""What is wrong with recordings, told beside their texts: as `ivr prompts` does, and a few at a time."""

import shutil
from pathlib import Path
from typing import Any, Final

from ivr.prompts import Measurements, flaws
from ivr.studio.menus import Shown

FEW: Final = 20
"""Recordings that are measured for one request, which takes some 15 ms each; the page asks again for the others."""


def verdicts(shown: Shown, state: Path) -> dict[str, Any]:
    """Tell the flaws of the recordings that were measured, by text, and how many were not.

    Without ffmpeg nothing is measured: how loud they are would not be known.
    """
    measurements, recordings = Measurements(state), shown.recordings
    found = measurements.known(recordings.values())
    missing = [one for one in recordings.values() if one.digest not in found] if shutil.which("ffmpeg") else []
    if missing:
        found |= measurements.of(missing[:FEW])
    judged = {text: flaws(text, found[one.digest]) for text, one in recordings.items() if one.digest in found}
    return {
        "flaws": {text: [flaw.message for flaw in wrong] for text, wrong in judged.items() if wrong},
        "left": len(missing[FEW:]),
    }
