"""`ivr call --wav`: a call as its caller would hear it, made from the call's tape.

The recordings are the line's own. Tones, and a machine voice for what is not recorded, are made here.
"""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from ivr.cli.audio.files import as_wav, write
from ivr.cli.audio.speech import spoken
from ivr.cli.audio.tones import KEY_SECONDS, RATE, Sound, answer, fitted, key, keys, ringing, silence
from ivr.prompts import ProgramFailed
from ivr.prompts.wav import parse, samples
from ivr.simulator import Call, Entry, Simulator

_BETWEEN_KEYS: Final = 0.08
"""Seconds between two keys that are pressed at once in the call's own time."""

_LANGUAGE: Final = "en-US"
"""What Twilio speaks when a document names no language (docs/voice/twiml/say)."""


def save(line: Simulator, call: Call, path: Path) -> None:
    """Write the sound of this call.

    Raises OSError, Trouble for a recording that cannot be had any more, or ValueError for one that is of another kind.
    """
    failures: list[str] = []

    def speak(entry: Entry) -> Sound:
        try:
            return spoken(entry.text, entry.language or _LANGUAGE, entry.seconds)
        except ProgramFailed as failed:
            failures.append(str(failed))
            return silence(entry.seconds)

    write(path, as_wav(render(call.tape, call.seconds, line.recording, speak)))
    click.echo(f"{path}: {call.seconds:.1f} seconds", err=True)
    if failures:
        click.echo(f"{len(failures)} texts without a recording are silent: {failures[0]}", err=True)


def render(
    tape: Sequence[Entry], seconds: float, recording: Callable[[str], bytes], speak: Callable[[Entry], Sound]
) -> Sound:
    """Mix everything on the tape into `seconds` of sound.

    Keys take no time in a call, so they sound over the silence at the beginning of what follows.
    """
    track, keypad_free = silence(seconds), 0.0
    fetched: dict[str, Sound] = {}
    for entry in tape:
        if entry.kind == "key":
            start = max(entry.start, keypad_free)
            keypad_free = start + KEY_SECONDS + _BETWEEN_KEYS
            _mix(track, key(entry.text), start)
        elif entry.kind == "answer":
            _mix(track, answer(), entry.start - len(answer()) / RATE)
        elif entry.url:
            if entry.url not in fetched:
                fetched[entry.url] = _decoded(recording(entry.url))
            _mix(track, fitted(fetched[entry.url], entry.seconds), entry.start)
        else:
            _mix(track, _made(entry, speak), entry.start)
    return track


def _made(entry: Entry, speak: Callable[[Entry], Sound]) -> Sound:
    """What is no recording: a machine voice, tones or ringing; the rest passes in silence."""
    match entry.kind:
        case "say":
            return speak(entry)
        case "play":
            return keys(entry.text, entry.seconds / len(entry.text))
        case "ringing":
            return ringing(entry.seconds)
        case _:
            return array("h")


def _decoded(content: bytes) -> Sound:
    wav = parse(content)
    if not wav.is_telephone_sound:
        raise ValueError("a recording is not 8 kHz mono mu-law")
    return array("h", samples(wav.data))


def _mix(track: Sound, sound: Sound, start: float) -> None:
    """Add a sound to what is there already; what falls outside the track is cut off."""
    place = round(start * RATE)
    for at in range(max(0, place), min(len(track), place + len(sound))):
        track[at] = max(-32768, min(32767, track[at] + sound[at - place]))
