"""Where in the file an error of the models stands: as close to the mistake as can be told."""

from ivr.loader.tree import Node
from ivr.loader.words import Loc


def find(root: Node, path: Loc) -> tuple[Node, Loc]:
    """The deepest value on the path, and what of the path the file does not have."""
    node, rest = root, path
    while rest and not node.refused and (child := _child(node, rest[0])):
        node, rest = child, rest[1:]
    return node, rest


def _child(node: Node, step: int | str) -> Node | None:
    match node.value:
        case dict(children) if isinstance(step, str):
            return children.get(step)
        case list(items) if isinstance(step, int) and step < len(items):
            return items[step]
    return None


def pinpoint(node: Node, paragraph: int, found: str, text: str) -> int:
    """Where `found` stands in a value; else where the paragraph (counted from 0) or the value begins."""
    if isinstance(node.value, list):
        node = next((item for item in reversed(node.value) if item.value == found), node)
    start = _paragraph(node, paragraph, text)
    at = text.find(found, start, node.end) if found else -1
    return start if at < 0 else at


def _paragraph(node: Node, number: int, text: str) -> int:
    """A paragraph begins at a line with a blank line above it; the line of > or | is not part of the text."""
    lines = text[node.start : node.end].splitlines(keepends=True)
    starts, offset, above = [], node.start, ""
    if node.style in (">", "|"):
        offset += len(lines.pop(0))
    for line in lines:
        if line.strip() and not above.strip():
            starts.append(offset + len(line) - len(line.lstrip()))
        offset, above = offset + len(line), line
    return starts[number] if number < len(starts) else node.start
