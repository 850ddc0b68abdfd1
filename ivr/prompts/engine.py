"""Any program that reads a text and writes a WAV file, as a synthesiser: a better voice needs no code."""

import shlex
import shutil
from pathlib import Path

from ivr.prompts.program import ProgramFailed, run
from ivr.prompts.synthesis import Speak

OUT = "{out}"
"""Stands in a command for the file that it must write."""


def command(line: str) -> Speak:
    """Any program as a synthesiser, such as `piper --model nl_NL-x.onnx --output_file {out}`.

    It reads the text, in UTF-8, from its standard input and writes a WAV file where `{out}` stands. No shell is
    involved. Raises ProgramFailed for a command that cannot work.
    """
    words = _split(line)
    program, called = _program(words[0]), name(line)

    def say(text: str, _language: str, target: Path) -> None:
        arguments = [word.replace(OUT, str(target)) for word in words[1:]]
        try:
            run(program, arguments, package=called, stdin=f"{text}\n")
            _must_be_wav(called, target)
        except ProgramFailed as failed:
            raise ProgramFailed(f"{failed} (the text was: {text})") from failed

    return say


def name(line: str) -> str:
    """What the program of a command is called; raises ProgramFailed."""
    return Path(_split(line)[0]).name


def _split(line: str) -> list[str]:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise ProgramFailed(f"the command cannot be read ({error}): {line}") from error
    if not any(OUT in word for word in words[1:]):
        raise ProgramFailed(f"the command does not say where the sound goes: write {OUT} there, such as -f {OUT}")
    return words


def _program(word: str) -> str:
    found = shutil.which(word)
    if found is None:
        raise ProgramFailed(f"{word} cannot be found, or may not be run: give its full path, or install it")
    return found


def _must_be_wav(called: str, target: Path) -> None:
    """A program may say that all went well and have written nothing, or something else."""
    try:
        with target.open("rb") as file:
            beginning = file.read(12)
    except OSError as error:
        raise ProgramFailed(f"{called} wrote no file where {OUT} stands") from error
    if beginning[:4] != b"RIFF" or beginning[8:] != b"WAVE":
        raise ProgramFailed(f"{called} wrote something else than a WAV file")


def repeats(say: Speak, text: str, language: str, workshop: Path) -> bool:
    """Whether the same text gives the same bytes twice; many neural voices vary unless told not to."""
    takes = [workshop / "first.wav", workshop / "second.wav"]
    for take in takes:
        say(text, language, take)
    return takes[0].read_bytes() == takes[1].read_bytes()
