"""The menu as lines of text, for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ivr.tree.node import Kind, Node
from ivr.tree.words import ESTIMATED, lasts, notes, recorded

ASIDE: Final = (Kind.WAITING, Kind.WHISPER, Kind.AFTERWARDS)
"""What is said to who waits, to an advisor, or when one could not be had: nobody looks for these in the menu."""


def rows(node: Node) -> Iterator[tuple[str, Node]]:
    """The branches with their keys, from top to bottom, each with the place that it shows."""
    yield node.label, node
    yield from _branches(node.children, "")


def short(node: Node) -> str:
    """The branches and nothing else: the menu, what is announced, and who is rung."""
    return "".join(f"{row}\n" for row, _ in rows(_without_asides(node)))


def text(node: Node) -> str:
    """The branches, and behind them how long callers listen in each place and what is not recorded."""
    shown = [(row, _lengths(place), recorded(place.turns)) for row, place in rows(node)]
    wide, long = (max(len(row[column]) for row in shown) for column in (0, 1))
    lines = [f"{row:{wide}}  {lengths:>{long}}  {missing}".rstrip() for row, lengths, missing in shown]
    if not all(place.is_recorded for place in node.walk()):
        lines += ["", ESTIMATED]
    return "\n".join(lines) + "\n"


def _branches(nodes: Sequence[Node], indent: str) -> Iterator[tuple[str, Node]]:
    for node in nodes:
        branch, below = ("└─", "   ") if node is nodes[-1] else ("├─", "│  ")
        named = f"{node.key}  {node.label}" if node.key else node.label
        more = node.brief or notes(node)
        yield f"{indent}{branch} {named}{f' ({more})' if more else ''}", node
        yield from _branches(node.children, f"{indent}{below}   ")


def _without_asides(node: Node) -> Node:
    return replace(node, children=tuple(_without_asides(one) for one in node.children if one.kind not in ASIDE))


def _lengths(node: Node) -> str:
    lengths = [lasts(turn).removesuffix(" s") for turn in node.turns if turn.said]
    return " + ".join(lengths) + " s" if lengths else ""
