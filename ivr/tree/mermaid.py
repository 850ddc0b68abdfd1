"""The menu as a Mermaid flowchart, for documents and wikis that draw those."""

from collections.abc import Iterator

from ivr.tree.node import Kind, Node
from ivr.tree.words import sums_up, where

_BOXES = {
    Kind.OPENING: ("([", "])"),
    Kind.ANNOUNCEMENT: ("(", ")"),
    Kind.EMERGENCY: ("{{", "}}"),
    Kind.ADVISOR: ("{{", "}}"),
    Kind.TEAM: ("[", "]"),
    Kind.QUEUE: ("[", "]"),
    Kind.WAITING: ("(", ")"),
    Kind.WHISPER: ("(", ")"),
    Kind.AFTERWARDS: ("(", ")"),
    Kind.MENU: ("[", "]"),
    Kind.ANSWER: ("(", ")"),
}


def mermaid(node: Node) -> str:
    """A flowchart from left to right; dashed boxes hold what is not all recorded."""
    return "\n".join(["flowchart LR", *_places(node), *_classes(node)]) + "\n"


def _places(node: Node) -> Iterator[str]:
    before, after = _BOXES[node.kind]
    yield f'  {_id(node)}{before}"{_label(node)}"{after}'
    for child in node.children:
        yield from _places(child)
        key = f'|"{_escaped(child.key)}"|' if child.key else ""
        yield f"  {_id(node)} -->{key} {_id(child)}"


def _classes(node: Node) -> Iterator[str]:
    yield "  classDef todo stroke-dasharray:6 4"
    for place in node.walk():
        if not place.is_recorded:
            yield f"  class {_id(place)} todo"


def _id(node: Node) -> str:
    """A letter in front: Mermaid gives words like `end` a meaning."""
    return "s_" + node.state.replace("-", "_")


def _label(node: Node) -> str:
    named = f"{node.label} ({where(node)})" if where(node) else node.label
    return "<br/>".join(map(_escaped, filter(None, (named, *node.notes, *sums_up(node)))))


def _escaped(text: str) -> str:
    """Everything that could mean something to Mermaid, to Markdown or to HTML becomes the number of its character."""
    return "".join(char if char.isalnum() or char in " ?,!" else f"#{ord(char)};" for char in text)
