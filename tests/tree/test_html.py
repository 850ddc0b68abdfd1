"""The page with the drawing and all texts: complete, closed to the outside, and readable by everyone."""

import re
from html.parser import HTMLParser

import pytest

from ivr.tree import Kind, Node, Said, Turn, html
from tests.tree.conftest import NASTY, made

VOID = {"meta", "rect", "circle", "path"}


class Page(HTMLParser):
    """A page of which every element is closed, with its elements, ids and the texts in the list."""

    def __init__(self, content):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(content)
        self.close()
        assert self.open == []

    def handle_startendtag(self, tag, attrs):
        """An element without contents."""
        self.tags.append((tag, dict(attrs)))

    def handle_starttag(self, tag, attrs):
        """Note the element, and where we are."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "li" and "ol" in self.open:
            self.said.append("")

    def handle_endtag(self, tag):
        """Elements are closed in order."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the texts of the list."""
        if self.open[-2:] == ["ol", "li"]:
            self.said[-1] += data.strip()

    def ids(self):
        """Every id on the page."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def test_every_text_is_on_the_page(plain):
    """Who cannot see the drawing reads the same in the list: each text of each place, in order."""
    node = plain()
    expected = [one.text for place in node.walk() for turn in place.turns for one in turn.said]
    assert Page(html(node)).said == expected


def test_the_page_needs_nothing_from_elsewhere(plain):
    """Opening the page tells nobody anything: no script, no address, and a policy that forbids both."""
    content = html(plain())
    page = Page(content)
    policy = next(attrs for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert re.findall(r"https?:[^\"' ]+", content) == ["http://www.w3.org/2000/svg"]
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not {"src", "href", "style", "onclick"} & attributes
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_the_page(name):
    """Whatever an option is called, it is text and nothing else."""
    assert {tag for tag, _ in Page(html(made(name))).tags} == {tag for tag, _ in Page(html(made("Gewoon"))).tags}


def large(width=5, depth=2, prefix=""):
    """Menus within menus, each as wide."""
    said = (Said("Tekst.", 1.0, recorded=True),)
    for key in "23456789"[:width]:
        state = f"{prefix}{key}"
        children = tuple(large(width, depth - 1, f"{state}-")) if depth else ()
        yield Node(key, f"Keuze {state}", Kind.MENU if depth else Kind.ANSWER, (Turn(state, said),), children)


def test_a_large_menu_is_drawn_on_sheets_that_can_be_read():
    """A menu of a hundred questions is cut where keys lead to another menu, and no place is lost or told twice."""
    page = Page(html(made(children=tuple(large()))))
    assert [attrs["id"] for tag, attrs in page.tags if tag == "figure"] == [f"blad-{n}" for n in range(1, 32)]
    assert len(set(page.ids())) == len(page.ids())
    assert sum(1 for name in page.ids() if name.startswith("state-")) == 1 + 5 + 25 + 125


def test_a_small_menu_is_one_drawing(plain):
    """An ordinary menu fits on one sheet of paper."""
    assert html(plain()).count("<figure") == 1


def test_a_branch_on_another_sheet_says_where():
    """Who reads a print knows on which sheet the rest is."""
    content = html(made(children=tuple(large())))
    assert "verder op blad 2<" in content
    assert "Blad 3 van 31: Keuze 2-2 (toets 2, dan 2)" in content
