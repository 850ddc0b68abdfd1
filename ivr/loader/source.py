"""The file before it is YAML: bytes become text, with every character at a place that an editor would show."""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ivr.problems import InvalidMenu, Position, Problem

MAX_BYTES = 5_000_000
MOST_CHARACTERS = 20
"""Forbidden characters that are reported one by one; a file with more is not a text."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML cannot carry, and line breaks that no editor counts as one (U+0085, U+2028, U+2029)."""

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
        rule, message = "no-file", "Dit bestand is er niet. Kijk of de naam en de map kloppen."
    except IsADirectoryError:
        rule, message = "directory", "Dit is een map. Geef de naam van het menubestand zelf, bijvoorbeeld menus.yml."
    except PermissionError:
        rule, message = "not-readable", "Dit bestand mag niet worden gelezen. Vraag de beheerder om toegang."
    except (OSError, ValueError):
        rule, message = "not-readable", "Dit bestand kan niet worden gelezen. Vraag de beheerder om hulp."
    raise InvalidMenu([Problem(Position(str(path), 1, 1), rule, message)])


def decode(source: bytes | str, file: str) -> Source:
    """The file's text; raises InvalidMenu when it is not a text that YAML can carry."""
    text = source if isinstance(source, str) else _decoded(source, file)
    decoded = Source(file, text.removeprefix("\ufeff"))
    if problems := _forbidden(decoded) or _oversize(decoded):
        raise InvalidMenu(problems)
    return decoded


def _decoded(source: bytes, file: str) -> str:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in source[:4]:
        message = "Dit bestand is opgeslagen als UTF-16. Sla het opnieuw op, met de codering UTF-8."
        raise InvalidMenu([Problem(Position(file, 1, 1), "encoding", message)])
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = Source(file, source[: error.start].decode("utf-8").removeprefix("\ufeff") + "?")
        message = (
            "Dit teken is niet te lezen: het bestand is niet opgeslagen als UTF-8. "
            "Sla het opnieuw op, met de codering UTF-8."
        )
        raise InvalidMenu([Problem(readable.position(len(readable.text)), "encoding", message)]) from None


def _forbidden(source: Source) -> list[Problem]:
    message = (
        "Hier staat een onzichtbaar teken ({code}) dat niet in dit bestand mag. Haal het weg, of typ de regel opnieuw."
    )
    found = [match for match, _ in zip(_FORBIDDEN.finditer(source.text), range(MOST_CHARACTERS), strict=False)]
    return [
        Problem(source.position(match.start()), "invisible", message.format(code=f"U+{ord(match[0]):04X}"))
        for match in found
    ]


def _oversize(source: Source) -> list[Problem]:
    if len(source.text.encode()) <= MAX_BYTES:
        return []
    message = "Dit bestand is groter dan 5 MB. Zo groot is geen keuzemenu; kijk of dit het goede bestand is."
    return [Problem(source.position(0), "too-large", message)]
