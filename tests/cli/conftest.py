"""The commands as somebody types them, and a small menu of one's own with a folder for its recordings."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sin, tau
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr import loader
from ivr.cli import main
from ivr.conversation import compile_script
from ivr.prompts import file_name
from ivr.prompts.wav import samples
from tests.conftest import ROOT
from tests.prompts.sounds import wav

PLAIN = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8")


SILENCE, RATE = b"\xff", 8000
_LINEAR = samples(bytes(range(256)))
TONE = bytes(min(range(256), key=lambda byte: abs(_LINEAR[byte] - 5600 * sin(tau * at / 8))) for at in range(8))
"""One wave of 1000 Hz that is as loud as a recording must be."""


def sound(seconds: float, silence: float = 0.25) -> bytes:
    """A telephone recording that is fit in every way: a tone with silence at both ends."""
    edge = SILENCE * round(silence * RATE)
    return wav(edge + TONE * round((seconds - 2 * silence) * 1000) + edge)


@pytest.fixture(scope="session")
def state(tmp_path_factory):
    """One state folder for all commands, so that the shipped recordings are measured once."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def ivr(state, monkeypatch):
    """Run a command in the project's folder, with a state folder of its own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("IVR_STATE", str(state))

    def run(*arguments: str, answer: str | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=answer)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@dataclass
class Desk:
    """An operator's desk: a menu file, a folder of recordings, and the commands."""

    ivr: Callable[..., Result]
    menus: Path
    folder: Path

    def prompts(self, *arguments, answer=None) -> Result:
        """Run `ivr prompts`."""
        where = ("--menus", str(self.menus), "--prompts", str(self.folder))
        return self.ivr("prompts", *where, *map(str, arguments), answer=answer)

    def check(self) -> Result:
        """Run `ivr check`."""
        return self.ivr("check", str(self.menus), "--prompts", str(self.folder))

    def write(self, old: str = "", new: str = "") -> None:
        """Save the menu, with one thing changed."""
        assert old in PLAIN
        self.menus.write_text(PLAIN.replace(old, new), encoding="utf-8")

    def texts(self) -> list[str]:
        """Every text of the menu, in the order of the list."""
        return list(compile_script(loader.load(self.menus)).prompts())

    def sound(self, seconds: float, silence: float) -> bytes:
        """A recording of which both ends are silent for so many seconds."""
        return sound(seconds, silence)

    def record(self, text: str, *, voice: str = "standin", seconds: float | None = None) -> Path:
        """Put a good recording of a text in its place; one of another length on demand."""
        path = self.folder / voice / file_name("nl-NL", text)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sound(seconds or max(1.5, len(text.split()) * 0.4)))
        return path


@pytest.fixture
def desk(ivr, tmp_path) -> Desk:
    """A small menu, without recordings."""
    desk = Desk(ivr, tmp_path / "menus.yml", tmp_path / "prompts")
    desk.write()
    return desk
