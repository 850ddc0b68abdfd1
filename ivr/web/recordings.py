"""Serves the recordings to Twilio's audio cache: by what they contain, so that they can be kept for ever.

What is asked for is looked up among the recordings of the edition; no path is ever made from a request.
"""

from typing import Final

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from ivr.prompts import Recording
from ivr.web.serving import serving

FOREVER: Final = "public, max-age=31536000, immutable"

recordings = Blueprint("recordings", __name__, url_prefix="/prompts")


@recordings.get("/<digest>/<file>")
def play(digest: str, file: str) -> BaseResponse:
    """Give the bytes of a recording, a range of them, or 304 to whoever has them."""
    recording = serving().publication.edition.recordings.get(digest)
    if recording is None or recording.file != file:
        abort(404)
    if digest in request.if_none_match:
        return _kept(Response(status=304), digest)
    return _sound(recording)


def _sound(recording: Recording) -> BaseResponse:
    """Send the file; one that was replaced meanwhile says the same words, but is not to be kept under this address."""
    try:
        content, unchanged = recording.read()
    except OSError:
        abort(404)
    response = Response(content, mimetype="audio/wav", headers={"Cache-Control": "no-store"})
    if not unchanged:
        return response
    return _kept(response, recording.digest).make_conditional(request, accept_ranges=True, complete_length=len(content))


def _kept(response: Response, digest: str) -> Response:
    response.headers["Cache-Control"] = FOREVER
    response.set_etag(digest)
    return response
