"""The drawing of a menu: nothing overlaps, nothing leaves its box, and a grey print tells everything."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.tree import Kind, Node, Said, Turn, svg
from tests.tree.conftest import NASTY, made
from tests.tree.drawing import SVG, Drawing

WIDTHS = {
    278: "ijlI .,:;'/",
    333: "ft-()",
    389: "r",
    474: '"',
    500: "z",
    556: "aceksvxyJ0123456789",
    611: "bdghnopquFLTZ?",
    667: "EPSVXY",
    722: "ABCDHKNRU&",
    778: "wGOQ",
    833: "M",
    889: "m%",
    944: "W",
    975: "@",
}
HELVETICA_BOLD = {char: width for width, chars in WIDTHS.items() for char in chars}
"""Widths of characters as Adobe's font metrics give them, in thousandths of the size; Arial Bold has the same."""

letters = st.sampled_from(list(HELVETICA_BOLD))
labels = st.text(letters, max_size=80).map(lambda text: f"x{text}")


def nodes(children: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Node]:
    """Places with one to six parts."""
    said = st.just((Said("Tekst.", 1.0, recorded=False),))
    turns = st.lists(st.builds(Turn, st.uuids().map(str), said), min_size=1, max_size=6).map(tuple)
    return st.builds(Node, st.sampled_from("23456789"), labels, st.sampled_from(Kind), turns, children)


trees = st.recursive(
    nodes(st.just(())), lambda inner: nodes(st.lists(inner, max_size=4).map(tuple)), max_leaves=10
)  # fmt: skip


@given(trees)
@settings(max_examples=60)
def test_no_box_overlaps_another_or_leaves_the_drawing(node):
    """Whatever the menu, everything can be read."""
    drawing = Drawing(svg(node))
    boxes = list(drawing.boxes.values())
    assert len(boxes) == sum(1 for _ in node.walk())
    assert all(box.left >= 0 and box.right <= drawing.width for box in boxes)
    assert all(box.top >= 0 and box.bottom <= drawing.height for box in boxes)
    for one, two in combinations(boxes, 2):
        apart = one.right <= two.left or two.right <= one.left or one.bottom <= two.top or two.bottom <= one.top
        assert apart, (one, two)


def lines_of(label):
    """The lines of a box that has this label, each no wider than the box has room for."""
    said = (Said("Tekst.", 1.0, recorded=True),)
    box = Drawing(svg(Node("", label, Kind.MENU, (Turn("start", said),)))).boxes["start"]
    lines = box.lines[:-1]
    assert all(14 / 1000 * sum(map(HELVETICA_BOLD.__getitem__, line)) <= box.right - box.left - 20 for line in lines)
    return lines


@given(labels)
@settings(max_examples=100)
def test_no_text_leaves_its_box(label):
    """However long the words are, all of them stand within the border, and none is lost."""
    assert "".join(lines_of(label)).replace("-", "").replace(" ", "") == label.replace("-", "").replace(" ", "")


@pytest.mark.parametrize("letter", sorted(HELVETICA_BOLD.keys() - {" "}))
def test_no_letter_is_wider_than_is_thought(letter):
    """Words of one letter only, short ones and one that must be broken, stay in their box too."""
    assert len(lines_of(f"{letter * 7} {letter * 7} " * 10 + letter * 200)) > 3


def test_a_menu_stands_in_the_middle_of_what_is_behind_it(plain):
    """The eye finds where a branch begins: halfway between the first and the last of its choices."""
    boxes = Drawing(svg(plain())).boxes
    first, last = boxes["1"], boxes["3-2"]
    assert boxes["start"].top + boxes["start"].bottom == pytest.approx(first.top + last.bottom)
    assert boxes["3"].top + boxes["3"].bottom == pytest.approx(last.top + last.bottom)


def test_a_long_question_is_wrapped_between_its_words():
    """A Dutch question of ordinary length keeps its words whole."""
    question = "Veilig Thuis inschakelen bij de meldcode?"
    assert " ".join(Drawing(svg(made(question))).boxes["2"].lines[:-1]) == question


def test_keys_stand_beside_their_boxes(plain):
    """Who looks at the drawing sees which key leads where; the opening needs none."""
    boxes = Drawing(svg(plain())).boxes
    assert {state: box.key for state, box in boxes.items()} == {
        "start": None, "1": "1", "0": "0", "2": "2", "3": "3", "3-2": "2",
        "whisper": None, "0-unavailable": None, "0-dropped": None,
    }  # fmt: skip


def test_where_a_drawing_begins_no_key_is_shown(plain):
    """A drawing of one menu begins with that menu: what leads there is on another sheet."""
    menu = plain().children[3]
    assert Drawing(svg(menu)).boxes["3"].key is None


def test_recorded_and_not_recorded_differ_in_line_and_in_words(plain):
    """Somebody who sees no colours, or has a grey print, sees what is still to be recorded."""
    boxes = Drawing(svg(plain("Bellen is gratis."))).boxes
    assert {state for state, box in boxes.items() if box.dashed} == {"2"}
    assert boxes["2"].lines[-1] == "± 7 s, 3 van 4 opgenomen"
    assert boxes["3-2"].lines[1:] == ("deel 1: 8 s", "deel 2: 8 s")


def test_every_state_can_be_found_by_a_page(plain):
    """Each place and each further part has an id, once, so that a page can point at it."""
    drawing = Drawing(svg(plain()))
    assert len(set(drawing.ids)) == len(drawing.ids)
    assert {"state-start", "state-1", "state-0", "state-3-2", "state-3-2-part-2"} <= set(drawing.ids)
    named = [element.attrib["data-state"] for element in drawing.root.iter() if "data-state" in element.attrib]
    assert sorted(named) == [
        *("0", "0-dropped", "0-unavailable", "1", "2", "3", "3-2", "3-2-part-2", "start", "whisper")
    ]


@pytest.mark.parametrize(("here", "marked"), [(None, set()), ("3", {"3"}), ("3-2-part-2", {"3-2"})])
def test_one_place_can_be_pointed_out(plain, here, marked):
    """Who follows a call sees where the caller is; in a later part of an answer that is the answer's box."""
    boxes = Drawing(svg(plain(), here=here)).boxes.values()
    assert {box.state for box in boxes if box.marked} == marked


def test_the_part_that_is_pointed_out_is_in_bold(plain):
    """Of an answer in parts, one sees which part the caller listens to."""
    texts = Drawing(svg(plain(), here="3-2-part-2")).root.iter(f"{SVG}text")
    assert [text.text for text in texts if text.text and "deel" in text.text[:4] and "font-weight" in text.attrib] == [
        "deel 2: 8 s"
    ]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_the_drawing(name):
    """Whatever an option is called, it is text and nothing else."""
    assert "".join(Drawing(svg(made(name))).boxes["2"].lines[:-1]).replace(" ", "") == name.replace(" ", "")


def test_a_screen_reader_is_told_what_it_is(plain):
    """The drawing is one picture with a name, a description and a language."""
    root = Drawing(svg(plain())).root
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.attrib["role"], root.attrib["lang"]) == ("img", "nl")
    assert title is not None
    assert desc is not None
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], desc.attrib["id"]]
    assert title.text == "Het keuzemenu: Veilig Thuis"
    assert "1 nood, 0 adviseur, * terug" in (desc.text or "")


def test_the_same_menu_gives_the_same_drawing(plain):
    """A drawing kept in a folder changes only when the menu does."""
    assert svg(plain()) == svg(plain())
