"""The shipped line, a stand-in for Twilio that calls it, and the numbers involved."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import hypothesis
import pytest
from flask import Flask

from ivr import loader
from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.numbers import with_numbers
from ivr.prompts import words_of
from ivr.script import Script
from ivr.settings import Settings
from ivr.simulator import WSGI, Call, Office, Outcome, Simulator
from ivr.web import create_app

hypothesis.settings.register_profile("ivr", deadline=None)
hypothesis.settings.load_profile("ivr")
"""How long one example takes says more of the machine than of the code."""

ROOT = Path(__file__).parent.parent
URL = "https://ivr.test"
TOKEN = "12345"
LINE = "+31101234567"
ADVISOR = "+31101234568"
CALLER = "+31612345678"
NUMBERS = {"LINE_NUMBER": LINE, "ADVISOR_NUMBER": ADVISOR}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test leaves behind in the folder where it runs is nobody else's."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the shipped menu."""
    state = tmp_path_factory.mktemp("state")
    return Settings(URL, (TOKEN,), menus=ROOT / "menus.yml", prompts=ROOT / "prompts", state=state, numbers=NUMBERS)


@pytest.fixture(scope="session")
def menu_line() -> Line:
    """The shipped menu with its numbers filled in."""
    return with_numbers(loader.load(ROOT / "menus.yml"), NUMBERS)


@pytest.fixture(scope="session")
def script(menu_line: Line) -> Script:
    """The shipped menu, compiled."""
    return compile_script(menu_line)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    """The application with the shipped menu."""
    return create_app(settings)


class Network(Simulator):
    """A telephone network that calls the line, knows what its recordings say, and remembers the calls."""

    def __init__(self, app: Flask, script: Script) -> None:
        words = words_of(script.prompts(), "nl-NL")
        super().__init__(WSGI(app), url=URL, token=TOKEN, caller=CALLER, called=LINE, texts=words)
        self.calls: list[Call] = []

    def call(self, *, dials: Sequence[str | Outcome] = ("answered",), caller: str | None = None) -> Call:
        """Make a call."""
        self.calls.append(super().call(dials=dials, caller=caller))
        return self.calls[-1]


@pytest.fixture
def line(app: Flask, script: Script) -> Iterator[Network]:
    """The shipped line, to be called; every call in a test must be free of faults that Twilio would report."""
    network = Network(app, script)
    yield network
    assert [fault for call in network.calls for fault in call.faults] == []


@pytest.fixture
def office() -> Iterator[Office]:
    """The telephones of advisors, and the API of Twilio's that rings them for a queue."""
    with Office(token=TOKEN) as open_for_calls:
        yield open_for_calls
