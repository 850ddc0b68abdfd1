"""A menu file that could be read: the line in it, and the place in the file of everything that the line holds."""

import re
from dataclasses import dataclass
from itertools import islice

from ivr.loader import places
from ivr.loader.source import Source
from ivr.loader.tree import Node
from ivr.loader.words import Loc
from ivr.menu import Line
from ivr.problems import Position


@dataclass(frozen=True)
class MenuFile:
    """The line, and the file it was read from. Paths are the file's words: `("menu", "2", "answer", 0, 1)`.

    The last numbers are a part of an answer and a paragraph of it, counted from 0, also where the file has but one.
    """

    line: Line
    root: Node
    source: Source

    def word(self, path: Loc) -> Position:
        """Where the word, or the key of the telephone, at the end of the path stands."""
        node, _ = places.find(self.root, path)
        return self.source.position(node.start if node.key is None else node.key)

    def text(self, path: Loc, found: str = "", skip: int = 0) -> Position:
        """Where a text begins; with `found`, the place where that stands in it, however its lines are broken.

        `skip` is how often it stands in the text before that.
        """
        node, rest = places.find(self.root, path)
        last = rest[-1] if rest else 0
        start = places.pinpoint(node, last if isinstance(last, int) else 0, "", self.source.text)
        return self.source.position(self._sought(found, skip, start, node.end) if found else start)

    def _sought(self, found: str, skip: int, start: int, end: int) -> int:
        """In the file a quote may be doubled, and a line broken at any space."""
        pattern = re.compile(r"\s+".join(re.escape(word).replace("'", "'{1,2}") for word in found.split()))
        places = [match.start() for match in islice(pattern.finditer(self.source.text, start, end), skip + 1)]
        return places[-1] if places else start
