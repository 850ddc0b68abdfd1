"""What is wrong with a spoken text as it stands in the file: notes, and lines that belong elsewhere in the menu."""

import re
from collections.abc import Iterator

from ivr.loader.mistakes import Mistake
from ivr.loader.source import Source
from ivr.loader.tree import SPELLED_KEYS, Node
from ivr.loader.words import MEANING, Loc, allowed, spoken
from ivr.menu import Line
from ivr.problems import Problem

NOTE = Mistake(
    "note-in-text",
    "Binnen een tekst is # geen opmerking; een beller zou dit horen. Zet de opmerking boven de tekst, "
    "of schrijf 'hekje'.",
)
WORD = Mistake(
    "word-in-text",
    "Deze regel springt te ver in, en wordt daardoor als tekst voorgelezen aan een beller. "
    "Laat hem even ver inspringen als {peer}.",
)
DASH = Mistake(
    "dash-in-text",
    "Dit streepje hoort bij de tekst erboven, en begint geen nieuw deel. Laat dit streepje even ver inspringen als "
    "het vorige; een pauze is een lege regel.",
)

BLOCK = ("|", ">")

_NOTE = re.compile("(?<!&)#")
_WORD = re.compile(rf"({'|'.join((*MEANING, *SPELLED_KEYS, '[0-9]'))}):(?=\s|$)")
_DASH = re.compile(r"-(?=\s|$)")


def check(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """Every problem of one text that callers hear."""
    if not isinstance(node.value, str) or node.refused or not spoken(path):
        return
    block, lines = node.style in BLOCK, list(_lines(node, source.text))
    moved = [*(_words(path, lines, source) if block else ()), *_dashes(lines if block else lines[1:], source)]
    node.refused = bool(moved)
    yield from (*_notes(lines, source), *moved)


def _lines(node: Node, text: str) -> Iterator[tuple[int, str]]:
    """Where each line of the text begins, and what it says; the line of > or | is not part of the text."""
    offset, header = node.start, node.style in BLOCK
    for line in text[node.start : node.end].splitlines(keepends=True):
        if not header:
            yield offset + len(line) - len(line.lstrip()), line.strip()
        offset, header = offset + len(line), False


def _notes(lines: list[tuple[int, str]], source: Source) -> Iterator[Problem]:
    for start, line in lines:
        if note := _NOTE.search(line):
            yield NOTE.at(source.position(start + note.start()))


def _words(path: Loc, lines: list[tuple[int, str]], source: Source) -> Iterator[Problem]:
    """Only the first: what stands under it moves along."""
    found = ((start, word) for start, line in lines if (word := _WORD.match(line)))
    for start, word in list(found)[:1]:
        yield WORD.at(source.position(start), peer=_peer(word[1], path))


def _peer(word: str, path: Loc) -> str:
    """What the word should stand below."""
    own = next(place for place in reversed(range(len(path))) if isinstance(path[place], str))
    if word not in MEANING:
        return "de andere toetsen van dit menu"
    if word in allowed(path[:own]):
        return f"'{path[own]}'"
    if word in Line.model_fields:
        return "'name': helemaal vooraan"
    return "de andere woorden waar hij bij hoort"


def _dashes(lines: list[tuple[int, str]], source: Source) -> Iterator[Problem]:
    found = (start for start, line in lines if _DASH.match(line))
    for start in list(found)[:1]:
        yield DASH.at(source.position(start))
