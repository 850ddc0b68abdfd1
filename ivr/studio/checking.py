"""Tells of a text what is wrong with it, and what would change for callers, without keeping anything of it."""

import threading
from typing import Any, Final

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import RequestEntityTooLarge

from ivr import schema
from ivr.difference import Change, Named, Report, Words, marked, report
from ivr.prompts import prompt_id
from ivr.studio.answers import Refusal, asked
from ivr.studio.draft import LARGEST
from ivr.studio.guard import takes
from ivr.studio.menus import Menus, Shown
from ivr.studio.picture import Picture
from ivr.studio.room import alone

PATIENCE: Final = 5.0
"""Seconds to wait for another check; that of the shipped menu takes a quarter of one."""

TOO_LARGE: Final = f"Dit menu is te groot: hoogstens {LARGEST // 1000} kB. Er is niets bewaard."
BUSY: Final = "Er worden net andere teksten nagekeken. Probeer het zo nog eens."

_one = threading.Lock()


def add_checking(routes: Blueprint, menus: Menus) -> None:
    """Add what an editor asks for while somebody types."""

    @routes.get("/schema")
    def words() -> Response:
        return Response(schema.written(), mimetype="application/schema+json")

    @routes.post("/check")
    @takes(LARGEST)
    def check() -> Response:
        text = menu_text()
        with alone(_one, PATIENCE, BUSY):
            return _checked(text)

    def _checked(text: str) -> Response:
        shown = menus.made(text)
        live = menus.shown("live")
        is_live = shown.edition.id == live.edition.id and shown.is_readable
        return jsonify(
            {
                "edition": shown.edition.id,
                "can_be_published": shown.can_be_published,
                "is_live": is_live,
                "problems": Picture(shown).problems,
                "difference": _difference(live, shown, menus) if shown.is_readable else None,
            }
        )


def menu_text() -> str:
    """Give the text of a menu that was sent; raises Refusal, also for one that is too large."""
    try:
        return text_of(asked())
    except RequestEntityTooLarge:
        raise Refusal(TOO_LARGE, 413) from None


def text_of(body: dict[str, Any]) -> str:
    """Give the text of a menu that came as JSON, with one kind of line end; raises Refusal."""
    match body:
        case {"text": str() as text}:
            return text.replace("\r\n", "\n")
    raise Refusal("Er kwam geen tekst mee. Laad de pagina opnieuw.")


def _difference(live: Shown, shown: Shown, menus: Menus) -> dict[str, Any]:
    old, new = Named("wat bellers nu horen", live.file.line), Named("het concept", shown.file.line)
    return told(report(old, new, menus.settings.prompts), shown.file.line.language)


def told(found: Report, language: str) -> dict[str, Any]:
    """Give a comparison as plain data: of each text which words changed, and of what has no recording, its id."""
    return {
        "changes": [_change(change) for change in found.changes],
        "missing": [{"id": prompt_id(language, one.text), "text": one.text} for one in found.missing],
        "unused": found.unused,
        "waits": [vars(one) | {"was": round(one.was, 1), "wordt": round(one.wordt, 1)} for one in found.waits],
    }


def _change(change: Change) -> dict[str, Any]:
    was, wordt = ((), ()) if change.kind == "moved" else marked(change.was, change.wordt)
    return {
        "place": change.place,
        "kind": change.kind,
        "sentence": change.sentence,
        "heard": change.heard,
        "was": _words(was),
        "wordt": _words(wordt),
    }


def _words(stretches: tuple[Words, ...]) -> list[tuple[str, bool]]:
    return [(words.text, words.changed) for words in stretches]
