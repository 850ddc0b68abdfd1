"""An operator's menu file that changes while callers are on the line."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask

from ivr import loader
from ivr.conversation import compile_script
from ivr.edition import publisher
from ivr.prompts import file_name
from ivr.settings import Settings
from ivr.simulator import WSGI, Call, Simulator
from ivr.web import create_app
from tests.cli.conftest import sound
from tests.conftest import NUMBERS, ROOT, TOKEN, URL

PLAIN = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8")


@dataclass
class Desk:
    """A menu file, its recordings, and where editions are kept."""

    folder: Path

    @property
    def menus(self) -> Path:
        """The file."""
        return self.folder / "menus.yml"

    @property
    def settings(self) -> Settings:
        """The settings of a line with this menu."""
        folder = self.folder
        return Settings(
            URL, (TOKEN,), menus=self.menus, prompts=folder / "prompts", state=folder / "var", numbers=NUMBERS
        )

    def save(self, text: str, age: float = 10.0) -> None:
        """Save the menu; `age` is how many seconds ago."""
        self.menus.write_text(text, encoding="utf-8")
        then = time.time() - age
        os.utime(self.menus, (then, then))

    def worker(self) -> Flask:
        """Start one more process that answers calls, as far as it matters here."""
        return create_app(self.settings)

    def line(self, workers: int = 1) -> "Workers":
        """Start a line."""
        return Workers(*(self.worker() for _ in range(workers)))


class Workers:
    """The processes of one line; each request is answered by the next of them."""

    def __init__(self, *apps: Flask) -> None:
        self.apps = list(apps)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Let the next one answer."""
        self.apps.append(self.apps.pop(0))
        return self.apps[0](environ, start)

    def call(self) -> Call:
        """Call the line; no recording is known by its words, so nothing but the computer voice can be heard."""
        return Simulator(WSGI(self), url=URL, token=TOKEN).call()

    def ready(self) -> list[dict[str, object]]:
        """What operations can read, at each."""
        return [dict(app.test_client().get("/readyz").get_json()) for app in self.apps]


def record(menus: Path, folder: Path) -> None:
    """Record every text of a menu."""
    (folder / "standin").mkdir(parents=True)
    for text in compile_script(loader.load(menus)).prompts():
        (folder / "standin" / file_name("nl-NL", text)).write_bytes(sound(2))


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A small menu, and workers that look at every request instead of every second."""
    monkeypatch.setattr(publisher, "EVERY", 0.0)
    monkeypatch.setattr(publisher, "NOTICING", 20.0)
    found = Desk(tmp_path)
    found.save(PLAIN)
    return found
