"""The studio's addresses: the page, what it is made of, the menu, recordings, and a call that goes on."""

from importlib.resources import files
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from ivr.prompts import Recording
from ivr.studio.asked import Asked, AskedAmissError
from ivr.studio.guard import Guard, protect
from ivr.studio.menus import Menus, Shown, Which
from ivr.studio.picture import Picture
from ivr.studio.telephone import Played, play
from ivr.studio.telling import as_code, told
from ivr.web.errors import noted
from ivr.web.serving import serving

TYPES: Final = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "html": "text/html"}
CHANGED: Final = "Dit menu is veranderd sinds u belde. Bel opnieuw om het nieuwe te horen."


def studio(guard: Guard, menus: Menus) -> Blueprint:
    """Make the routes of one line's studio."""
    routes = Blueprint("studio", __name__, url_prefix="/studio")
    routes.before_request(guard.looks)
    routes.after_request(protect)
    routes.register_error_handler(AskedAmissError, lambda error: _refused(error, 400))
    routes.register_error_handler(Exception, _failed)
    static = {file.name: file.read_bytes() for file in files("ivr.studio").joinpath("static").iterdir()}

    @routes.get("")
    def page() -> Response:
        return _file("studio.html", static["studio.html"])

    @routes.get("/static/<name>")
    def part(name: str) -> Response:
        return _file(name, static[name]) if name in static else abort(404)

    @routes.get("/prompts/<path:name>")
    def recording(name: str) -> BaseResponse:
        return _sound(menus.recording(name))

    @routes.get("/menu/<any(draft, live):which>")
    def menu(which: Which) -> Response:
        return jsonify(Picture(menus.shown(which)).told(which, menus.shown("live").edition.id))

    @routes.post("/call")
    def call() -> Response:
        shown, played = _played(menus)
        return jsonify(told(played, shown, Picture(shown).states))

    @routes.post("/test")
    def test() -> Response:
        shown, played = _played(menus)
        return jsonify({"test": as_code(played, shown, menus.settings)})

    return routes


def _played(menus: Menus) -> tuple[Shown, Played]:
    """Make the call again that the page asks for; a call goes on in the edition in which it began."""
    asked = Asked.read(request.get_json(silent=True))
    shown = menus.find(asked.which, asked.edition) if asked.edition else menus.shown(asked.which)
    if shown is None:
        abort(_refused(CHANGED, 409))
    return shown, play(shown, menus.settings, asked, serving().clock())


def _sound(recording: Recording | None) -> BaseResponse:
    """Send a recording, or the range of it that a browser asks for."""
    try:
        content = recording.read()[0] if recording else abort(404)
    except OSError:
        abort(404)
    response = Response(content, mimetype="audio/wav")
    return response.make_conditional(request, accept_ranges=True, complete_length=len(content))


def _file(name: str, content: bytes) -> Response:
    return Response(content, mimetype=TYPES[name.rpartition(".")[2]])


def _refused(why: object, status: int) -> Response:
    response = jsonify({"error": str(why)})
    response.status_code = status
    return response


def _failed(error: Exception) -> Any:
    """What strangers get is told by the application; a fault of the program is noted, and nothing of the request."""
    if isinstance(error, HTTPException):
        return error if error.response else _refused(f"{error.code} {error.name}", error.code or 500)
    noted(error)
    return _refused("Er ging iets mis in het programma. Voor bellers verandert er niets.", 500)
