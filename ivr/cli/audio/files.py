"""Sound files that commands write: complete or not there, so that nobody plays half of one."""

import io
import os
import wave
from pathlib import Path

from ivr.cli.audio.tones import RATE, Sound


def as_wav(sound: Sound) -> bytes:
    """A WAV file of 16-bit PCM. Telephones use mu-law, but not every player, browser or `wave` module opens that."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(sound.itemsize)
        writer.setframerate(RATE)
        writer.writeframes(sound.tobytes())
    return file.getvalue()


def write(path: Path, content: bytes) -> None:
    """Write a file that is complete or not there; a device such as /dev/null stays what it is. Raises OSError."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    unfinished = target.with_name(f".{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
