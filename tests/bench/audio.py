"""What a recording costs that is fetched, and one that is known already, beside Flask's own `send_file`."""

from collections.abc import Iterator, Mapping
from itertools import repeat
from pathlib import Path

from flask import Flask, Response, send_file

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.simulator import Request
from ivr.simulator.wsgi import environ
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.bench.figures import Effort, Figure
from tests.bench.process import settings
from tests.bench.timing import Work, answers, spread
from tests.conftest import URL

AGAIN = "304 NOT MODIFIED"


def audio(folder: Path, effort: Effort) -> Iterator[Figure]:
    """How many times as fast as `send_file`."""
    given = settings(folder)
    made = publish(given.menus, given.prompts, given.numbers)
    name, recording = next(iter(made.edition.recordings.items()))
    line, plain = application(Serving(given, Fixed(made))), _plain(recording.path, recording.digest)
    known = {"If-None-Match": f'"{recording.digest}"'}
    variants = {
        "line": _fetch(line, f"/prompts/{name}", {}, "200 OK"),
        "plain": _fetch(plain, "/recording", {}, "200 OK"),
        "line again": _fetch(line, f"/prompts/{name}", known, AGAIN),
        "plain again": _fetch(plain, "/recording", known, AGAIN),
    }
    costs, apart = spread(variants, effort.batches, 3)
    yield Figure("audio", "a recording (200), to the line", costs["plain"] / costs["line"], noise=apart)
    again = costs["plain again"] / costs["line again"]
    yield Figure("audio", "one that is known (304), to the line", again, least=3.0, noise=apart)


def _plain(path: Path, digest: str) -> Flask:
    app = Flask("plain", static_folder=None)

    @app.get("/recording")
    def recording() -> Response:
        return send_file(path, etag=digest, max_age=31536000)

    return app


def _fetch(app: Flask, target: str, headers: Mapping[str, str], status: str) -> Work:
    asked = environ(Request("GET", URL + target, headers, b""))
    return answers(app, (dict(one) for one in repeat(asked)), size=60, status=status)
