"""The routes that Twilio calls: check that it is Twilio, see what the caller did, look up the document.

A state's address says everything there is to know, so that any worker on any machine can answer the next request.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from wsgiref.types import WSGIEnvironment

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import BaseConverter
from werkzeug.wsgi import get_content_length, get_input_stream

from ivr.counts import BEGUN, FALLBACK, Kind
from ivr.edition import Edition
from ivr.script import WAITING, WHISPER, Dialled, Event
from ivr.web.counting import count
from ivr.web.errors import Document, noted, plainly
from ivr.web.events import event, is_queued
from ivr.web.serving import Serving
from ivr.web.webhook import Webhook

MAX_BODY: Final = 64 * 1024
"""Bytes; Twilio's requests have less than four thousand."""

LEAVE: Final = b'<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>'
"""Leads a caller out of a queue, where nothing else that helps can be done: Twilio then asks how to go on."""

RINGING: Final = "ringing"
"""What Twilio says of a call that begins; one that is led back to the opening is under way."""

ASKED: Final = "ivr.asked"
"""Where the environment of a request has what Twilio told, once that is believed."""


class Anything(BaseConverter):
    """Matches whatever no other route of Twilio's does."""

    regex = ".*"
    weight = 1000
    part_isolating = False


def voice(here: Serving) -> Blueprint:
    """Make the routes of a line; each is told what Twilio tells, and the caller is helped whatever goes wrong."""
    routes = Blueprint("voice", __name__)
    routes.register_error_handler(HTTPException, plainly)
    routes.register_error_handler(Exception, partial(_help_anyway, here))
    for rule, view in _ROUTES.items():
        routes.add_url_rule(rule, view.__name__, partial(_answer, here, view), methods=["POST"])
    return routes


def _answer(here: Serving, view: Callable[..., Response], **address: str) -> Response:
    return view(here, believed(here, request.environ), **address)


def believed(here: Serving, environ: WSGIEnvironment) -> Webhook:
    """Read what Twilio tells; raises 403 for who does not know the token, and for any account but the line's."""
    asked = Webhook.read(environ, _body(environ))
    if not asked.is_believed(here.settings):
        here.refusals.note()
        here.metrics.count("signature_failures")
        abort(403)
    environ[ASKED] = asked
    return asked


def _body(environ: WSGIEnvironment) -> bytes:
    """Read the body to its end; raises 413 above the limit, and 400 where it breaks off or is no HTTP."""
    length = get_content_length(environ) or 0
    if length > MAX_BODY:
        abort(413)
    stream, wanted, body = environ["wsgi.input"] if length else get_input_stream(environ), length or MAX_BODY + 1, b""
    try:
        while len(body) < wanted and (more := stream.read(wanted - len(body))):
            body += more
    except Exception:  # noqa: BLE001 - each server has its own for what a stranger sends
        abort(400)
    if len(body) < length:
        abort(400)
    if len(body) > MAX_BODY:
        abort(413)
    return body


def begin(here: Serving, asked: Webhook) -> Response:
    """Answer the telephone; who is led here by the fallback is in a call that began before."""
    if asked.parameters.get("CallStatus", RINGING) == RINGING:
        count(here, Kind.CALL, BEGUN)
    edition = here.publication.edition
    return _next(here, edition, edition.script.first, None)


def proceed(here: Serving, asked: Webhook, edition_id: str, state: str) -> Response:
    """Go on from the state that the caller is in, in the edition that the call began in.

    Of an edition that nobody knows any more, only the fixed keys are known.
    """
    edition = here.publisher.edition(edition_id)
    if edition:
        return _next(here, edition, state, _event(here, asked, state))
    if state.startswith(WAITING):
        return _twiml(LEAVE)
    return _lost(here, asked, state if state.startswith(WHISPER) else "")


def lost(here: Serving, asked: Webhook, _address: str) -> Response:
    """Lead a caller on from an address that does not exist; a call that begins there gets the opening."""
    if asked.parameters.get("CallStatus") == RINGING:
        return begin(here, asked)
    return _lost(here, asked)


def fall_back(here: Serving, asked: Webhook) -> Response:
    """Help a caller for whom something failed; asks for nothing that could be missing."""
    happened = _event(here, asked)
    if happened is None:
        count(here, Kind.STATE, FALLBACK)
    return _twiml(here.publication.fallback.document(happened))


def take_note(_here: Serving, _asked: Webhook) -> Response:
    """Take note that a call has ended; nothing of it is kept."""
    return _twiml(b"<Response/>")


_ROUTES: Final[Mapping[str, Callable[..., Response]]] = {
    "/voice": begin,
    "/voice/<edition_id>/<state>": proceed,
    "/voice/fallback": fall_back,
    "/voice/status": take_note,
    "/voice<anything:_address>": lost,
}


def _next(here: Serving, edition: Edition, state: str, happened: Event | None) -> Response:
    """Give the document of the state that follows."""
    now = here.clock()
    state = _rung(here, edition, edition.script.after(state, happened, now))
    count(here, Kind.STATE, state, now)
    return _twiml(edition.documents[state])


def _rung(here: Serving, edition: Edition, state: str) -> str:
    """Ring the advisors of this state, if a caller in a queue waits for them; give the state to go on in."""
    summon = edition.script.summons(state)
    if summon is None:
        return state
    url = f"{here.settings.public_url}{edition.address(summon.whisper)}"
    if here.api.rings(summon, url):
        return state
    here.metrics.count("queue_api_failures")
    return summon.failed


def _lost(here: Serving, asked: Webhook, state: str = "") -> Response:
    return _next(here, here.publication.edition, state, _event(here, asked, state))


def _event(here: Serving, asked: Webhook, state: str = "") -> Event | None:
    """Tell what happened, and count what became of reaching an advisor; what an advisor's side tells is the same."""
    happened = event(asked, lambda: here.api.works())
    if isinstance(happened, Dialled) and not state.startswith(WHISPER):
        count(here, Kind.QUEUE if is_queued(asked) else Kind.CONNECTING, happened.outcome.value)
    return happened


def _help_anyway(here: Serving, error: Exception) -> Response:
    """Give the caller speech and an advisor whatever went wrong; the log says where, never for whom."""
    noted(error)
    if ASKED not in request.environ:
        return plainly(Forbidden())
    if (request.view_args or {}).get("state", "").startswith(WAITING):
        return _twiml(LEAVE)
    count(here, Kind.STATE, FALLBACK)
    return _twiml(here.publication.fallback.document())


def _twiml(document: bytes) -> Response:
    return Document(document)
