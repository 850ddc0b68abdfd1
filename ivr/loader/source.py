"""The file before it is YAML: bytes become text, with every character at a place that an editor would show."""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from ivr.loader.mistakes import Mistake
from ivr.problems import InvalidMenu, Position, Problem

MAX_BYTES = 5_000_000
MOST_CHARACTERS = 20
"""Forbidden characters that are reported one by one; a file with more is not a text."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
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

UNREAD = " De rest is nog niet nagekeken."
"""Goes with a mistake that stops the reading: mending it may bring up others."""

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
CHARACTERS = ((MANGLED, MISENCODED), (_FORBIDDEN, FORBIDDEN), (_HARD_SPACE, HARD_SPACE))
"""The wrong characters, and what to tell of them. Only the first kind that a file has is told."""

NO_FILE = Mistake("no-file", "Dit bestand is er niet. Kijk of de naam en de map kloppen.")
FOLDER = Mistake("directory", "Dit is een map. Geef de naam van het menubestand zelf, bijvoorbeeld menus.yml.")
DENIED = Mistake("not-readable", "Dit bestand mag niet worden gelezen. Vraag de beheerder om toegang.")
UNREADABLE = Mistake("not-readable", "Dit bestand kan niet worden gelezen. Vraag de beheerder om hulp.")
UTF_16 = Mistake("encoding", "Dit bestand is opgeslagen als UTF-16. Sla het opnieuw op, met de codering UTF-8.")
NO_UTF_8 = Mistake(
    "encoding",
    "Dit teken is niet te lezen: het bestand is niet opgeslagen als UTF-8. Sla het opnieuw op, met de codering UTF-8.",
)
TOO_LARGE = Mistake(
    "too-large",
    "Dit bestand is groter dan 5 MB. Zo groot is geen keuzemenu; kijk of dit het goede bestand is.",
)

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def shown(text: str) -> str:
    """Text from the file, short and without invisible characters, to quote in a sentence."""
    visible = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return visible if len(visible) <= 40 else visible[:39] + "…"


@dataclass(frozen=True)
class Source:
    """The text of a menu file, and where its lines begin."""

    file: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    @cached_property
    def _last(self) -> int:
        return max(len(self.text.rstrip()) - 1, 0)

    def position(self, index: int) -> Position:
        """Where the character stands; behind the last one of a line, or of the file, that last one counts."""
        index = min(index, self._last)
        line = bisect_right(self._starts, index)
        while index > self._starts[line - 1] and self.text[index] in "\r\n":
            index -= 1
        return Position(self.file, line, index - self._starts[line - 1] + 1)

    def start(self, number: int) -> int:
        """Where the first word of a line begins."""
        return self._starts[number - 1] + len(self.line(number)) - len(self.line(number).lstrip())

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")


def read(path: Path) -> bytes:
    """The file's bytes; raises InvalidMenu when there is no such file to read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        mistake = NO_FILE
    except IsADirectoryError:
        mistake = FOLDER
    except PermissionError:
        mistake = DENIED
    except (OSError, ValueError):
        mistake = UNREADABLE
    raise InvalidMenu([mistake.at(Position(str(path), 1, 1))])


def decode(source: bytes | str, file: str) -> Source:
    """The file's text; raises InvalidMenu when it is not a text that YAML can carry."""
    text = source if isinstance(source, str) else _decoded(source, file)
    decoded = Source(file, text.removeprefix("\ufeff"))
    if problems := _characters(decoded) or _oversize(decoded):
        raise InvalidMenu(problems)
    return decoded


def _decoded(source: bytes, file: str) -> str:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in source[:4]:
        raise InvalidMenu([UTF_16.at(Position(file, 1, 1))])
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = Source(file, source[: error.start].decode("utf-8").removeprefix("\ufeff") + "?")
        raise InvalidMenu([NO_UTF_8.at(readable.position(len(readable.text)))]) from None


def _characters(source: Source) -> list[Problem]:
    """The characters of the first kind that should not be there."""
    for pattern, mistake in CHARACTERS:
        places = (match.start(match.lastindex or 0) for match in pattern.finditer(source.text) if _counts(match))
        if found := list(islice(places, MOST_CHARACTERS)):
            codes = [f"U+{ord(source.text[place]):04X}" for place in found]
            said = [mistake.said(code=code) for code in codes]
            said[-1] += UNREAD
            return [Problem(source.position(at), mistake.rule, text) for at, text in zip(found, said, strict=True)]
    return []


def _counts(match: re.Match[str]) -> bool:
    """A pattern with groups also matches what it must step over."""
    return match.lastindex is not None or not match.re.groups


def _oversize(source: Source) -> list[Problem]:
    if len(source.text.encode()) <= MAX_BYTES:
        return []
    return [TOO_LARGE.at(source.position(0))]
