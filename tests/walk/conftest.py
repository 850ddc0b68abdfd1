"""A small menu that is walked over real HTTP, and applications that are broken in one way each."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from msgspec.structs import replace

from ivr.cli import development
from ivr.cli.prompts_work import Work
from ivr.cli.walk import PUBLIC_URL, phase
from ivr.edition import Fixed
from ivr.loader import load
from ivr.numbers import with_numbers
from ivr.prompts import file_name, folded, words_of
from ivr.publishing import publish
from ivr.schedule import somebody, zone
from ivr.settings import Settings
from ivr.walk.clock import Clock, ahead
from ivr.walk.crew import behind_loopback, walkers
from ivr.walk.explorer import Number
from ivr.walk.graph import Graph
from ivr.walk.proof import Proof, Subject, prove, sound_of
from ivr.walk.scripted import from_script
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.cli.conftest import sound
from tests.conftest import ROOT

Answer = tuple[str, list[tuple[str, str]], bytes]
Change = Callable[[str, str, bytes], Answer | bytes | None]
"""Takes the path that was asked, what was told, and the document; gives another answer, or None for no change."""

PLAIN = ROOT / "tests/menus/good/plain.yml"
TWIML = [("Content-Type", "text/xml; charset=utf-8")]
NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
"""A Monday at ten in the morning, in Amsterdam."""
HANGUP = b"<?xml version='1.0'?><Response><Hangup/></Response>"


RING = "  ring:\n    numbers:\n      - ${ADVISOR_NUMBER}\n"
TEAM = """  teams:
    - name: Dagteam
      hours:
        every_day: {hours}
      numbers:
        - ${{ADVISOR_NUMBER}}
"""
UNAVAILABLE = "Het lukt nu niet. Is er direct gevaar? Bel één één twee."


def hourly(hours: str, unavailable: str = UNAVAILABLE) -> str:
    """The small menu with one team that has these hours, and what who calls outside them hears."""
    text = PLAIN.read_text()
    assert RING in text
    return text.replace(RING, TEAM.format(hours=hours)).replace("Het lukt nu niet. Bel straks opnieuw.", unavailable)


@dataclass
class Remembered:
    """The real application; it is asked once for each thing that can happen, since it answers every call the same.

    Only the clock makes another thing of it.
    """

    app: WSGIApplication
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    known: dict[tuple[str, bytes, datetime, bool], Answer] = field(default_factory=dict)

    def answer(self, environ: WSGIEnvironment) -> tuple[str, str, Answer]:
        """The path that was asked, what was told, and the answer."""
        body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        told = re.sub(rb"CallSid=CA[0-9a-f]+", b"", body)
        key = (environ["RAW_URI"], told, self.clock.shows, self.clock.exchange.is_working)
        if key not in self.known:
            self.known[key] = self._ask(environ, body)
        return environ["RAW_URI"], told.decode(), self.known[key]

    def _ask(self, environ: WSGIEnvironment, body: bytes) -> Answer:
        began: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            began.append((status, headers))
            return lambda _: None

        content = b"".join(self.app({**environ, "wsgi.input": io.BytesIO(body)}, start))
        return *began[0], content


@dataclass(frozen=True)
class Broken:
    """The application with one thing changed."""

    real: Remembered
    change: Change

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path, told, (status, headers, body) = self.real.answer(environ)
        match self.change(path, told, body):
            case None:
                pass
            case bytes(changed):
                status, headers, body = "200 OK", TWIML, changed
            case (status, headers, body):
                pass
        start(status, [*(one for one in headers if one[0] != "Content-Length"), ("Content-Length", str(len(body)))])
        return [body]


@dataclass(frozen=True)
class Walk:
    """Somebody who walks the small menu."""

    subject: Subject
    number: Number
    real: Remembered

    def __call__(self, change: Change = lambda *_: None) -> Proof:
        """Walk the line with this change."""
        app = Broken(self.real, change)
        with walkers(behind_loopback(app, PUBLIC_URL), self.number, self.real.clock, large=False) as crew:
            return prove(self.subject, crew, phase)

    @property
    def scripted(self) -> Graph:
        """The graph of the menu's Script, as it is now."""
        return self.scripts[0]

    @property
    def scripts(self) -> list[Graph]:
        """The same at every moment."""
        return from_script(self.subject.script, self.subject.sound, self.subject.times.moments)


def walk_of(settings: Settings, now: datetime = NOW) -> Walk:
    """What it takes to walk a menu, from this moment on."""
    line = with_numbers(load(settings.menus), settings.numbers)
    work = Work(settings.menus, line, settings.prompts)
    texts = words_of(work.texts, work.line.language)
    lengths = {text: found.seconds for text, found in work.recordings.items()}
    times = ahead(work.script, now, zone(line), partial(somebody, line))
    subject = Subject(work.script, sound_of(lengths), folded(work.line.phrases.wrong_key), times)
    number = Number(PUBLIC_URL, settings.tokens[0], work.line.number, texts)
    return Walk(subject, number, served(settings, now))


def served(settings: Settings, now: datetime = NOW) -> Remembered:
    """The application, whose clock whoever walks it sets."""
    clock = Clock(now)
    publication = publish(settings.menus, settings.prompts, settings.numbers, draft=True)
    return served_by(Serving(settings, Fixed(publication)), clock)


def served_by(serving: Serving, clock: Clock) -> Remembered:
    """The same for what is published already."""
    exchange = clock.exchange
    return Remembered(exchange.around(application(replace(serving, clock=clock, calling=lambda _: exchange))), clock)


@pytest.fixture(scope="session")
def walk(tmp_path_factory) -> Walk:
    """Walks the small menu, of which the welcome alone is recorded."""
    folder = tmp_path_factory.mktemp("prompts")
    recorded = folder / "standin" / file_name("nl-NL", "Goedendag. Dit is Veilig Thuis.")
    recorded.parent.mkdir()
    recorded.write_bytes(sound(2.0))
    return walk_of(development.settings({}, PUBLIC_URL, PLAIN, folder))


@pytest.fixture
def walk_text(tmp_path: Path) -> Callable[[str], Walk]:
    """Walks a menu that is written down like this, spoken by the computer voice."""

    def walk_text(menus: str, now: datetime = NOW) -> Walk:
        path = tmp_path / "menus.yml"
        path.write_text(menus)
        return walk_of(development.settings({}, PUBLIC_URL, path, tmp_path), now)

    return walk_text


@pytest.fixture(scope="session")
def shipped(settings) -> Walk:
    """Walks the shipped menu."""
    return walk_of(replace(settings, public_url=PUBLIC_URL))


@pytest.fixture(scope="session")
def proof(shipped: Walk) -> Proof:
    """The proof of the shipped menu."""
    return shipped()


def shows(state: str) -> Callable[[bytes], bool]:
    """Tell whether a document is that of a state."""
    ending = re.compile(rb'action="[^"]*/' + re.escape(state.encode()) + rb'[?"]')
    return lambda document: bool(ending.search(document))
