"""What is wrong with a spoken text as it stands in the file: notes, and lines that belong elsewhere in the menu."""

import re
from collections.abc import Iterator
from itertools import islice

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
NO_PART = Mistake(
    "dash-in-text",
    "Hier begint een streepje geen nieuw deel, en een beller hoort alles achter elkaar. Haal de {mark} achter 'answer' "
    "weg, en zet elk deel achter een streepje. "
    "Is het één deel? Haal dan de streepjes weg; een pauze is een lege regel.",
)
NO_PART_YET = Mistake(
    "dash-in-text",
    "Hier begint een streepje geen nieuw deel, en een beller hoort alles achter elkaar. Zet ook wat achter 'answer:' "
    "staat op een eigen regel, achter een streepje. Is het één deel? Haal dan het streepje weg.",
)
NO_DASHES = Mistake(
    "dash-in-text",
    "Bij '{word}' hoort één tekst, en een stem zou het streepje voorlezen of overslaan. Haal de streepjes weg.",
)
LIKE_DASH = Mistake(
    "dash-in-text",
    "'{mark}' begint hier niets nieuws; alles wordt gelezen als één tekst. Schrijf {instead}.",
)

GLUED_DASH = Mistake(
    "missing-space",
    "Achter dit streepje ontbreekt een spatie, en dan begint er niets nieuws; alles wordt gelezen als één tekst. "
    "Zet die ertussen.",
)

BLOCK = ("|", ">")

_NOTE = re.compile("(?<!&)#")
_WORD = re.compile(rf"({'|'.join((*MEANING, *SPELLED_KEYS, '[0-9]'))}):(?=\s|$)")
_DASH = re.compile(r"-(?=\s|$)")
LIKE_A_DASH = re.compile(r"(?:[-=]+|[–—•·*] ?)>|[–—•·*→»›](?=\s|$)|-(?=[^\s\->=])")
"""What people type, or Word makes, for a dash that begins a part."""


def check(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """Every problem of one text that callers hear."""
    if not isinstance(node.value, str) or node.refused or not spoken(path):
        return
    block, lines = node.style in BLOCK, list(_lines(node, source.text))
    moved = [*(_words(path, lines, source) if block else ()), *islice(_dashes(path, node, lines, source), 1)]
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


def _dashes(path: Loc, node: Node, lines: list[tuple[int, str]], source: Source) -> Iterator[Problem]:
    """Whatever was to begin a part, and does not."""
    block, has_parts = node.style in BLOCK, "menu" in path and "answer" in path
    for place, (start, line) in enumerate(lines):
        if has_parts and place == 0 and not node.style and (mark := LIKE_A_DASH.match(line)):
            yield like_dash(mark[0], line[mark.end() :]).at(source.position(start))
        elif (block or place) and _DASH.match(line):
            yield _dash(path, node).at(source.position(start))


def like_dash(mark: str, behind: str) -> Mistake:
    """The mistake, with what to write instead of the mark: what stands behind it may be nothing."""
    if mark == "-":
        return GLUED_DASH
    instead = "een streepje (-) en een spatie" if behind.strip() else "een streepje, een spatie en >"
    return LIKE_DASH.filled(mark=mark, instead=instead)


def _dash(path: Loc, node: Node) -> Mistake:
    if isinstance(path[-1], int):
        return DASH
    if "menu" not in path or path[-1] != "answer":
        return NO_DASHES.filled(word=path[-1])
    return NO_PART.filled(mark=node.style) if node.style in BLOCK else NO_PART_YET
