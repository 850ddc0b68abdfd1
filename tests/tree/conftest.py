"""Small pictures: of the plain menu, and of places made up."""

import pytest

from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.tree import Kind, Node, Said, Turn, picture
from tests.conftest import ROOT

PLAIN = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8")
NASTY = [
    '"aan", \\ haal; #1 [x] (y) {z} | & a=b',
    "1. eerste\\",
    "- lijst `code` *vet* _x_",
    "end",
    "style: x#a; classDef: y#b;",
    '\';--> "] --> X["',
    "\\N \\L \\G",
    "<b>vet</b> ]]> &amp; #35;",
]


def made(*labels: str, children: tuple[Node, ...] = (), seconds: float = 1.0, recorded: bool = True) -> Node:
    """An opening with answers behind it that have these names."""
    said = (Said("Een tekst.", seconds, recorded),)
    answers = [Node(str(key), label, Kind.ANSWER, (Turn(str(key), said),)) for key, label in enumerate(labels, 2)]
    return Node("", "Veilig Thuis", Kind.OPENING, (Turn("start", said),), (*answers, *children))


@pytest.fixture
def plain():
    """The plain menu of which everything is recorded, at two seconds a text, except for the texts in `missing`."""

    def draw(*missing: str) -> Node:
        line = loads(PLAIN)
        script = compile_script(line)
        return picture(line, script, {text: 2.0 for text in script.prompts() if text not in missing})

    return draw
