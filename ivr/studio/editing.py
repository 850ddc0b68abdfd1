"""What the editor asks for: the draft, and what was put aside."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request

from ivr.studio.answers import Refusal, asked, refused
from ivr.studio.checking import text_of
from ivr.studio.draft import LARGEST, Draft, Drafts, OtherDraft
from ivr.studio.guard import takes
from ivr.studio.menus import Menus

OTHER: Final = "Iemand anders heeft het concept veranderd. Er is niets van u bewaard, en niets van de ander verloren."
FULL: Final = "Het concept kan hier niet worden bewaard: de schijf weigert. Bewaar uw tekst zelf."
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
        body = asked()
        return _changed(drafts, lambda: drafts.save(text_of(body), expected(), keeps=body.get("keep") is True))

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
        raise Refusal(FULL, HTTPStatus.INSUFFICIENT_STORAGE) from error


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
