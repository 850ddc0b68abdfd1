"""The addresses that Twilio asks for in a call of a speaker: check that it is Twilio, see what was keyed, go on."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, g, request
from werkzeug.exceptions import Forbidden, HTTPException

from ivr.dictation import session
from ivr.dictation.attempts import Attempts, Verdict
from ivr.dictation.documents import Part, document
from ivr.dictation.drafts import Drafts
from ivr.dictation.fetching import NotThereYet, Unreachable, is_sid, sid_of
from ivr.dictation.taking import CannotTake, Taking
from ivr.dictation.texts import Texts
from ivr.dictation.words import words
from ivr.keeping import Served
from ivr.prompts import BadVoice, Refused, Voice
from ivr.prompts.speaker import Entry
from ivr.prompts.voice import FILE
from ivr.settings import Settings, SettingsError
from ivr.web.errors import Document, noted, plainly
from ivr.web.serving import serving
from ivr.web.voice import believed

log = logging.getLogger(__name__)

HUNG_UP: Final = "hangup"
"""What Twilio gives for the key that ended a recording when the speaker hung up (docs/voice/twiml/record)."""


class TextGone(Exception):  # noqa: N818 - reads as what happened
    """The menu has changed during the call, and has no such text any more."""


def dictation(settings: Settings, pin: str) -> tuple[Blueprint, Blueprint]:
    """Make the routes of a line on which this PIN gets speakers in, and the one that gives Twilio a take to play.

    Raises SettingsError where a computer voice already has the folder.
    """
    _must_be_for_people(settings.prompts / settings.recording_voice)
    drafts = Drafts(settings.state / "dictation" / "drafts")
    attempts = Attempts(settings.state / "dictation" / "wrong-pins")
    routes = Blueprint("dictation", __name__, url_prefix=session.BASE)
    routes.before_request(_only_twilio)
    routes.register_error_handler(TextGone, _begins_again)
    routes.register_error_handler(HTTPException, plainly)
    routes.register_error_handler(Exception, _ends_politely)
    _let_in(routes, attempts, drafts, pin)
    _go_through(routes)
    _record(routes, settings, drafts)
    _judge(routes, settings, drafts)
    return routes, _heard(drafts)


def _only_twilio() -> None:
    g.asked = believed(serving(), request.environ)


def _must_be_for_people(folder: Path) -> None:
    """Callers would hear two voices, and `voice.yml` would be true of one of them."""
    try:
        kind = Voice.read(folder).kind
    except BadVoice:
        return
    if kind == "synthetic":
        raise SettingsError(
            f"IVR_RECORDING_VOICE is {folder.name}, and its {FILE} says that a computer speaks there. Set it to a "
            "folder for people, such as marije."
        )


def _let_in(routes: Blueprint, attempts: Attempts, drafts: Drafts, pin: str) -> None:
    @routes.post("")
    def begin() -> Response:
        drafts.forget(_now())
        if attempts.are_too_many(_now()):
            return _told(session.ends(words().closed))
        return _told(session.asks_pin(0, words().welcome))

    @routes.post("/pin/<int:tries>")
    def pin_keyed(tries: int) -> Response:
        keyed = g.asked.parameters.get("Digits", "")
        if not keyed:
            return _told(session.asks_pin(tries))
        match attempts.judge(pin, keyed, _now()):
            case Verdict.RIGHT:
                return _told(session.begins(_texts()))
            case Verdict.NOT_NOW:
                return _told(session.ends(words().closed))
            case Verdict.WRONG:
                log.warning("Somebody keyed a wrong PIN to record by telephone. If it was no speaker, change the PIN.")
                return _told(session.asks_pin(tries, words().wrong_pin))


def _go_through(routes: Blueprint) -> None:
    @routes.post("/next/<int:number>")
    def next_text(number: int) -> Response:
        return _told(session.goes_on(_texts(), number))

    @routes.post("/text/<text>/<int:silent>")
    def read_text(text: str, silent: int) -> Response:
        texts, entry = _found(text)
        return _told(session.reads(texts, entry, silent))

    @routes.post("/reading/<text>")
    def reading(text: str) -> Response:
        texts, entry = _found(text)
        match g.asked.parameters.get("Digits"):
            case "3":
                return _told(session.goes_on(texts, entry.number))
            case "*":
                return _told(session.ends(words().goodbye))
            case _:
                return _told(session.records(texts, entry, 0))


def _record(routes: Blueprint, settings: Settings, drafts: Drafts) -> None:
    @routes.post("/taken/<text>")
    def taken(text: str) -> Response:
        taking, sid = Taking.of(settings, drafts, serving().clock()), sid_of(g.asked.parameters)
        if sid is None:
            return _told(session.refuses(text, 0, words().not_there))
        if g.asked.parameters.get("Digits") == HUNG_UP:
            taking.recordings.delete(sid)
            return _told(())
        return _told(_take(taking, text, sid, 0))

    @routes.post("/fetch/<text>/<sid>/<int:tries>")
    def fetch(text: str, sid: str, tries: int) -> Response:
        if not is_sid(sid):
            abort(404)
        return _told(_take(Taking.of(settings, drafts, serving().clock()), text, sid, tries))


def _judge(routes: Blueprint, settings: Settings, drafts: Drafts) -> None:
    @routes.post("/judge/<text>/<draft>/<int:silent>")
    def judge(text: str, draft: str, silent: int) -> Response:
        if drafts.find(draft):
            return _told(session.judges(text, draft, silent))
        return _told(session.refuses(text, silent))

    @routes.post("/judged/<text>/<draft>")
    def judged(text: str, draft: str) -> Response:
        taking = Taking.of(settings, drafts, serving().clock())
        return _told(_judged(taking, text, draft, g.asked.parameters.get("Digits", "")))


def _take(taking: Taking, text: str, sid: str, tries: int) -> Iterable[Part]:
    """Fetch what was recorded, and let the speaker judge it; what is not there yet is waited for."""
    try:
        texts, entry = _found(text)
    except TextGone:
        taking.recordings.delete(sid)
        raise
    try:
        result = taking.take(sid, entry.text, texts.language, _served())
    except NotThereYet:
        if tries < session.MOST_FETCHES:
            return session.waits(text, sid, tries + 1)
        taking.recordings.delete(sid)
        return session.refuses(text, 0, words().not_there)
    except Unreachable:
        return session.refuses(text, 0, words().not_there)
    except CannotTake:
        return session.ends(words().unusable)
    if isinstance(result, Refused):
        return session.refuses(text, 0, words().refused.format(reason=result.reason))
    return session.judges(text, result, 0)


def _judged(taking: Taking, text: str, draft: str, key: str) -> Iterable[Part]:
    """Do what the speaker chose; a key that means nothing has the take played once more."""
    texts, entry = _found(text)
    match key:
        case "1" if draft != session.NO_DRAFT:
            return _keep(taking, texts, entry, draft)
        case "2":
            taking.drafts.remove(draft)
            return session.records(texts, entry, 0)
        case "3":
            taking.drafts.remove(draft)
            return session.goes_on(texts, entry.number)
        case "*":
            taking.drafts.remove(draft)
            return session.ends(words().goodbye)
        case _ if taking.drafts.find(draft):
            return session.judges(text, draft, 0)
        case _:
            return session.refuses(text, 0)


def _keep(taking: Taking, texts: Texts, entry: Entry, draft: str) -> Iterable[Part]:
    try:
        kept = taking.keep(draft, entry.text, texts.language, _served())
    except CannotTake:
        return session.refuses(texts.id(entry), 0, words().not_kept)
    if isinstance(kept, Refused):
        return session.refuses(texts.id(entry), 0, words().refused.format(reason=kept.reason))
    if not kept:
        return session.refuses(texts.id(entry), 0, words().draft_gone)
    return session.goes_on(_texts(), entry.number, words().kept)


def _heard(drafts: Drafts) -> Blueprint:
    """Twilio signs no request for sound (docs/voice/twiml/play), so the name is what nobody else knows."""
    routes = Blueprint("drafts", __name__, url_prefix=session.BASE)

    @routes.get("/draft/<name>.wav")
    def draft(name: str) -> Response:
        content = drafts.find(name)
        return abort(404) if content is None else Response(content, mimetype="audio/wav")

    return routes


def _served() -> Served:
    return Served(serving().publication, serving().settings)


def _texts() -> Texts:
    return Texts.read(serving().publication, serving().settings)


def _found(text: str) -> tuple[Texts, Entry]:
    """The text with this id. Raises TextGone."""
    texts = _texts()
    entry = texts.find(text)
    if entry is None:
        raise TextGone
    return texts, entry


def _begins_again(_gone: TextGone) -> Response:
    """Go on with what is missing in the menu as it is now."""
    return _told(session.goes_on(_texts(), 0, words().changed))


def _now() -> float:
    return serving().clock().timestamp()


def _ends_politely(error: Exception) -> Response:
    """Whatever goes wrong is told to the speaker in a sentence, and to the administrator in the log."""
    noted(error)
    return _told(session.ends(words().failed)) if "asked" in g else plainly(Forbidden())


def _told(parts: Iterable[Part]) -> Response:
    return Document(document(parts))
