"""What is wrong in the file but cannot be seen in the values: a text cut off by a comment, menus too deep."""

import re
from collections.abc import Iterator

from ivr.loader.source import Source
from ivr.loader.tree import Node
from ivr.loader.words import Loc, spoken
from ivr.problems import Problem

MAX_MENUS = 6
"""Menus inside each other. Nobody remembers six; the limit only keeps files and documents finite."""

TOO_DEEP = (
    "Dit menu ligt zeven menu's diep; een beller raakt daar de weg kwijt. "
    "Zet deze keuzes hoger, hooguit zes menu's diep."
)
CUT_OFF = (
    "Vanaf het # hoort de beller deze tekst niet meer. Hoort het bij de tekst? Zet de hele tekst tussen "
    "aanhalingstekens. Is het een opmerking voor uzelf? Zet dan twee spaties voor het #."
)

_CUT_OFF = re.compile(r" #")


def check(root: Node, source: Source) -> list[Problem]:
    """Every problem that only the file shows."""
    return [
        problem for path, node in _walk(root, ()) for problem in (*_deep(path, node, source), *_cut(path, node, source))
    ]


def _walk(node: Node, path: Loc) -> Iterator[tuple[Loc, Node]]:
    yield path, node
    match node.value:
        case dict(words):
            for word, child in words.items():
                yield from _walk(child, (*path, word))
        case list(items):
            for place, child in enumerate(items):
                yield from _walk(child, (*path, place))


def _deep(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    if path[-1:] == ("menu",) and path.count("menu") == MAX_MENUS + 1:
        yield Problem(source.position(node.start if node.key is None else node.key), "menus-too-deep", TOO_DEEP)


def _cut(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """One space before # looks like speech (option: Toets # voor meer); two or more set off a comment."""
    if node.value and not node.style and spoken(path) and _CUT_OFF.match(source.text, node.end):
        yield Problem(source.position(node.end + 1), "cut-off", CUT_OFF)
