"""The menu as lines of text, for a terminal."""

from collections.abc import Iterator, Sequence

from ivr.tree.picture import Node
from ivr.tree.words import ESTIMATED, lasts, notes, recorded


def rows(node: Node) -> Iterator[tuple[str, Node]]:
    """The branches with their keys, from top to bottom, each with the place that it shows."""
    yield node.label, node
    yield from _branches(node.children, "")


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
        more = f" ({notes(node)})" if notes(node) else ""
        yield f"{indent}{branch} {node.key}  {node.label}{more}", node
        yield from _branches(node.children, f"{indent}{below}   ")


def _lengths(node: Node) -> str:
    return " + ".join(lasts(turn).removesuffix(" s") for turn in node.turns) + " s"
