"""Two lines to attack: the shipped one, and one that rings advisors through Twilio's API."""

from collections.abc import Iterator

import pytest
from flask import Flask

from ivr.edition import Edition, Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, Office
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.calls.clock import NUMBERS as TEAMS
from tests.conftest import NUMBERS, ROOT, TOKEN, URL

MENUS = {ROOT / "menus.yml": NUMBERS, ROOT / "tests/menus/good/queue.yml": TEAMS}


class Target:
    """A line, the edition that it serves, and the office whose telephones it rings."""

    def __init__(self, app: Flask, edition: Edition, office: Office) -> None:
        self.app, self.edition, self.office = app, edition, office

    def __repr__(self) -> str:
        """Say which it is, and not everything that is in it: that is what hypothesis prints."""
        return f"<the line of edition {self.edition.id}>"


@pytest.fixture(scope="module")
def lines() -> Iterator[list[Target]]:
    """Both."""
    with Office(token=TOKEN) as office:
        yield [_line(Settings(URL, (TOKEN,), ACCOUNT, office.url, menus, ROOT / "prompts", numbers=numbers), office)
               for menus, numbers in MENUS.items()]  # fmt: skip


def _line(settings: Settings, office: Office) -> Target:
    publication = publish(settings.menus, settings.prompts, settings.numbers)
    return Target(application(Serving(settings, Fixed(publication))), publication.edition, office)
