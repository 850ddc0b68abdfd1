"""What the commands about recordings share: the menu's texts, the recordings, and what was measured of them."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.prompts import Catalogue, Flaw, Measurement, Measurements, flaws, prompt_id
from ivr.prompts.voice import is_voice_name
from ivr.publishing import built_in
from ivr.recording import Recording
from ivr.script import Script
from ivr.settings import state_folder

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """A menu and a folder of recordings; whatever has to be read or measured is so once, when it is asked for."""

    menus: Path
    line: Line
    folder: Path

    @cached_property
    def script(self) -> Script:
        """The menu, compiled."""
        return compile_script(self.line)

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """Every text that can be recorded, with the states that speak it."""
        return self.script.prompts()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The recordings of all voices of the menu."""
        return Catalogue.read(self.folder, self.line.voices, self.line.language)

    @cached_property
    def recordings(self) -> dict[str, Recording]:
        """The recording that callers hear, by text; texts without one are not in it."""
        return {text: found for text in self.texts if (found := self.catalogue.find(text))}

    @cached_property
    def measurements(self) -> dict[str, Measurement]:
        """What was measured of those recordings, by digest."""
        with shown("Opnamen meten") as progress:
            return Measurements(state()).of(self.recordings.values(), progress)

    @property
    def is_loudness_unknown(self) -> bool:
        """Whether ffmpeg is missing, and with it how loud a recording is."""
        return shutil.which("ffmpeg") is None and any(one.loudness is None for one in self.measurements.values())

    def measured(self, text: str) -> Measurement | None:
        """What was measured of the recording of this text, if it has one that did not vanish meanwhile."""
        recording = self.recordings.get(text)
        return self.measurements.get(recording.digest) if recording else None

    def flaws(self, text: str) -> list[Flaw]:
        """What is wrong with the recording of this text."""
        measured = self.measured(text)
        return flaws(text, measured) if measured else []

    def unused(self) -> list[Recording]:
        """The recordings that no text has: not of this menu, nor of the built-in one that serves when it is broken."""
        spare = built_in()
        known = {prompt_id(self.line.language, text) for text in self.texts}
        known |= {prompt_id(spare.language, text) for text in compile_script(spare).prompts()}
        return [one for one in self.catalogue.recordings if one.id not in known]

    def how_to_use(self, voice: str) -> str | None:
        """What to change so that callers hear this voice; None when they do already."""
        if voice in self.line.voices:
            return None
        voices = ", ".join([voice, *self.line.voices])
        return f"Bellers horen deze stem nog niet. Zet in {self.menus}, de beste eerst: voices: [{voices}]"


def counted(recordings: int) -> str:
    """So many recordings, in words."""
    return "1 opname" if recordings == 1 else f"{recordings} opnamen"


def state() -> Path:
    """The folder for what is kept between two runs."""
    return state_folder(os.environ)


@contextmanager
def shown(label: str) -> Iterator[Progress | None]:
    """A progress bar on standard error; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


def voice_name(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Refuse what cannot be the name of a voice, and so would be another folder."""
    if not is_voice_name(value):
        raise click.BadParameter(
            f"'{value}' kan geen map met opnamen zijn. Gebruik kleine letters, cijfers en streepjes, zoals marije."
        )
    return value
