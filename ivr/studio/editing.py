"""What the editor asks for: the draft, and what was put aside."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request

from ivr.studio.answers import Refusal, asked, refused
from ivr.studio.checking import menu_text
from ivr.studio.draft import LARGEST, Draft, Drafts, OtherDraft
from ivr.studio.guard import takes
from ivr.studio.menus import Menus

OTHER: Final = (
    "Iemand anders heeft het concept intussen veranderd. Er is nog niets gebeurd, en er gaat niets verloren. "
    "Bekijk eerst die tekst."
)
FULL: Final = (
    "De server kan het concept niet bewaren: de schijf weigert ({}). Bewaar uw tekst met Downloaden, en vraag de "
    "beheerder om hulp."
)
UNSAID: Final = "Er is niet gezegd welke tekst verandert. Laad de pagina opnieuw."


def add_editing(routes: Blueprint, menus: Menus) -> None:
    """Add what the editor asks for."""
    drafts = menus.drafts
    routes.register_error_handler(OtherDraft, _other)

    @routes.get("/draft")
    def draft() -> Response:
        found = drafts.read()
        response = _told(drafts, found, text=found.text)
        response.make_conditional(request)
        return response

    @routes.put("/draft")
    @takes(LARGEST)
    def save() -> Response:
        text = menu_text()
        return _changed(drafts, lambda: drafts.save(text, expected(), keeps=asked().get("keep") is True))

    @routes.delete("/draft")
    def discard() -> Response:
        return _changed(drafts, lambda: drafts.discard(expected()))

    @routes.get("/aside/<name>")
    def aside(name: str) -> Response:
        return menu_file(drafts.aside_text(name))


def _changed(drafts: Drafts, change: Callable[[], Draft]) -> Response:
    try:
        return _told(drafts, change())
    except OSError as error:
        raise Refusal(FULL.format(error.strerror), HTTPStatus.INSUFFICIENT_STORAGE) from error


def _told(drafts: Drafts, draft: Draft, **more: Any) -> Response:
    """Say what the draft is, and what can be done with it here."""
    why = (drafts.why_not_kept(), drafts.why_not_published())
    response = jsonify(
        {
            "is_changed": draft.is_changed,
            "is_behind": draft.is_behind,
            "is_kept": why[0] is None,
            "is_writable": why[1] is None,
            "why": next(filter(None, why), None),
            "aside": [{"name": one.name, "at": one.at.isoformat(), "bytes": one.size} for one in drafts.aside()],
        }
        | more
    )
    response.set_etag(draft.tag)
    return response


def _other(other: OtherDraft) -> Response:
    response = refused(Refusal(OTHER, HTTPStatus.PRECONDITION_FAILED, text=other.draft.text))
    response.set_etag(other.draft.tag)
    return response


def expected() -> str:
    """Give the tag of the text that is to be changed (If-Match, RFC 9110)."""
    found = request.if_match.as_set()
    if len(found) != 1:
        raise Refusal(UNSAID, HTTPStatus.PRECONDITION_REQUIRED)
    return next(iter(found))


def menu_file(text: str | None) -> Response:
    """Send a text as the file that it is; raises 404 where there is none."""
    if text is None:
        abort(HTTPStatus.NOT_FOUND)
    headers = {"Content-Disposition": "attachment; filename=menus.yml"}
    return Response(text, mimetype="application/yaml", headers=headers)
