"""The least that Flask can do, and WSGI without it; imports nothing else, since its memory and its start count too."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response

DOCUMENT = b'<?xml version="1.0" encoding="UTF-8"?><Response>%s<Redirect>/voice</Redirect></Response>' % (b" " * 600)
"""As long as a document of the line's is."""


def make() -> Flask:
    """Make Flask with routes that look at nothing and give a constant."""
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule("/healthz", "alive", lambda: {"alive": True})

    @bare.post("/voice/<edition>/<state>")
    def constant(edition: str, state: str) -> Response:
        return Response(DOCUMENT, mimetype="text/xml")

    return bare


app = make()


def raw(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Give a constant, whatever is asked."""
    start_response("200 OK", [("Content-Type", "text/xml"), ("Content-Length", str(len(DOCUMENT)))])
    return [DOCUMENT]
