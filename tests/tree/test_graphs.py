"""The pictures for a terminal, for Mermaid and for Graphviz."""

import re

import pytest

from ivr.tree import dot, mermaid, picture, text
from tests.tree.conftest import NASTY, made

DOT = re.compile(
    r'(?:"(?P<id>[\w-]+)"(?: -> "(?P<to>[\w-]+)")?|graph|node|edge) \[(?:\w+=(?:\w+|"(?:[^"\\]|\\.)*"),? ?)+\];'
)
MERMAID = re.compile(
    r's_\w+(?:\(\[|\{\{|\[|\()"(?P<label>(?:[\w ?,!]|#\d+;|<br/>)+)"(?:\]\)|\}\}|\]|\))'
    r'|s_\w+ -->(?:\|"(?:\w|#\d+;)+"\|)? s_\w+|classDef todo [\w: -]+|class s_\w+ todo'
)


def test_the_text_tells_how_long_callers_listen(plain):
    """An operator sees the seconds of each place below each other, those of each part apart."""
    assert text(plain()).splitlines() == [
        "Veilig Thuis                                        10 s",
        "├─ 1  Nood (overal)                                 10 s",
        "├─ 0  Adviseur (overal, en voor wie niets doet)      2 s",
        "│     ├─ Wie opneemt (moet 1 toetsen)                4 s",
        "│     ├─ Als niemand opneemt                         6 s",
        "│     └─ Als het gesprek wegvalt                     6 s",
        "├─ 2  Wat kost het bellen?                           8 s",
        "└─ 3  Geweld                                         8 s",
        "      └─ 2  Vormen van geweld (2 delen)          8 + 8 s",
    ]


def test_the_text_tells_what_is_not_recorded(plain):
    """An operator sees where work is to be done, and that those lengths are a guess; elsewhere nothing is added."""
    rows = text(plain("Slaan.", "Ik verbind u door met een adviseur.")).splitlines()
    assert rows[2].endswith("± 3 s  niet opgenomen")
    assert rows[6].endswith(" 8 s")
    assert rows[8].endswith("± 6 + 8 s  7 van 8 opgenomen")
    assert rows[9:] == ["", "± is geschat: wat niet is opgenomen, zegt de computerstem."]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_a_graph(name):
    """Whatever an option is called, Graphviz reads one statement a line, and the name as it is."""
    head, *rows, end = dot(made(name)).splitlines()
    assert (head, end) == ("digraph ivr {", "}")
    assert all(DOT.fullmatch(row.strip()) for row in rows)
    label = next(row for row in rows if row.startswith('  "2" [')).partition('label="')[2].partition(r"\n1 s")[0]
    assert re.sub(r"\\(.)", r"\1", label).replace("&amp;", "&") == name


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_a_flowchart(name):
    """Whatever an option is called, Mermaid reads letters and numbers only, and shows the name as it is."""
    head, *rows = mermaid(made(name)).splitlines()
    assert head == "flowchart LR"
    assert all(MERMAID.fullmatch(row.strip()) for row in rows)
    found = next(MERMAID.fullmatch(row.strip()) for row in rows if row.startswith("  s_2("))
    label = found["label"].partition("<br/>")[0] if found else None
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label or "") == name


def test_graphs_draw_what_is_not_recorded_with_dashes(plain):
    """The difference survives a grey print."""
    node = plain("Bellen is gratis.")
    assert 'style="rounded,dashed", label="Wat kost het bellen?' in dot(node)
    assert [row for row in mermaid(node).splitlines() if row.endswith(" todo")] == ["  class s_2 todo"]
    assert dot(plain()).count("dashed") == 0


@pytest.mark.parametrize("write", [dot, mermaid])
def test_graphs_have_every_place_and_every_key(menu_line, script, write):
    """All eleven questions are in the graph, and one key leads to each place."""
    node = picture(menu_line, script, {})
    written = write(node)
    assert written.count("->") == sum(1 for _ in node.walk()) - 1
    assert all(place.label.rstrip("?") in written for place in node.walk())
