"""What one running application serves, within reach of every route."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from flask import Flask, current_app
from msgspec import Struct, field

from ivr.counts import Tally
from ivr.edition import Fixed, Publication, Publisher
from ivr.settings import Settings
from ivr.web.calling import Api, Telephones
from ivr.web.errors import noted
from ivr.web.metrics import Metrics

log = logging.getLogger(__name__)

_NAME: Final = "ivr"
_MINUTE: Final = 60.0


def _now() -> datetime:
    return datetime.now(UTC)


class Refusals(Struct):
    """Tells an administrator that requests are refused, at most once a minute and nothing of what they held."""

    told: float = -_MINUTE

    def note(self) -> None:
        """Take note of one refused request."""
        if (now := time.monotonic()) - self.told >= _MINUTE:
            self.told = now
            log.warning(
                "Requests were refused with 403. When they are Twilio's: are TWILIO_AUTH_TOKEN and TWILIO_ACCOUNT_SID "
                "those of the account, and is IVR_PUBLIC_URL the address that the number calls?"
            )


class Serving(Struct, frozen=True, dict=True):
    """The settings of one application, and what it publishes."""

    settings: Settings
    publisher: Publisher | Fixed
    refusals: Refusals = field(default_factory=Refusals)
    clock: Callable[[], datetime] = _now
    """Tells the time, with its time zone."""
    calling: Callable[[Settings], Telephones] = Api
    """Makes what rings advisors."""
    tally: Tally | None = None
    """Counts what happens; None counts nothing."""

    @cached_property
    def metrics(self) -> Metrics:
        """What is counted."""
        return Metrics(wanted=self.settings.metrics_token is not None)

    @property
    def publication(self) -> Publication:
        """What callers get who call now."""
        return self.publisher.publication

    @property
    def today(self) -> date:
        """Which day it is by the line's own clock."""
        return self.day(self.clock())

    def day(self, moment: datetime) -> date:
        """Which day it was then by the line's own clock."""
        return moment.astimezone(self.publisher.publication.zone).date()

    @property
    def api(self) -> Telephones:
        """Twilio's API."""
        return self.calling(self.settings)

    def install(self, app: Flask) -> None:
        """Put it where `serving()` finds it."""
        app.extensions[_NAME] = self


def serving() -> Serving:
    """Give what the application that handles this request serves."""
    found = current_app.extensions[_NAME]
    assert isinstance(found, Serving)  # noqa: S101 - tells the type checker what application() has put there
    return found


def refresh(here: Serving) -> None:
    """Notice a changed menus.yml before a request is answered; whatever goes wrong then, the request is answered."""
    try:
        if here.publisher.refresh() and here.publication.fault:
            here.metrics.count("publication_errors")
    except Exception as error:  # noqa: BLE001 - a fault of the program over a menu is no reason to hang up
        noted(error)
