"""The line with faults in the program, for gunicorn: what fails is named by an environment variable."""

import os
import time
from pathlib import Path
from typing import NoReturn

from flask import Flask, request
from gunicorn.arbiter import Arbiter
from msgspec import structs

from ivr.edition import Publisher
from ivr.press import Apart
from ivr.settings import Settings
from ivr.web.application import application
from ivr.web.serving import Serving
from ivr.web.voice import ASKED

FAILS = "TEST_FAILS"
HANGS = 20.0


class CarelessError(Exception):
    """Says all that it knows, as careless exceptions do."""


def fail(*_arguments: object) -> NoReturn:
    """Fail with everything of the request in the message."""
    raise CarelessError(request.url, dict(request.environ[ASKED].parameters), request.headers)


def hang(*_arguments: object) -> NoReturn:
    """Keep a request as long as a test lasts."""
    time.sleep(HANGS)
    fail()


def end_at_once() -> None:
    """End a new worker as gunicorn does when it cannot start, once a test wants it to."""
    if (Path(os.environ["IVR_STATE"]) / FAILS).exists():
        os._exit(Arbiter.WORKER_BOOT_ERROR)


class FailingFallback:
    """A last resort that fails too."""

    document = staticmethod(fail)


def serving() -> Serving:
    """The line as wsgi.py makes it, but for one thing."""
    settings = Settings.read(os.environ)
    publisher = Publisher.start(settings, Apart())
    made = Serving(settings, publisher)
    match os.environ[FAILS]:
        case "clock":
            return structs.replace(made, clock=fail)
        case "publication":
            publisher.refresh = fail  # type: ignore[method-assign, assignment]
        case "everything":
            publisher.publication = structs.replace(publisher.publication, fallback=FailingFallback())
            return structs.replace(made, clock=fail)
        case "hanging":
            return structs.replace(made, clock=hang)
        case "starting":
            os.register_at_fork(after_in_child=end_at_once)
    return made


def make() -> Flask:
    """Make it, in gunicorn's own process."""
    made = application(serving())
    if os.environ[FAILS] == "after":
        made.after_request_funcs["voice"] = [fail]
    return made
