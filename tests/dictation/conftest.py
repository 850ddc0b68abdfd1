"""A line with two texts that nobody has recorded, a number on which to record them, and a speaker who knows the PIN."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from ivr.conversation import compile_script
from ivr.dictation import dictation
from ivr.edition import Publisher
from ivr.menu import Line
from ivr.prompts import Catalogue, file_name
from ivr.publishing import Here
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, WSGI, Call, Office, Request, Response, Simulator, Transport
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.conftest import NUMBERS, ROOT, TOKEN, URL
from tests.prompts.speaking import QUIET_ROOM, spoken

PIN = "271935"
SPEAKER = "+31687654321"
RECORDING_NUMBER = "+31101234599"
VOICE = "marije"
TELEPHONE = ("-c:a", "pcm_s16le", "-ar", "8000")


@dataclass
class Clock:
    """What time it is, for a line."""

    now: datetime = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def passes(self, **time: float) -> None:
        """Let time go by."""
        self.now += timedelta(**time)


@dataclass
class Studio:
    """A line, and the number on which its texts are recorded."""

    settings: Settings
    office: Office
    texts: list[str]
    missing: list[str]
    clock: Clock = field(default_factory=Clock)
    calls: list[Call] = field(default_factory=list)

    def line(self) -> WSGI:
        """A worker that has just been started: nothing is left of what others remember."""
        app = application(replace(Serving(self.settings, Publisher.start(self.settings, Here())), clock=self.clock))
        for routes in dictation(self.settings, PIN):
            app.register_blueprint(routes)
        return WSGI(app)

    def calls_in(self, transport: Transport | None = None) -> Call:
        """Call the number; one worker answers, unless it is said what does."""
        number = Simulator(
            transport or self.line(),
            url=URL,
            token=TOKEN,
            office=self.office,
            caller=SPEAKER,
            called=RECORDING_NUMBER,
            voice="/recording",
            fallback=None,
            status=None,
        )
        self.calls.append(number.call())
        return self.calls[-1]

    def is_in(self) -> Call:
        """Call, and key the PIN."""
        call = self.calls_in()
        call.presses(f"{PIN}#")
        return call

    def about_to_speak(self) -> Call:
        """Call, key the PIN, and skip the reading of the first text."""
        call = self.is_in()
        call.presses("1")
        assert call.is_recorded
        return call

    @property
    def recorded(self) -> list[str]:
        """What this voice has recorded, in the order of the script."""
        catalogue = Catalogue.read(self.settings.prompts, [VOICE], "nl-NL")
        assert catalogue.rejected == ()
        return [text for text in self.texts if catalogue.find(text)]

    @property
    def takes(self) -> list[Path]:
        """What was spoken and waits to be judged."""
        return list((self.settings.state / "dictation" / "drafts").iterdir())

    def path(self, text: str) -> Path:
        """Where the recording of this text is."""
        return self.settings.prompts / VOICE / file_name("nl-NL", text)


@pytest.fixture
def studio(office: Office, tmp_path: Path, menu_line: Line) -> Iterator[Studio]:
    """All but two of the shipped line's texts have been recorded."""
    texts = list(compile_script(menu_line).prompts())
    missing = [texts[2], texts[5]]
    prompts = tmp_path / "prompts"
    (prompts / VOICE).mkdir(parents=True)
    for text in texts:
        if text not in missing:
            shutil.copy(ROOT / "prompts" / "standin" / file_name("nl-NL", text), prompts / VOICE)
    menus = Path(shutil.copy(ROOT / "menus.yml", tmp_path))
    settings = Settings(URL, (TOKEN,), menus=menus, prompts=prompts, state=tmp_path / "var")
    settings = replace(settings, numbers=NUMBERS, account=ACCOUNT, api_url=office.url, recording_voice=VOICE)
    made = Studio(settings, office, texts, missing)
    yield made
    assert [fault for call in made.calls for fault in call.faults] == []


@dataclass
class Restarting:
    """Answers every request with a worker that has just been started."""

    studio: Studio

    def send(self, request: Request) -> Response:
        """Ask it."""
        return self.studio.line().send(request)


Says = Callable[..., bytes]


@pytest.fixture
def says(tmp_path: Path) -> Says:
    """What a telephone makes of somebody who speaks a text."""

    def sound(text: str, filters: str = QUIET_ROOM, speed: int = 150) -> bytes:
        return spoken(text, tmp_path / "said.wav", filters, TELEPHONE, speed=speed).read_bytes()

    return sound
