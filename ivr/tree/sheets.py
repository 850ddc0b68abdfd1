"""Cuts a menu that is too large for one sheet of paper into drawings that do fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ivr.tree.node import Node

MOST: Final = 24
"""Ends of branches on one sheet; more would be too small to read on A4."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing: a place with what is behind it, as far as that is not on another sheet."""

    number: int
    node: Node
    elsewhere: Mapping[str, int]
    """On which sheet the rest is, by state."""


def sheets(node: Node) -> list[Sheet]:
    """The whole menu; each menu that is not drawn where its key leads has a sheet of its own."""
    starts = list(_starts(node))
    numbers = {start.state: number for number, start in enumerate(starts, start=1)}
    return [Sheet(number, start, _others(numbers, start)) for number, start in enumerate(starts, start=1)]


def _starts(node: Node) -> Iterator[Node]:
    yield node
    if _ends(node) > MOST:
        for child in node.children:
            if child.children:
                yield from _starts(child)


def _others(numbers: Mapping[str, int], start: Node) -> dict[str, int]:
    return {child.state: numbers[child.state] for child in start.children if child.state in numbers}


def _ends(node: Node) -> int:
    return sum(map(_ends, node.children)) or 1
