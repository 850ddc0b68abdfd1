"""The line with another menu and another time on the clock, for calls by night, on holidays and in a storm."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import WSGI, Simulator
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.conftest import ROOT, TOKEN, URL

TEAMS = ROOT / "tests/menus/good/teams.yml"
DAY, SECOND, NIGHT, NATIONAL = "+31101234568", "+31101234570", "+31101234571", "+31101234572"
NUMBERS = {"LINE_NUMBER": "+31101234567", "DAY_NUMBER": DAY, "NIGHT_NUMBER": NIGHT, "NATIONAL_NUMBER": NATIONAL}


class Clock:
    """A clock that shows what a test sets."""

    def __init__(self, shows: str) -> None:
        self.shows = shows

    def __call__(self) -> datetime:
        """Tell the time in Amsterdam."""
        return datetime.fromisoformat(self.shows).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def line_at(clock: str | Clock, menus: Path = TEAMS, numbers: Mapping[str, str] = NUMBERS) -> Simulator:
    """The line of a menu at this time, spoken by the computer voice."""
    settings = Settings(URL, (TOKEN,), menus=menus, prompts=menus.parent / "none", numbers=numbers)
    publication = publish(settings.menus, settings.prompts, settings.numbers)
    serving = replace(Serving(settings, Fixed(publication)), clock=clock if isinstance(clock, Clock) else Clock(clock))
    return Simulator(WSGI(application(serving)), url=URL, token=TOKEN)


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """The menu with teams, with some of it changed."""
    text = TEAMS.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "menus.yml"
    path.write_text(text, encoding="utf-8")
    return path
