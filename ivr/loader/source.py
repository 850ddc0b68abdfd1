"""The text of a menu file, with every character at a place that an editor would show."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ivr.problems import Position

UNREAD = " De rest is nog niet nagekeken."
"""Goes with a mistake that stops the reading: mending it may bring up others."""

_LINES = 5
"""Lines that are named when the same is wrong on others too."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def shown(text: str) -> str:
    """Text from the file, short and without invisible characters, to quote in a sentence."""
    visible = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return visible if len(visible) <= 40 else visible[:39] + "…"


def also(lines: list[int]) -> str:
    """On which lines besides the first the same is wrong, as a sentence to go with it."""
    others = [str(line) for line in dict.fromkeys(lines) if line != lines[0]]
    named = ", ".join(others[:_LINES])
    return f" Kijk ook op regel {named}{' en verder' if others[_LINES:] else ''}." if others else ""


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

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts)

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
