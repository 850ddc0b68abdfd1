"""What the page for recording asks for: the texts, the voices, and to keep what somebody has spoken."""

from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from ivr.prompts.decoding import LARGEST
from ivr.prompts.voice import introduce, is_voice_name, people
from ivr.studio.answers import Refusal, asked
from ivr.studio.keeping import Keeper, unwritable
from ivr.studio.menus import Menus
from ivr.studio.speaking import Speaking, unkept

MADE: Final = "Ingesproken in de studio van de lijn, met <welke microfoon, waar>."
LONGEST: Final = 300
"""Characters of what is told of a voice."""

TOO_LARGE: Final = f"Dit bestand is te groot: hoogstens {LARGEST // 1_000_000} MB. Er is niets vervangen."
NO_VOICE: Final = "Deze stem is er niet. Laad de pagina opnieuw."
NO_TEXT: Final = "Deze tekst staat niet meer in het menu. Laad de pagina opnieuw. Er is niets vervangen."
BAD_NAME: Final = "Geef de stem een korte naam van kleine letters, cijfers en streepjes, zoals marije."
IS_THERE: Final = "Er is al een map met opnamen die zo heet. Kies een andere naam."
NOT_TOLD: Final = "Vul in wie er spreekt en waarvoor de opnamen gebruikt mogen worden, elk op een regel."


def add_recording(routes: Blueprint, menus: Menus) -> None:
    """Add what the page for recording asks for."""

    @routes.get("/record/texts")
    def texts() -> Response:
        return jsonify(_texts(menus, request.args.get("voice", "")))

    @routes.post("/record/voices")
    def new_voice() -> Response:
        name = _introduce(menus, asked())
        return jsonify(_texts(menus, name))

    @routes.post("/record/<voice>/<prompt>")
    def keep(voice: str, prompt: str) -> Response:
        speaking, keeper = _keeper(menus, voice, prompt)
        keeper.keep(_sound(), request.args.get("over", ""))
        return jsonify(_again(speaking).one(keeper.text))

    @routes.post("/record/<voice>/<prompt>/<digest>")
    def put_back(voice: str, prompt: str, digest: str) -> Response:
        speaking, keeper = _keeper(menus, voice, prompt)
        keeper.put_back(digest, request.args.get("over", ""))
        return jsonify(_again(speaking).one(keeper.text))

    @routes.get("/record/<voice>/<prompt>/<digest>.wav")
    def spoken(voice: str, prompt: str, digest: str) -> BaseResponse:
        _, keeper = _keeper(menus, voice, prompt)
        try:
            content = keeper.sound(digest) or abort(404)
        except OSError:
            abort(404)
        response = Response(content, mimetype="audio/wav")
        return response.make_conditional(request, accept_ranges=True, complete_length=len(content))


def _speaking(menus: Menus, voice: str) -> Speaking:
    return Speaking(menus.shown("draft"), menus.shown("live"), menus.settings, voice)


def _again(speaking: Speaking) -> Speaking:
    """The same, to be read anew."""
    return Speaking(speaking.draft, speaking.live, speaking.settings, speaking.voice)


def _texts(menus: Menus, wanted: str) -> dict[str, Any]:
    """Everything that the page shows, for the voice that is wanted, or else for one that callers are to hear."""
    known = people(menus.settings.prompts)
    drafted = menus.shown("draft").file.line.voices
    choices = [wanted, *drafted, *known]
    speaking = _speaking(menus, next((voice for voice in choices if voice in known), ""))
    return {
        "is_readable": speaking.draft.is_readable,
        "voice": speaking.voice,
        "voices": [speaking.about(name, voice) for name, voice in known.items()],
        "unkept": unkept(menus.settings.prompts),
        "largest": LARGEST,
        "sections": speaking.told(),
    }


def _keeper(menus: Menus, voice: str, prompt: str) -> tuple[Speaking, Keeper]:
    settings = menus.settings
    if voice not in people(settings.prompts):
        raise Refusal(NO_VOICE, 404)
    speaking = _speaking(menus, voice)
    if (text := speaking.text(prompt)) is None:
        raise Refusal(NO_TEXT, 409)
    language = speaking.draft.file.line.language
    return speaking, Keeper(
        settings.prompts, settings.state, voice, language, text, lambda seconds: speaking.objections(text, seconds)
    )


def _sound() -> bytes:
    """What was spoken, as it comes from a microphone or a file; this route alone takes that much."""
    request.max_content_length = LARGEST
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise Refusal(TOO_LARGE, 413) from None


def _introduce(menus: Menus, told: dict[str, Any]) -> str:
    """Make the folder of a new voice, and write down who it is."""
    name = told.get("name")
    if not isinstance(name, str) or len(name) > LONGEST or not is_voice_name(name):
        raise Refusal(BAD_NAME)
    speaker, licence = (_line(told.get(one)) for one in ("speaker", "licence"))
    try:
        (menus.settings.prompts / name).mkdir()
        introduce(
            menus.settings.prompts / name, "human", MADE, datetime.now(UTC).date(), speaker=speaker, licence=licence
        )
    except FileExistsError:
        raise Refusal(IS_THERE, 409) from None
    except OSError as error:
        raise Refusal(unwritable(error), 507) from None
    return name


def _line(text: object) -> str:
    told = " ".join(text.split()) if isinstance(text, str) else ""
    if not told or len(told) > LONGEST or not told.isprintable():
        raise Refusal(NOT_TOLD)
    return told
