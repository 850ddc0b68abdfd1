"""What the page for recording asks for: the texts, and to keep what somebody has spoken."""

from typing import Final

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from ivr.keeping import Place
from ivr.prompts.decoding import LARGEST
from ivr.studio.answers import Refusal, audio
from ivr.studio.guard import takes
from ivr.studio.keeping import NOTHING, Keeper
from ivr.studio.menus import Menus
from ivr.studio.speaking import Speaking, must_be_known, page

TOO_LARGE: Final = f"Dit bestand is te groot: hoogstens {LARGEST // 1_000_000} MB. {NOTHING}"
NO_TEXT: Final = f"Deze tekst staat niet meer in het menu. Laad de pagina opnieuw. {NOTHING}"


def add_recording(routes: Blueprint, menus: Menus) -> None:
    """Add what the page for recording asks for."""

    @routes.get("/record/texts")
    def texts() -> Response:
        return jsonify(page(menus, request.args.get("voice", "")))

    @routes.post("/record/<voice>/<prompt>")
    @takes(LARGEST)
    def keep(voice: str, prompt: str) -> Response:
        keeper = _keeper(menus, voice, prompt)
        keeper.keep(_sound(), request.args.get("over", ""))
        return jsonify(Speaking.of(menus, voice).one(keeper.place.text))

    @routes.post("/record/<voice>/<prompt>/<digest>")
    def put_back(voice: str, prompt: str, digest: str) -> Response:
        keeper = _keeper(menus, voice, prompt)
        keeper.put_back(digest, request.args.get("over", ""))
        return jsonify(Speaking.of(menus, voice).one(keeper.place.text))

    @routes.get("/record/<voice>/<prompt>/<digest>.wav")
    def spoken(voice: str, prompt: str, digest: str) -> BaseResponse:
        try:
            return audio(_keeper(menus, voice, prompt).sound(digest) or abort(404))
        except OSError:
            abort(404)


def _keeper(menus: Menus, voice: str, prompt: str) -> Keeper:
    """Where this text is kept in this voice; raises Refusal where there is no such voice or text."""
    settings = menus.settings
    must_be_known(menus, voice)
    speaking = Speaking.of(menus, voice)
    if (text := speaking.text(prompt)) is None:
        raise Refusal(NO_TEXT, 409)
    language = speaking.draft.file.line.language
    return Keeper(Place(settings.prompts, settings.state, voice, language, text), speaking.served)


def _sound() -> bytes:
    """What was spoken, as it comes from a microphone or a file."""
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise Refusal(TOO_LARGE, 413) from None
