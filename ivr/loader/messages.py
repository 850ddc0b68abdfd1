"""The errors of the models (pydantic) as problems: at the place in the file, in Dutch, each mistake once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from ivr import phone
from ivr.loader import places, sections, sentences, telephones, words
from ivr.loader.refusal import Refusal, refusal
from ivr.loader.source import Source, shown
from ivr.loader.tree import Node
from ivr.loader.words import Loc
from ivr.problems import Problem

MOST = 1000
"""Errors that are looked at; each costs some time to explain."""

LOST = {"{option}": "welke keuze het is", "{key}": "welke toets erbij hoort"}
PLACES = {"toets": "{key}", "nummer": "{key}", "cijfer": "{key}", "keuze": "{option}", "optie": "{option}"}
NUMBERS_LIKE = {"seconds": 30, "rounds": 3}


def explain(error: ValidationError, root: Node, source: Source, known: list[Problem]) -> list[Problem]:
    """What was known and what the models refuse, without what only follows from something else."""
    details = error.errors(include_url=False)[:MOST]
    refusals, known = sections.join([refusal(one, root) for one in details], root, source, known)
    refusals = _with_meant(refusals)
    meant = {(one.parent, one.meant) for one in refusals if one.meant}
    unkeyed = {one.path for one in refusals if one.kind == "key"}
    own = list(_joined([one for one in refusals if not _follows(one, meant, unkeyed)]))
    return known + [_problem(one, source) for one in own]


def _with_meant(refusals: list[Refusal]) -> list[Refusal]:
    """The unknown words with what was meant: a word like it, or the only word that is missing there."""
    absent, unknown = defaultdict(list), Counter(one.parent for one in refusals if one.kind == "extra_forbidden")
    for one in refusals:
        if one.kind in ("missing", "nothing-behind"):
            absent[one.parent].append(str(one.path[-1]))
    only = {parent: found[0] for parent, found in absent.items() if len(found) == unknown[parent] == 1}
    return [
        replace(one, meant=words.meant(one.word, one.parent, only.get(one.parent)))
        if one.kind == "extra_forbidden"
        else one
        for one in refusals
    ]


def _joined(refusals: list[Refusal]) -> Iterator[Refusal]:
    """The words that are missing at one place are one problem."""
    absent: dict[Loc, list[str]] = defaultdict(list)
    for one in refusals:
        if one.kind == "missing":
            absent[one.parent].append(f"'{one.path[-1]}'")
    for one in refusals:
        if one.kind != "missing":
            yield one
        elif several := absent.pop(one.parent, None):
            said = " en ".join(filter(None, (", ".join(several[:-1]), several[-1])))
            yield replace(one, kind="missing-several", limits={"several": said}) if several[1:] else one


def _follows(refusal: Refusal, meant: set[tuple[Loc, str]], unkeyed: set[Loc]) -> bool:
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
        return "empty-item" if node.key is None else "empty-text" if spoken else _empty(refusal.word)
    if refusal.kind == "key" and refusal.word in words.KEYS:
        return "fixed-key"
    if refusal.kind == "string_type" and text[node.start] == "{":
        is_number = {"number", "numbers"} & set(refusal.path)
        return "unquoted-braces" if not is_number else "number-braces" if _name(node) else refusal.kind
    return (
        "one-number"
        if refusal.kind in telephones.UNREAD and telephones.SEVERAL.fullmatch(refusal.found)
        else refusal.kind
    )


def _empty(word: str) -> str:
    return "empty-choice" if word.isdigit() else "empty"


def _name(node: Node) -> str:
    """The one word between braces: {NAME} without its dollar sign."""
    return next(iter(node.value)) if isinstance(node.value, dict) and len(node.value) == 1 else ""


def _number(refusal: Refusal) -> str:
    fault = next((fault for fault in phone.Fault if fault.value == refusal.kind), None)
    return phone.dutch(fault, refusal.found) if fault else ""


def _choice(found: str, word: str) -> str:
    near = get_close_matches(shown(found).lower(), words.CHOICES.get(word, {}), n=1)
    return f" Bedoelt u '{near[0]}'?" if near else ""


def _place(found: str) -> str:
    """What is filled in, and was probably meant."""
    near = get_close_matches(found.lower(), LOST, n=1)
    meant = PLACES.get(found.strip("${}").lower()) or next(iter(near), None)
    return f" Bedoelt u {meant}?" if meant else ""


def _words(refusal: Refusal) -> dict[str, Any]:
    """What the sentences may mention."""
    word, found = refusal.word, refusal.found
    absent = str(refusal.path[-1]) if refusal.path else ""
    return refusal.limits | {
        "word": shown(word),
        "found": shown(found),
        "absent": absent,
        "meaning": words.MEANING.get(absent, "iets anders"),
        "unknown": words.unknown(word, refusal.parent, refusal.meant),
        "key": words.wrong_key(word),
        "example": next(iter(words.allowed(refusal.path)), ""),
        "choice": _choice(found, word),
        "choices": words.choices(word),
        "day": words.day(word),
        "code": f"U+{ord(found[:1] or ' '):04X}",
        "pieces": "alinea's" if refusal.rest or isinstance(refusal.node.value, str) else "delen",
        "name": f"${{{_name(refusal.node).upper()}}}",
        "number_like": NUMBERS_LIKE.get(word, 0),
        "place": _place(found),
        "lost": LOST.get(found, ""),
        "number": _number(refusal),
    }
