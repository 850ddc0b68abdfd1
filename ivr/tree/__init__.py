"""The menu as a picture: one model, made from the compiled script, and five ways to write it down."""

from ivr.budget import Said
from ivr.tree.dot import dot
from ivr.tree.html import html
from ivr.tree.mermaid import mermaid
from ivr.tree.node import Kind, Node, Turn
from ivr.tree.picture import picture
from ivr.tree.plain import rows, short, text
from ivr.tree.svg import place_of, svg

__all__ = [
    "Kind",
    "Node",
    "Said",
    "Turn",
    "dot",
    "html",
    "mermaid",
    "picture",
    "place_of",
    "rows",
    "short",
    "svg",
    "text",
]
