"""A machine voice for what has no recording: espeak-ng, speaking as fast as the time for a text requires."""

from array import array
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.cli.audio.tones import RATE, Sound, fitted
from ivr.prompts import NotWav, ProgramFailed, Wav
from ivr.prompts.program import run
from ivr.prompts.wav import parse

_SPEED: Final = 150
_FASTEST: Final = 450
"""Words a minute, in espeak-ng's own measure."""

_LOUDNESS: Final = 60
"""Of 100: about as loud as recordings are."""


@cache
def spoken(text: str, language: str, seconds: float) -> Sound:
    """The text spoken within so many seconds, with silence behind it when it took less. Raises ProgramFailed."""
    sound = _speak(text, language, _SPEED)
    if len(sound) > seconds * RATE:
        haste = len(sound) / (seconds * RATE)
        sound = _speak(text, language, min(_FASTEST, round(_SPEED * haste * 1.05)))
    return fitted(sound, seconds)


def _speak(text: str, language: str, speed: int) -> Sound:
    voice = language.partition("-")[0]
    with TemporaryDirectory() as folder:
        target = Path(folder, "speech.wav")
        arguments = ["-v", voice, "-s", str(speed), "-a", str(_LOUDNESS), "-b", "1", "-z", "--stdin", "-w", str(target)]
        run("espeak-ng", arguments, package="espeak-ng", stdin=text)
        try:
            return _for_telephone(parse(target.read_bytes()))
        except (OSError, NotWav) as error:
            raise ProgramFailed("espeak-ng wrote no sound: does the text have words, and is the disk full?") from error


def _for_telephone(wav: Wav) -> Sound:
    """Fewer samples a second: each is the mean of those that it stands for."""
    linear = array("h", wav.data[: len(wav.data) // 2 * 2])
    sums = list(accumulate(linear, initial=0))
    places = [at * wav.rate // RATE for at in range(len(linear) * RATE // wav.rate + 1)]
    return array("h", [(sums[end] - sums[begin]) // (end - begin) for begin, end in pairwise(places)])
