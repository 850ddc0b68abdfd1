"""The errors of the models (pydantic) as problems: at the place in the file, in Dutch, each mistake once."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ivr import phone
from ivr.loader import places, sentences, words
from ivr.loader.source import Source, shown
from ivr.loader.tree import Node
from ivr.loader.words import Loc
from ivr.problems import Problem

MOST = 1000
"""Errors that are looked at; each costs some time to explain."""

ORDERS = ("all_at_once", "one_after_another")
LOST = {"{option}": "welke keuze het is", "{key}": "welke toets erbij hoort"}


@dataclass(frozen=True)
class Refusal:
    """An error of the models, and the part of the file that it is about; `rest` of the path is not in the file."""

    kind: str
    found: str
    path: Loc
    node: Node
    rest: Loc
    limits: dict[str, Any]

    @property
    def parent(self) -> Loc:
        """Where the word stands, or should have stood."""
        return self.path[:-1]

    @property
    def word(self) -> str:
        """The last word or key of the file on the way to the mistake."""
        known = self.path[: len(self.path) - len(self.rest)]
        return next((str(step) for step in reversed(known) if isinstance(step, str)), "")

    @property
    def paragraph(self) -> int:
        """Which paragraph of the text it is about, counted from 0."""
        last = self.rest[-1] if self.rest else 0
        return 1 if self.kind == "blank-line" else last if isinstance(last, int) else 0


def explain(error: ValidationError, root: Node, source: Source) -> list[Problem]:
    """What the models refuse, without what only follows from something else."""
    details = error.errors(include_url=False)[:MOST]
    refusals = [_refusal(one, root) for one in details]
    unknown = [one for one in refusals if one.kind == "extra_forbidden"]
    meant = {(one.parent, words.guess(one.word, one.parent)) for one in unknown}
    unkeyed = {one.path for one in refusals if one.kind == "key"}
    own = [one for one in refusals if not _follows(one, meant, unkeyed)]
    return [_problem(one, source) for one in own]


def _refusal(details: ErrorDetails, root: Node) -> Refusal:
    path, context = details["loc"], dict(details.get("ctx", {}))
    kind = context.pop("rule", details["type"])
    if path[-1:] == ("[key]",):
        kind, path = "key", path[:-1]
    found = context.pop("found", details["input"])
    return Refusal(kind, found if isinstance(found, str) else "", path, *places.find(root, path), context)


def _follows(refusal: Refusal, meant: set[tuple[Loc, str | None]], unkeyed: set[Loc]) -> bool:
    """Whether another problem says it already: a refused value, a misspelt word, a word where a key belongs."""
    match refusal.kind:
        case _ if refusal.node.refused:
            return True
        case "missing":
            return refusal.node.incomplete or (refusal.parent, str(refusal.path[-1])) in meant
        case "nothing-behind":
            return refusal.node.incomplete or any((refusal.parent, word) in meant for word in ("menu", "answer"))
        case "too_short":  # pydantic counts only the items without errors
            return isinstance(refusal.node.value, list) and bool(refusal.node.value)
        case kind:
            return kind != "key" and refusal.path in unkeyed


def _problem(refusal: Refusal, source: Source) -> Problem:
    chosen = sentences.sentence(_kind(refusal, source.text), refusal.word)
    index = places.pinpoint(refusal.node, refusal.paragraph, refusal.found, source.text)
    if chosen.at_key and refusal.node.key is not None:
        index = refusal.node.key
    return Problem(source.position(index), chosen.rule, chosen.message.format_map(_words(refusal)))


def _kind(refusal: Refusal, text: str) -> str:
    """The kind of mistake as the operator sees it."""
    node, rest = refusal.node, refusal.rest
    at_key = sentences.sentence(refusal.kind, refusal.word).at_key
    if node.value == "" and not at_key and not any(isinstance(step, str) for step in rest):
        spoken = words.spoken(refusal.path[: len(refusal.path) - len(rest)])
        return "empty-item" if node.key is None else "empty-text" if spoken else "empty"
    if refusal.kind == "key" and refusal.word in words.KEYS:
        return "fixed-key"
    if refusal.kind == "string_type" and text[node.start] == "{":
        return "unquoted-braces"
    return refusal.kind


def _words(refusal: Refusal) -> dict[str, Any]:
    """What the sentences may mention."""
    word, found = refusal.word, refusal.found
    absent = str(refusal.path[-1]) if refusal.path else ""
    order = get_close_matches(shown(found).lower(), ORDERS, n=1)
    fault = next((fault for fault in phone.Fault if fault.value == refusal.kind), None)
    return refusal.limits | {
        "word": shown(word),
        "found": shown(found),
        "absent": absent,
        "meaning": words.MEANING.get(absent, "iets anders"),
        "unknown": words.unknown(word, refusal.parent),
        "key": words.wrong_key(word),
        "example": next(iter(words.allowed(refusal.path)), ""),
        "order": f" Bedoelt u '{order[0]}'?" if order else "",
        "code": f"U+{ord(found[:1] or ' '):04X}",
        "pieces": "alinea's" if refusal.rest or isinstance(refusal.node.value, str) else "delen",
        "lost": LOST.get(found, ""),
        "number": phone.dutch(fault, found) if fault else "",
    }
