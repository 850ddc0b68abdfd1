"""The routes that Twilio calls: check that it is Twilio, see what the caller did, look up the document.

A state's address says everything there is to know, so that any worker on any machine can answer the next request.
"""

from typing import Final

from flask import Blueprint, Response, abort, g, request
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import BaseConverter

from ivr.script import WHISPER, Dialled, Event, Outcome, Pressed
from ivr.signature import signed_by_twilio
from ivr.twiml import DIALLED
from ivr.web.errors import noted, plainly
from ivr.web.serving import serving

AT_ONCE: Final = 20
"""Seconds; a conversation that is over sooner has fallen away, and the caller is offered another."""

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
    request.get_data()
    request.stream.read(1)  # raises 413 where a body without a length was cut off at the limit
    settings, signature = serving().settings, request.headers.get("X-Twilio-Signature", "")
    signed = signed_by_twilio(settings.public_url, _raw_target(), request.form, signature, settings.tokens)
    if not signed or (settings.account and request.form.get("AccountSid") != settings.account):
        serving().refusals.note()
        abort(403)
    g.from_twilio = True


@voice.post("/voice")
def begin() -> Response:
    """Answer the telephone."""
    edition = serving().publication.edition
    return _twiml(edition.document(edition.script.first, None, serving().clock()))


@voice.post("/voice/<edition_id>/<state>")
def proceed(edition_id: str, state: str) -> Response:
    """Go on from the state that the caller is in, in the edition that the call began in.

    Of an edition that nobody knows any more, only the fixed keys are known.
    """
    edition = serving().publisher.edition(edition_id)
    if edition is None:
        return _lost(state if state.startswith(WHISPER) else "")
    return _twiml(edition.document(state, _event(), serving().clock()))


@voice.post("/voice<anything:_address>")
def lost(_address: str) -> Response:
    """Lead a caller on from an address that does not exist; a call that begins there gets the opening."""
    if request.form.get("CallStatus") == "ringing":
        return begin()
    return _lost("")


def _lost(state: str) -> Response:
    return _twiml(serving().publication.edition.document(state, _event(), serving().clock()))


@voice.post("/voice/fallback")
def fall_back() -> Response:
    """Help a caller for whom something failed; asks for nothing that could be missing."""
    return _twiml(serving().publication.fallback.document(_event()))


@voice.post("/voice/status")
def take_note() -> Response:
    """Take note that a call has ended; nothing of it is kept."""
    return _twiml(b"<Response/>")


@voice.errorhandler(Exception)
def help_anyway(error: Exception) -> Response:
    """Give the caller speech and an advisor whatever went wrong; the log says where, never for whom."""
    noted(error)
    return _twiml(serving().publication.fallback.document()) if "from_twilio" in g else plainly(Forbidden())


def _raw_target() -> str:
    """Give the request target as it was sent; `request.url` has been decoded and put together again."""
    environ = request.environ
    return str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "")


def _event() -> Event | None:
    """Tell what happened: a dial is over, a key was pressed, or neither (silence leads to a state by itself)."""
    if DIALLED in request.args:
        return Dialled(_outcome())
    if digits := request.form.get("Digits"):
        return Pressed(digits)
    return Dialled(_outcome()) if "DialCallStatus" in request.form else None


def _outcome() -> Outcome:
    """Tell what became of ringing: answered, and not merely picked up without being connected, is a conversation.

    A result without DialBridged is believed; one that says anything but true is not (docs/voice/twiml/dial). What was
    completed without a conversation was ended by the caller with *, unless somebody had picked up, and not accepted.
    """
    status, seconds = request.form.get("DialCallStatus"), _seconds()
    if request.form.get("DialBridged", "true").lower() == "true" and status in ("completed", "answered"):
        return Outcome.DROPPED if seconds is not None and seconds <= AT_ONCE else Outcome.CONVERSATION
    return Outcome.BACK if status == "completed" and not seconds else Outcome.NOBODY


def _seconds() -> int | None:
    """Tell for how many seconds somebody had picked up, where that was told; years are not believed."""
    told = request.form.get("DialCallDuration", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None


def _twiml(document: bytes) -> Response:
    return Response(document, mimetype="text/xml", headers={"Cache-Control": "no-store"})
