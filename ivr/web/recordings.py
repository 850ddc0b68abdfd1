"""Serves the recordings to Twilio's audio cache: by what they contain, so that they can be kept for ever.

What is asked for is looked up among the recordings of the edition; no path is ever made from a request.
"""

from typing import Final

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from ivr.recording import Recording
from ivr.settings import RECORDINGS_PATH
from ivr.web.serving import serving

FOREVER: Final = "public, max-age=31536000, immutable"

SOUND: Final = "audio/wav"

recordings = Blueprint("recordings", __name__, url_prefix=RECORDINGS_PATH)


@recordings.get("/<path:name>")
def play(name: str) -> BaseResponse:
    """Give the bytes of a recording, a range of them, or 304 to whoever has them."""
    recording = serving().publisher.recording(name)
    if recording is None:
        abort(404)
    etag = f'"{recording.digest}"'
    if request.environ.get("HTTP_IF_NONE_MATCH") == etag:
        return _lasting(Response(status=304, content_type=SOUND), etag)
    return _sound(recording, etag)


def _sound(recording: Recording, etag: str) -> BaseResponse:
    """Send the file, or what a range or a rarer condition asks for.

    One that was replaced meanwhile says the same words, but is not to be kept under this address.
    """
    try:
        content, unchanged = recording.read()
    except OSError:
        abort(404)
    response = Response(content, content_type=SOUND)
    if not unchanged:
        return response
    return _lasting(response, etag).make_conditional(request, accept_ranges=True, complete_length=len(content))


def _lasting(response: Response, etag: str) -> Response:
    """Let everybody keep it."""
    response.headers.add("Cache-Control", FOREVER)
    response.headers.add("ETag", etag)
    return response
