"""What the telephone asks for: the menu that is called, its recordings, and a call that goes on."""

from typing import Final

from flask import Blueprint, Response, abort, jsonify
from werkzeug.wrappers import Response as BaseResponse

from ivr.recording import Recording
from ivr.studio.answers import Refusal, asked, audio
from ivr.studio.asked import Asked
from ivr.studio.counted import chosen
from ivr.studio.menus import Menus, Shown, Which
from ivr.studio.picture import Picture
from ivr.studio.telephone import Played, play
from ivr.studio.telling import as_code, told
from ivr.studio.verdicts import verdicts
from ivr.web.serving import serving

CHANGED: Final = "Dit menu is veranderd sinds u belde. Bel opnieuw om het nieuwe te horen."


def add_calling(routes: Blueprint, menus: Menus) -> None:
    """Add what the telephone asks for."""

    @routes.get("/prompts/<path:name>")
    def recording(name: str) -> BaseResponse:
        return sound(menus.recording(name))

    @routes.get("/menu/<any(draft, live):which>")
    def menu(which: Which) -> Response:
        live = menus.shown("live")
        seen = Picture(menus.shown(which)).told(which, live.edition.id)
        return jsonify(seen | ({"chosen": chosen(menus.settings, live.file.line)} if which == "live" else {}))

    @routes.get("/verdicts/<any(draft, live):which>")
    def judged(which: Which) -> Response:
        return jsonify(verdicts(menus.shown(which), menus.settings.state))

    @routes.post("/call")
    def call() -> Response:
        shown, played = _played(menus)
        return jsonify(told(played, shown, Picture(shown).states))

    @routes.post("/test")
    def test() -> Response:
        shown, played = _played(menus)
        file = menus.drafts.file if shown.is_draft else menus.settings.menus
        return jsonify({"test": as_code(played, shown, file, menus.settings.numbers)})


def _played(menus: Menus) -> tuple[Shown, Played]:
    """Make the call again that the page asks for; a call goes on in the edition in which it began."""
    call = Asked.read(asked())
    shown = menus.find(call.which, call.edition) if call.edition else menus.shown(call.which)
    if shown is None:
        raise Refusal(CHANGED, 409)
    return shown, play(shown, menus.settings, call, serving().clock())


def sound(recording: Recording | None) -> BaseResponse:
    """Send a recording, or the range of it that a browser asks for."""
    try:
        content = recording.read()[0] if recording else abort(404)
    except OSError:
        abort(404)
    return audio(content)
