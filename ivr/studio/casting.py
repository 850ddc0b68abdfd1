"""What the page for recording asks for about voices: a new one, and to let callers hear it first."""

import shutil
from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Response, jsonify

from ivr.problems import InvalidMenu
from ivr.prompts.voice import introduce, is_voice_name
from ivr.studio.answers import Refusal, asked
from ivr.studio.draft import OtherDraft
from ivr.studio.menus import Menus
from ivr.studio.speaking import must_be_known, page
from ivr.studio.voicing import with_voice_first

MADE: Final = "Ingesproken in de studio van de lijn, met <welke microfoon, waar>."
LONGEST: Final = 300
"""Characters of what is told of a voice."""

BAD_NAME: Final = "Geef de stem een korte naam van kleine letters, cijfers en streepjes, zoals marije."
IS_THERE: Final = "Er is al een map met opnamen die zo heet. Kies een andere naam."
NOT_TOLD: Final = (
    f"Vul in wie er spreekt en waarvoor de opnamen gebruikt mogen worden: elk in hooguit {LONGEST} tekens."
)
UNKEPT: Final = "De server kan geen stem bewaren: de schijf weigert ({}). Vraag de beheerder om hulp."
NOT_FIRST: Final = (
    "De studio kan de regel met 'voices' niet veranderen. Zet {} daar zelf vooraan, op de pagina Schrijven."
)
CHANGED: Final = "Iemand anders verandert net het concept. Probeer het zo nog eens."
FULL: Final = "De server kan het concept niet bewaren: de schijf weigert ({}). Vraag de beheerder om hulp."


def add_casting(routes: Blueprint, menus: Menus) -> None:
    """Add what the page asks for about voices."""

    @routes.post("/record/voices")
    def new_voice() -> Response:
        return jsonify(page(menus, _introduce(menus, asked())))

    @routes.post("/record/voices/<voice>/first")
    def first(voice: str) -> Response:
        must_be_known(menus, voice)
        _put_first(menus, voice)
        return jsonify(page(menus, voice))


def _introduce(menus: Menus, told: dict[str, Any]) -> str:
    """Make the folder of a new voice, and write down who it is."""
    name = told.get("name")
    if not isinstance(name, str) or len(name) > LONGEST or not is_voice_name(name):
        raise Refusal(BAD_NAME)
    speaker, licence = (_line(told.get(one)) for one in ("speaker", "licence"))
    folder = menus.settings.prompts / name
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise Refusal(IS_THERE, 409) from None
    except OSError as error:
        raise Refusal(UNKEPT.format(error.strerror), 507) from None
    try:
        introduce(folder, "human", MADE, datetime.now(UTC).date(), speaker=speaker, licence=licence)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refusal(UNKEPT.format(error.strerror), 507) from None
    return name


def _put_first(menus: Menus, voice: str) -> None:
    """Change the draft, and nothing of it but its voices."""
    draft = menus.drafts.read()
    try:
        text = with_voice_first(menus.read(draft.text), voice)
        menus.drafts.save(text, draft.tag)
    except (InvalidMenu, ValueError):
        raise Refusal(NOT_FIRST.format(voice), 409) from None
    except OtherDraft:
        raise Refusal(CHANGED, 412) from None
    except OSError as error:
        raise Refusal(FULL.format(error.strerror), 507) from None


def _line(text: object) -> str:
    told = " ".join(text.split()) if isinstance(text, str) else ""
    if not told or len(told) > LONGEST or not told.isprintable():
        raise Refusal(NOT_TOLD)
    return told
