"""Sound files as speakers send them: espeak-ng instead of a person, and ffmpeg instead of their telephone."""

import shutil
from pathlib import Path

import pytest

from ivr.prompts.program import run

MISSING = [program for program in ("espeak-ng", "ffmpeg") if not shutil.which(program)]
needs_programs = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

QUIET_ROOM = "adelay=700:all=1,apad=pad_dur=1"
"""Somebody presses the button, waits, speaks, waits and presses again."""

FORMATS = {
    "wav": ("-c:a", "pcm_s24le", "-ar", "48000", "-ac", "2"),
    "mp3": ("-c:a", "libmp3lame"),
    "m4a": ("-c:a", "aac"),
    "ogg": ("-c:a", "libvorbis"),
    "webm": ("-c:a", "libopus"),
    "flac": ("-c:a", "flac"),
}


def spoken(
    text: str, path: Path, filters: str = QUIET_ROOM, options: tuple[str, ...] | None = None, *, speed: int = 150
) -> Path:
    """Write a file in which this text is spoken; its name decides the format, unless options say more."""
    raw = path.with_name(f".{path.name}.raw")
    run("espeak-ng", ["-v", "nl", "-s", str(speed), "--stdin", "-w", str(raw)], package="espeak-ng", stdin=text)
    chosen = FORMATS[path.suffix[1:]] if options is None else options
    shape = f"aformat=channel_layouts=mono,{filters}"
    run("ffmpeg", ["-y", "-i", str(raw), "-af", shape, *chosen, f"file:{path}"], package="ffmpeg")
    raw.unlink()
    return path
