"""The line with a fault in the program, for gunicorn: the clock fails, and with it every request of a call."""

import os
from datetime import datetime

from msgspec.structs import replace

from ivr.edition import Publisher
from ivr.press import Apart
from ivr.settings import Settings
from ivr.web.application import application
from ivr.web.serving import Serving


def no_clock() -> datetime:
    """Fail as a program does."""
    raise ZeroDivisionError


def serving() -> Serving:
    """The line as wsgi.py makes it, but for the clock."""
    settings = Settings.read(os.environ)
    return replace(Serving(settings, Publisher.start(settings, Apart())), clock=no_clock)


app = application(serving())
