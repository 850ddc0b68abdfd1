"""The ringing tone that callers in a queue hear: it is the telephone's own, and tells a bystander nothing.

425 Hz for a second and four seconds of silence, as a Dutch telephone rings (ITU-T E.180).
"""

from functools import cache
from pathlib import Path

from ivr.prompts.wav import parse
from ivr.recording import Recording, digest

_FILE = Path(__file__).with_name("ringing.wav")


@cache
def ringing_tone() -> Recording:
    """Give the tone as a recording; it belongs to no voice and speaks no text."""
    content = _FILE.read_bytes()
    return Recording(_FILE, "", _FILE.name, "", digest(content), len(content), parse(content).seconds)
