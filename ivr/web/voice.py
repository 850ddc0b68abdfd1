"""The routes that Twilio calls: check that it is Twilio, see what the caller did, look up the document.

A state's address says everything there is to know, so that any worker on any machine can answer the next request.
"""

from typing import Final
from wsgiref.types import WSGIEnvironment

from flask import Blueprint, Response, abort, g, request
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import BaseConverter
from werkzeug.wsgi import get_content_length, get_input_stream

from ivr.counts import BEGUN, FALLBACK, Kind
from ivr.edition import Edition
from ivr.script import WAITING, WHISPER, Dialled, Event
from ivr.web.counting import count
from ivr.web.errors import DOCUMENT, noted, plainly
from ivr.web.events import event, is_queued
from ivr.web.serving import Serving, serving
from ivr.web.webhook import Webhook

MAX_BODY: Final = 64 * 1024
"""Bytes; Twilio's requests have less than four thousand."""

LEAVE: Final = b'<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>'
"""Leads a caller out of a queue, where nothing else that helps can be done: Twilio then asks how to go on."""

RINGING: Final = "ringing"
"""What Twilio says of a call that begins; one that is led back to the opening is under way."""

voice = Blueprint("voice", __name__)
voice.register_error_handler(HTTPException, plainly)


class Anything(BaseConverter):
    """Matches whatever no other route of Twilio's does."""

    regex = ".*"
    weight = 1000
    part_isolating = False


@voice.before_request
def only_twilio() -> None:
    """Answer only who knows the token, and only for the account that the line belongs to."""
    here, environ = serving(), request.environ
    asked = Webhook.read(environ, _body(environ))
    if not asked.is_believed(here.settings):
        here.refusals.note()
        here.metrics.count("signature_failures")
        abort(403)
    g.asked = asked


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


@voice.post("/voice")
def begin() -> Response:
    """Answer the telephone; who is led here by the fallback is in a call that began before."""
    here = serving()
    if g.asked.parameters.get("CallStatus", RINGING) == RINGING:
        count(here, Kind.CALL, BEGUN)
    edition = here.publication.edition
    return _next(here, edition, edition.script.first, None)


@voice.post("/voice/<edition_id>/<state>")
def proceed(edition_id: str, state: str) -> Response:
    """Go on from the state that the caller is in, in the edition that the call began in.

    Of an edition that nobody knows any more, only the fixed keys are known.
    """
    here = serving()
    edition = here.publisher.edition(edition_id)
    if edition is None:
        return _twiml(LEAVE) if state.startswith(WAITING) else _lost(here, state if state.startswith(WHISPER) else "")
    return _next(here, edition, state, _event(here, state))


@voice.post("/voice<anything:_address>")
def lost(_address: str) -> Response:
    """Lead a caller on from an address that does not exist; a call that begins there gets the opening."""
    if g.asked.parameters.get("CallStatus") == RINGING:
        return begin()
    return _lost(serving(), "")


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


def _lost(here: Serving, state: str) -> Response:
    return _next(here, here.publication.edition, state, _event(here, state))


@voice.post("/voice/fallback")
def fall_back() -> Response:
    """Help a caller for whom something failed; asks for nothing that could be missing."""
    here = serving()
    event = _event(here)
    if event is None:
        count(here, Kind.STATE, FALLBACK)
    return _twiml(here.publication.fallback.document(event))


@voice.post("/voice/status")
def take_note() -> Response:
    """Take note that a call has ended; nothing of it is kept."""
    return _twiml(b"<Response/>")


@voice.errorhandler(Exception)
def help_anyway(error: Exception) -> Response:
    """Give the caller speech and an advisor whatever went wrong; the log says where, never for whom."""
    noted(error)
    if "asked" not in g:
        return plainly(Forbidden())
    if (request.view_args or {}).get("state", "").startswith(WAITING):
        return _twiml(LEAVE)
    here = serving()
    count(here, Kind.STATE, FALLBACK)
    return _twiml(here.publication.fallback.document())


def _event(here: Serving, state: str = "") -> Event | None:
    """Tell what happened, and count what became of reaching an advisor; what an advisor's side tells is the same."""
    asked: Webhook = g.asked
    happened = event(asked, lambda: here.api.works())
    if isinstance(happened, Dialled) and not state.startswith(WHISPER):
        count(here, Kind.QUEUE if is_queued(asked) else Kind.CONNECTING, happened.outcome.value)
    return happened


def _twiml(document: bytes) -> Response:
    return Response(document, content_type=DOCUMENT)
