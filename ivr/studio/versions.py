"""What is asked for to publish: the certificate of the draft, publishing it, and what was published before."""

from typing import Any, Final

from flask import Blueprint, Response, jsonify

from ivr.edition import Store
from ivr.publishing import clock, rows
from ivr.studio.answers import asked
from ivr.studio.editing import expected, menu_file
from ivr.studio.menus import Menus
from ivr.studio.publishing import certificate, publish, publish_again

MOST: Final = 100
"""Editions in the list."""


def add_versions(routes: Blueprint, menus: Menus) -> None:
    """Add what publishing asks for."""

    @routes.post("/certificate")
    def proof() -> Response:
        return jsonify(vars(certificate(menus, expected())))

    @routes.post("/publish")
    def publication() -> Response:
        body = asked()
        over = body.get("over")
        return jsonify(vars(publish(menus, expected(), _note(body), over if isinstance(over, str) else None)))

    @routes.get("/editions")
    def editions() -> Response:
        return jsonify({"editions": _editions(menus)})

    @routes.get("/editions/<edition>/menu")
    def edition_menu(edition: str) -> Response:
        stored = Store.below(menus.settings.state).find(edition)
        return menu_file(stored.menu.decode() if stored else None)

    @routes.post("/editions/<edition>/publish")
    def again(edition: str) -> Response:
        return jsonify(vars(publish_again(menus, edition, _note(asked()))))


def _note(body: dict[str, Any]) -> str:
    note = body.get("note")
    return " ".join(note.split())[:200] if isinstance(note, str) else ""


def _editions(menus: Menus) -> list[dict[str, Any]]:
    """What was published, the latest first."""
    store, live = Store.below(menus.settings.state), menus.shown("live").edition.id
    here = clock(store)
    return [
        {
            "id": row.published.id,
            "at": row.published.at.astimezone(here).isoformat(timespec="seconds"),
            "note": row.published.note,
            "changes": row.changes,
            "is_live": number == 0 and row.published.id == live,
        }
        for number, row in enumerate(rows(store, MOST))
    ]
