"""What no menu file may hold, whatever stands around it: characters that were damaged, and marks of two versions."""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from ivr.loader.mistakes import Mistake
from ivr.loader.source import UNREAD, Source, also
from ivr.problems import Problem

MOST = 20
"""Places that are looked at; a file with more is not a text."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML cannot carry, and line breaks that no editor counts as one (U+0085, U+2028, U+2029)."""

MANGLED = re.compile("\ufffd|[ÃÂ](?=[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])|â(?=[\x80€])")
"""What is left of é, ë and quotes after a wrong encoding."""

_HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HARD_SPACE = re.compile(
    rf"""(?:\A|(?<=[\r\n]))[ \t]*(?:(?:-\ +)*(?:[\w"']+:|-)\ *)?([{_HARD}])"""
    rf"""|(?<![{_HARD}])([{_HARD}])[ \t{_HARD}]*(?=\#|[\r\n]|\Z)"""
    r"|(?:\A|(?<=\s))\#[^\r\n]*"
)
"""Where YAML wants a space: before a line, behind a word or dash, before a comment and behind a line. A comment may."""

_CONFLICT = re.compile(r"^<{7}(?=\s)(?:[\s\S]*?^>{7}(?=\s|\Z))?|^(?:={7}|>{7}|\|{7})(?=\s|\Z)", re.MULTILINE)
"""What git leaves where two people changed the same lines; from the first mark to the last it is one mistake."""

MISENCODED = Mistake(
    "encoding",
    "Dit bestand is verkeerd opgeslagen: letters als é zijn onleesbaar geworden, en een stem zou onzin voorlezen. "
    "Typ deze letters opnieuw, en sla het op met de codering UTF-8.",
)
FORBIDDEN = Mistake(
    "invisible",
    "Hier staat een onzichtbaar teken ({code}) dat niet in dit bestand mag. Haal het weg, of typ de regel opnieuw.",
)
HARD_SPACE = Mistake(
    "hard-space",
    "Hier staat een harde spatie (uit Word of een webpagina); die ziet eruit als een gewone. Typ een gewone spatie.",
)
CONFLICT = Mistake(
    "conflict-mark",
    "Hier staan twee versies van het menu door elkaar, en zo kan een beller geen van beide horen. Kies er een, en "
    "haal de andere weg, met de regels met <<<<<<<, ======= en >>>>>>>. Of vraag de beheerder om hulp.",
)

KINDS = ((MANGLED, MISENCODED), (_FORBIDDEN, FORBIDDEN), (_CONFLICT, CONFLICT), (_HARD_SPACE, HARD_SPACE))
"""The wrong characters, and what to tell of them. Only the first kind that a file has is told."""

_ONE_CAUSE = (MISENCODED, FORBIDDEN)
"""What came into the whole file at once, and is told once."""


def check(source: Source) -> list[Problem]:
    """The problems of the first kind that should not be there; the reading stops at them."""
    for pattern, mistake in KINDS:
        if found := list(islice(_places(pattern, source.text), MOST)):
            *others, last = _once(found, mistake, source) if mistake in _ONE_CAUSE else _each(found, mistake, source)
            return [*others, replace(last, message=last.message + UNREAD)]
    return []


def _places(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """A pattern with groups also matches what it must step over."""
    for match in pattern.finditer(text):
        if match.lastindex or not pattern.groups:
            yield match.start(match.lastindex or 0)


def _each(places: list[int], mistake: Mistake, source: Source) -> list[Problem]:
    return [mistake.at(source.position(place)) for place in places]


def _once(places: list[int], mistake: Mistake, source: Source) -> list[Problem]:
    """Every sentence once, where it holds for the first time, with the other lines that it is about."""
    found: dict[str, list[int]] = {}
    for place in places:
        found.setdefault(mistake.said(code=f"U+{ord(source.text[place]):04X}"), []).append(place)
    return [
        Problem(source.position(first), mistake.rule, said + also([source.position(place).line for place in all_]))
        for said, all_ in found.items()
        for first in all_[:1]
    ]
