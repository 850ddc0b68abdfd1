"""The lines of a file, to try out what happens when one is mended; problems keep their place in the file itself."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, islice, takewhile

from msgspec import structs

from ivr.loader.source import Source
from ivr.loader.tree import SPELLED_KEYS
from ivr.loader.words import MEANING
from ivr.problems import Position, Problem

STEP = 2
"""Spaces by which the menus that operators begin with indent."""

KNOWN = rf"(?:{'|'.join((*MEANING, *SPELLED_KEYS, '[0-9]'))})"
"""A word of a menu, or a key."""

_ROW = re.compile(rf""" *["']?({KNOWN})["']? *:(?=\s|$)\s*(.*)""")
_COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True)
class Row:
    """A line as it is now. `number` is that of the line in the file, or of the line below one that was put in."""

    text: str
    number: int
    was: str

    @cached_property
    def indent(self) -> int:
        """How many spaces stand before it."""
        return len(self.text) - len(self.text.lstrip(" "))

    @cached_property
    def _parts(self) -> tuple[str, str]:
        found = _ROW.match(self.text)
        return (found[1], _COMMENT.sub("", found[2]).strip()) if found else ("", "")

    @property
    def word(self) -> str:
        """The word or key that it begins with, if any."""
        return self._parts[0]

    @property
    def is_key(self) -> bool:
        """Whether it begins with a key of the telephone."""
        return self.word.isdigit()

    @property
    def is_item(self) -> bool:
        """Whether it begins with a dash."""
        return self.text.lstrip().startswith("- ")

    @property
    def is_open(self) -> bool:
        """Whether nothing stands behind its word, so that something belongs below it."""
        return bool(self.word) and not self._parts[1]

    @property
    def opens_text(self) -> bool:
        """Whether the text that it begins is on the lines below it."""
        return self._parts[1] in (">", "|") or self.text.strip() in ("- >", "- |", "-")

    @cached_property
    def is_blank(self) -> bool:
        """Whether it says nothing to the machine: a comment at most."""
        return self.text.lstrip()[:1] in ("", "#")

    def moved(self, by: int) -> "Row":
        """The same, so many spaces to the right, or as far to the left as it can."""
        return self if self.is_blank else replace(self, text=" " * max(self.indent + by, 0) + self.text.lstrip(" "))


@dataclass(frozen=True)
class Draft:
    """A file with some of its lines mended; `blamed` are the lines of the file that problems stand at."""

    file: str
    rows: tuple[Row, ...]
    blamed: frozenset[int] = frozenset()

    @classmethod
    def of(cls, source: Source) -> "Draft":
        """The file as it is."""
        lines = (source.line(number) for number in range(1, source.lines + 1))
        return cls(source.file, tuple(Row(line, number, line) for number, line in enumerate(lines, 1)))

    @property
    def source(self) -> Source:
        """What would stand in the file."""
        return Source(self.file, "\n".join(row.text for row in self.rows))

    def with_texts(self, mended: Mapping[int, str]) -> "Draft":
        """With these texts in their places."""
        return self._with({at: replace(self.rows[at], text=text) for at, text in mended.items()})

    def moved(self, rows: range, by: int) -> "Draft":
        """With these rows so many spaces further to the right."""
        return self._with({at: self.rows[at].moved(by) for at in rows})

    def _with(self, mended: Mapping[int, Row]) -> "Draft":
        return replace(self, rows=tuple(mended.get(at, row) for at, row in enumerate(self.rows)))

    def inserted(self, at: int, text: str) -> "Draft":
        """With a line put in above this row."""
        return replace(self, rows=(*self.rows[:at], Row(text, self.rows[at].number, ""), *self.rows[at:]))

    @cached_property
    def _said(self) -> list[int]:
        return [at for at, row in enumerate(self.rows) if not row.is_blank]

    def above(self, at: int) -> Row | None:
        """The nearest row above it that says something."""
        place = bisect_left(self._said, at)
        return self.rows[self._said[place - 1]] if place else None

    def below(self, at: int) -> Row | None:
        """The nearest row below it that says something."""
        place = bisect_right(self._said, at)
        return self.rows[self._said[place]] if place < len(self._said) else None

    @cached_property
    def _chains(self) -> list[tuple[int, ...]]:
        chains: list[tuple[int, ...]] = []
        chain: tuple[int, ...] = ()
        for at, row in enumerate(self.rows):
            chains.append(chain)
            if row.word:
                chain = (at, *self._outside(chain, row.indent))
        return chains

    def _outside(self, chain: tuple[int, ...], indent: int) -> Iterator[int]:
        return dropwhile(lambda at: self.rows[at].indent >= indent, chain)

    def chain(self, at: int) -> tuple[int, ...]:
        """The rows with a word above it, nearest first, each less indented than the one before: where it can belong."""
        return self._chains[at]

    def items(self, at: int, step: int) -> Iterator[Row]:
        """The dashes below it, or above it with -1 for a step, nearest first, up to a word."""
        rows = self.rows[at + 1 :] if step > 0 else reversed(self.rows[:at])
        return (row for row in takewhile(lambda row: not row.word, rows) if row.is_item)

    def block(self, at: int) -> range:
        """The row and what stands below it, indented further."""
        return range(at, 1 + max([at, *self.inside(self.rows[at].indent, at)]))

    def inside(self, indent: int, at: int) -> Iterator[int]:
        """The rows after this one, as long as they are indented further."""
        for place in islice(self._said, bisect_right(self._said, at), None):
            if self.rows[place].indent <= indent:
                return
            yield place

    def keys(self, at: int, indent: int, step: int) -> list[str]:
        """The keys of the same menu below a row, or above it with -1 for a step, when they are indented so far."""
        rows = self.rows[at + 1 :] if step > 0 else reversed(self.rows[:at])
        menu = takewhile(lambda row: row.is_blank or row.indent >= indent, rows)
        return [row.word for row in menu if row.is_key and row.indent == indent]

    def position(self, at: int, column: int) -> Position:
        """The place in the file of a character of a row, counted from 0; at the end of the line where it is no more."""
        row = self.rows[at]
        column += len(row.was) - len(row.text)
        return Position(self.file, row.number, min(max(column, 0), max(len(row.was) - 1, 0)) + 1)

    def original(self, problem: Problem) -> Problem:
        """A problem of the draft, where it stands in the file."""
        place = problem.position
        return structs.replace(problem, position=self.position(place.line - 1, place.column - 1))


@dataclass(frozen=True)
class Slip:
    """What may have gone wrong, and the draft without it; what is not likely has to explain why the reading stopped."""

    problem: Problem
    draft: Draft
    is_likely: bool = True
