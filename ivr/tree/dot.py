"""The menu as a graph in the DOT language, for Graphviz."""

from collections.abc import Iterator

from ivr.tree.node import Kind, Node
from ivr.tree.words import sums_up, where

_STYLES = {
    Kind.OPENING: "bold,rounded",
    Kind.ANNOUNCEMENT: "rounded",
    Kind.EMERGENCY: "bold",
    Kind.ADVISOR: "bold",
    Kind.TEAM: "solid",
    Kind.QUEUE: "solid",
    Kind.WAITING: "rounded",
    Kind.WHISPER: "rounded",
    Kind.AFTERWARDS: "rounded",
    Kind.MENU: "solid",
    Kind.ANSWER: "rounded",
}


def dot(node: Node) -> str:
    """A graph from left to right; dashed boxes hold what is not all recorded."""
    head = (
        "digraph ivr {",
        f'  graph [rankdir=LR, ordering=out, label="{_escaped(node.label)}", fontname="Helvetica"];',
        '  node [shape=box, fontname="Helvetica"];',
        '  edge [fontname="Helvetica"];',
    )
    return "\n".join([*head, *_places(node), "}"]) + "\n"


def _places(node: Node) -> Iterator[str]:
    style = _STYLES[node.kind] + ("" if node.is_recorded else ",dashed")
    yield f'  "{node.state}" [style="{style}", label="{_label(node)}"];'
    for child in node.children:
        yield from _places(child)
        yield f'  "{node.state}" -> "{child.state}" [label="{_escaped(child.key)}"];'


def _label(node: Node) -> str:
    named = f"{node.label} ({where(node)})" if where(node) else node.label
    return r"\n".join(map(_escaped, filter(None, (named, *node.notes, *sums_up(node)))))


def _escaped(text: str) -> str:
    r"""As it stands within quotes in a label, where \N would mean the node's name and &eacute; a letter."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
