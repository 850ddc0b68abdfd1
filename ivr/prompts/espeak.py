"""The espeak-ng speech synthesiser: a clear but mechanical voice, for texts that nobody has recorded yet."""

import math
from pathlib import Path

from ivr.prompts.program import ProgramFailed, run
from ivr.prompts.wav import NotWav, parse

SPEED = 206
"""In espeak's own measure: brisk, so that a caller hears "één één twee" within six seconds."""

FASTEST = 183
"""Words a minute; where short words would make a text rush, it is spoken again more slowly."""


def speak(text: str, language: str, target: Path) -> None:
    """Write a WAV file with this text spoken; raises ProgramFailed."""
    _speak(text, language, target, SPEED)
    pace = len(text.split()) * 60 / _seconds(target)
    if pace > FASTEST:
        _speak(text, language, target, round(SPEED * FASTEST / pace))


def _speak(text: str, language: str, target: Path, speed: int) -> None:
    voice = language.partition("-")[0]
    arguments = ["-v", voice, "-s", str(speed), "-b", "1", "--stdin", "-w", str(target)]
    run("espeak-ng", arguments, package="espeak-ng", stdin=text)


def _seconds(speech: Path) -> float:
    """espeak-ng also says that all went well when it wrote no file at all."""
    try:
        return parse(speech.read_bytes()).seconds or math.inf
    except (OSError, NotWav) as error:
        raise ProgramFailed("espeak-ng wrote no sound: does the text have words, and is the disk full?") from error
