"""Where everything stands in a drawing of the menu: boxes from left to right, wide enough for what they say.

Lengths are in the drawing's own units (a pixel at its natural size). There are no font metrics here: letters are taken
to be a little wider than those of Arial, so that a text stays in its box whatever font there is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ivr.tree.node import Kind, Node, Turn
from ivr.tree.words import sums_up, where

WIDTH: Final = 264
PADDING: Final = 10
ROOM: Final = WIDTH - 2 * PADDING
GAP: Final = 64
BETWEEN: Final = 12
LABEL, DETAIL = 14, 12
"""Sizes of the letters; a line is LEADING times as high."""
LEADING: Final = 1.3

_EMS: Final = {
    0.4: " .,:;!'|/()[]-ijlIftr",
    0.8: "wABCDEGHKNOPQRSUVXY&",
    1.0: "mMW@%—…",
}
"""How wide characters are at most in Arial Bold, as a share of their size; small letters are narrower than 0.63."""
_EM: Final = {char: em for em, chars in _EMS.items() for char in chars}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text at height `y`; `turn` is the one of which it tells the length."""

    text: str
    y: float
    size: int
    bold: bool = False
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One place in the menu, its upper left corner at (x, y)."""

    node: Node
    x: float
    y: float
    height: float
    rows: tuple[Row, ...]
    above: "Box | None" = None
    """The box from which the key leads here."""

    @property
    def middle(self) -> float:
        """The height at which keys lead in and out."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class _Sized:
    """A place with all that is behind it, before it has a place in the drawing."""

    node: Node
    rows: tuple[Row, ...]
    height: float
    children: tuple["_Sized", ...]
    below: float
    """How high the children are together."""

    @property
    def block(self) -> float:
        return max(self.height, self.below)


def boxes(node: Node, elsewhere: Mapping[str, int]) -> list[Box]:
    """The box of every place; what is behind the states in `elsewhere` is drawn on the sheet of that number."""
    return list(_placed(_sized(node, elsewhere), 0, 0, None))


def stacked(text: str, top: float, size: int, width: float, *, bold: bool = False) -> list[Row]:
    """The text from `top` down, in lines that are not wider than this."""
    lines = enumerate(wrapped(text, size, width))
    return [Row(line, top + size * (1 + LEADING * number), size, bold) for number, line in lines]


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in lines that are not wider than this; a word that is wider by itself is broken."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and _wide(f"{line} {word}", size) <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        *full, line = _broken(word, size, width)
        lines += full
    return [*lines, line]


def _broken(word: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and _wide(f"{piece}{char}-", size) > width and _wide(word, size) > width:
            yield f"{piece}-"
            piece = ""
        piece += char
    yield piece


def _wide(text: str, size: float) -> float:
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    return _EM.get(char, 0.63 if ord(char) < 0x250 else 1.1)


def _sized(node: Node, elsewhere: Mapping[str, int]) -> _Sized:
    sheet = elsewhere.get(node.state)
    rows = tuple(_rows(node, sheet))
    children = () if sheet else tuple(_sized(child, elsewhere) for child in node.children)
    below = sum(child.block for child in children) + BETWEEN * max(0, len(children) - 1)
    return _Sized(node, rows, rows[-1].y + PADDING, children, below)


def _rows(node: Node, sheet: int | None) -> Iterator[Row]:
    yield from stacked(node.label, PADDING, LABEL, ROOM, bold=node.kind is not Kind.ANSWER)
    y = PADDING + LABEL * LEADING * len(wrapped(node.label, LABEL, ROOM))
    remarks = (where(node), *node.notes, f"verder op blad {sheet}" if sheet else "")
    told = zip(sums_up(node), node.turns, strict=True)
    for text, turn in [*((remark, None) for remark in remarks), *told]:
        if not text:
            continue
        for row in stacked(text, y, DETAIL, ROOM):
            yield replace(row, turn=turn)
            y += DETAIL * LEADING


def _placed(sized: _Sized, x: float, top: float, above: Box | None) -> Iterator[Box]:
    own = Box(sized.node, x, top + (sized.block - sized.height) / 2, sized.height, sized.rows, above)
    yield own
    below = top + (sized.block - sized.below) / 2
    for child in sized.children:
        yield from _placed(child, x + WIDTH + GAP, below, own)
        below += child.block + BETWEEN
