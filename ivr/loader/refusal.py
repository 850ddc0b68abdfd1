"""What the models (pydantic) refuse, with the part of the file that it is about."""

from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import ErrorDetails

from ivr.loader import places
from ivr.loader.tree import Node
from ivr.loader.words import Loc

_KEYS: Final = {"pronounce": "pronounced-word", "hours": "day", "holidays": "date", "minutes": "minutes"}
"""What is wrong with a word before a colon that is no word of ours; elsewhere that is a key of the telephone."""


_ABSENT: Final = {"no-ring": "ring", "no-queue": "queue"}
"""The word that is missing where something has to be told."""


@dataclass(frozen=True)
class Refusal:
    """An error of the models, and the part of the file that it is about; `rest` of the path is not in the file.

    `meant` is the word that an unknown word probably stands for.
    """

    kind: str
    found: str
    path: Loc
    node: Node
    rest: Loc
    limits: dict[str, Any]
    meant: str | None = None

    @property
    def parent(self) -> Loc:
        """Where the word stands, or should have stood."""
        return self.path[:-1]

    @property
    def word(self) -> str:
        """The last word or key of the file on the way to the mistake."""
        known = self.path[: len(self.path) - len(self.rest)]
        return next((str(step) for step in reversed(known) if isinstance(step, str)), "")

    @property
    def paragraph(self) -> int:
        """Which paragraph of the text it is about, counted from 0."""
        last = self.rest[-1] if self.rest else 0
        return 1 if self.kind == "blank-line" else last if isinstance(last, int) else 0


def refusal(details: ErrorDetails, root: Node) -> Refusal:
    """The error with what the file has there."""
    path, context = details["loc"], dict(details.get("ctx", {}))
    kind = context.pop("rule", details["type"])
    if path[-1:] == ("[key]",):
        kind, path = _KEYS.get(str(path[-3]), "key"), path[:-1]
    if kind in _ABSENT:
        kind, path = "missing", (*path[:-1], _ABSENT[kind])
    found = context.pop("found", details["input"])
    return Refusal(kind, found if isinstance(found, str) else "", path, *places.find(root, path), context)
