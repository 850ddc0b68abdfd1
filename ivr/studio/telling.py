"""Tells the page where a call is, what is heard there, and how it went: plain data, in Dutch where people read it."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ivr.rehearsal import Called, as_test
from ivr.script import WHISPER
from ivr.simulator import Call, Ended, Entry, Exchange, Listening, Queued, Ringing, Talking
from ivr.studio.menus import Shown
from ivr.studio.telephone import SCRIPT, Played, name_of
from ivr.tree import place_of

PROMPTS: Final = "/studio/prompts"
"""Where the page finds the recordings, also those that callers do not hear yet."""

_DONE: Final = (
    (r"waits", "wacht"),
    (r"hangs up", "hangt op"),
    (r"advisor hangs up", "de adviseur hangt op"),
    (r"ended", "einde van het gesprek"),
    (r"rings (.+), showing (.+)", r"er gaat een telefoon over: \1, en die toont \2"),
    (r"in the queue .+, place (\d+)", r"in de wachtrij, plaats \1"),
    (r"(\+\d+) picks up", r"\1 neemt op"),
    (r"(\+\d+) busy", r"\1 is in gesprek"),
    (r"(\+\d+) no-answer", r"\1 neemt niet op"),
    (r"fault (.+)", r"fout: \1"),
)
_NAMES: Final = {Listening: "listening", Ringing: "ringing", Talking: "talking", Queued: "queued", Ended: "ended"}


def told(played: Played, shown: Shown, places: Collection[str]) -> dict[str, Any]:
    """Say everything that the page shows of a call."""
    call, at = played.call, played.call.waiting_for
    document, state = _document(call, shown)
    sounds = list(_sounds(played.since))
    return {
        "edition": shown.edition.id,
        "at": played.at.isoformat(),
        "heard": len(call.listens()) - sum(sound["kind"] != "pause" for sound in sounds),
        "sounds": sounds,
        "standstill": _NAMES[type(at)],
        "silence": at.seconds if isinstance(at, Listening) else None,
        "ringing": _ringing(played),
        "to": call.connected_to,
        "state": state,
        "place": place_of(state, places),
        "advisor": [heard.text for heard in call.whispered],
        "twiml": document,
        "transcript": [_row(entry) for entry in call.tape if _is_shown(entry)],
        "seconds": round(call.seconds, 1),
        "faults": [str(fault) for fault in call.faults],
    }


def as_code(played: Played, shown: Shown, menus: Path, numbers: Mapping[str, str]) -> str:
    """Write a call to this menu down as `ivr call --repro` does; the clock matters only to one that depends on it."""
    depends = any(state.chooses for state in shown.edition.script.states.values())
    called = Called.read(menus, numbers, played.at if depends else None)
    return as_test(played.moments, SCRIPT, called)


def _sounds(entries: tuple[Entry, ...]) -> Iterator[dict[str, Any]]:
    """What is to be heard now, in order; silence before it has passed already."""
    for entry in entries:
        if entry.kind in ("say", "play", "pause"):
            url = f"{PROMPTS}/{name_of(entry.url)}" if entry.url else None
            yield {"text": entry.text, "seconds": round(entry.seconds, 2), "url": url, "kind": entry.kind}


def _ringing(played: Played) -> list[str]:
    """Whose telephones ring now."""
    call = played.call
    if isinstance(call.waiting_for, Ringing):
        return list(call.dialled[-1].numbers) if call.dialled else []
    return list(played.rings)


def _document(call: Call, shown: Shown) -> tuple[str, str]:
    """The last document that the caller got, and the name of its state."""
    names = {document: name for name, document in reversed(list(shown.edition.documents.items()))}
    for exchange in reversed(call.exchanges):
        name = names.get(exchange.body)
        if _is_callers(exchange) and not (name or "").startswith(WHISPER):
            return exchange.body.decode("utf-8", "replace"), name or ""
    return "", ""


def _is_callers(exchange: Exchange) -> bool:
    return exchange.method == "POST" and not exchange.url.endswith("/voice/status")


def _is_shown(entry: Entry) -> bool:
    return entry.kind in ("say", "play", "key", "answer", "note") and bool(entry.text)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "start": round(entry.start, 1),
        "seconds": round(entry.seconds, 1),
        "kind": entry.kind,
        "text": _note(entry.text) if entry.kind == "note" else entry.text,
        "recorded": bool(entry.url),
    }


def _note(text: str) -> str:
    """What was done, in Dutch."""
    for pattern, dutch in _DONE:
        if re.fullmatch(pattern, text):
            return re.sub(pattern, dutch, text)
    return text
