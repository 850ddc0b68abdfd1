"""The routes that Twilio calls: check that it is Twilio, see what the caller did, look up the document.

A state's address says everything there is to know, so that any worker on any machine can answer the next request.
"""

from typing import Final

from flask import Blueprint, Response, abort, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import BaseConverter

from ivr.counts import BEGUN, FALLBACK, Kind
from ivr.edition import Edition
from ivr.script import WAITING, WHISPER, Dialled, Event
from ivr.signature import is_told, signed_by_twilio
from ivr.web.counting import count
from ivr.web.errors import noted, plainly
from ivr.web.events import event, is_queued
from ivr.web.serving import serving

MAX_BODY: Final = 64 * 1024
"""Bytes; Twilio's requests have less than four thousand."""

FORM: Final = "application/x-www-form-urlencoded"

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
    body, account = _body(), serving().settings.account
    if not _is_signed(body) or (account and request.form.get("AccountSid") != account):
        serving().refusals.note()
        serving().metrics.count("signature_failures")
        abort(403)
    g.from_twilio = True


def _body() -> bytes:
    """Read the body to its end; raises 413 above the limit, and 400 where it breaks off or is no HTTP."""
    try:
        body = request.get_data()
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 - each server has its own for what a stranger sends
        abort(400)
    if len(body) > MAX_BODY:
        abort(413)
    return body


def _is_signed(body: bytes) -> bool:
    """Tell whether Twilio has signed all of this request: what was not read as a form counts by its hash."""
    settings, target = serving().settings, _raw_target()
    form = request.form if request.mimetype == FORM else MultiDict[str, str]()
    signature = request.headers.get("X-Twilio-Signature", "")
    signed = signed_by_twilio(settings.public_url, target, form, signature, settings.tokens)
    return signed and (bool(form) or is_told(body, target))


@voice.post("/voice")
def begin() -> Response:
    """Answer the telephone; who is led here by the fallback is in a call that began before."""
    if request.form.get("CallStatus", RINGING) == RINGING:
        count(Kind.CALL, BEGUN)
    edition = serving().publication.edition
    return _given(edition, edition.script.after(edition.script.first, None, serving().clock()))


@voice.post("/voice/<edition_id>/<state>")
def proceed(edition_id: str, state: str) -> Response:
    """Go on from the state that the caller is in, in the edition that the call began in.

    Of an edition that nobody knows any more, only the fixed keys are known.
    """
    edition = serving().publisher.edition(edition_id)
    if edition is None:
        return _twiml(LEAVE) if state.startswith(WAITING) else _lost(state if state.startswith(WHISPER) else "")
    return _given(edition, _rung(edition, edition.script.after(state, _event(state), serving().clock())))


@voice.post("/voice<anything:_address>")
def lost(_address: str) -> Response:
    """Lead a caller on from an address that does not exist; a call that begins there gets the opening."""
    if request.form.get("CallStatus") == RINGING:
        return begin()
    return _lost("")


def _rung(edition: Edition, state: str) -> str:
    """Ring the advisors of this state, if a caller in a queue waits for them; give the state to go on in."""
    summon = edition.script.summons(state)
    if summon is None:
        return state
    url = f"{serving().settings.public_url}{edition.address(summon.whisper)}"
    if serving().api.rings(summon, url):
        return state
    serving().metrics.count("queue_api_failures")
    return summon.failed


def _lost(state: str) -> Response:
    edition = serving().publication.edition
    return _given(edition, edition.script.after(state, _event(state), serving().clock()))


@voice.post("/voice/fallback")
def fall_back() -> Response:
    """Help a caller for whom something failed; asks for nothing that could be missing."""
    event = _event()
    if event is None:
        count(Kind.STATE, FALLBACK)
    return _twiml(serving().publication.fallback.document(event))


@voice.post("/voice/status")
def take_note() -> Response:
    """Take note that a call has ended; nothing of it is kept."""
    return _twiml(b"<Response/>")


@voice.errorhandler(Exception)
def help_anyway(error: Exception) -> Response:
    """Give the caller speech and an advisor whatever went wrong; the log says where, never for whom."""
    noted(error)
    if "from_twilio" not in g:
        return plainly(Forbidden())
    if (request.view_args or {}).get("state", "").startswith(WAITING):
        return _twiml(LEAVE)
    count(Kind.STATE, FALLBACK)
    return _twiml(serving().publication.fallback.document())


def _raw_target() -> str:
    """Give the request target as it was sent; `request.url` has been decoded and put together again."""
    environ = request.environ
    return str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "")


def _event(state: str = "") -> Event | None:
    """Tell what happened, and count what became of reaching an advisor; what an advisor's side tells is the same."""
    happened = event(serving().api.works)
    if isinstance(happened, Dialled) and not state.startswith(WHISPER):
        count(Kind.QUEUE if is_queued() else Kind.CONNECTING, happened.outcome.value)
    return happened


def _given(edition: Edition, state: str) -> Response:
    count(Kind.STATE, state)
    return _twiml(edition.documents[state])


def _twiml(document: bytes) -> Response:
    return Response(document, mimetype="text/xml", headers={"Cache-Control": "no-store"})
