"""What holds for every page of the studio in a real browser: small, quiet, for everybody, and usable by keys alone."""

import gzip
from itertools import pairwise

import pytest

from ivr.studio.pages import PAGES
from tests.conftest import URL
from tests.studio import browsing
from tests.studio.browsing import PHONE, found
from tests.studio.visitor import PASSWORD, basic

EDITOR = "/studio/static/codemirror.js"
THERE = {
    "call": "#drawing svg",
    "edit": "#editions li",
    "record": "#introduce",
    "counts": "#charts svg >> nth=0",
}
"""What is on a page when all of it is."""

MOST_TABS = 100
FOCUSED = """
() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  window.seen ??= new Set();
  window.seen.add(at);
  const isShown = at.shadowRoot || getComputedStyle(at).outlineStyle !== "none";
  return isShown ? "shown" : at.outerHTML;
}
"""
LEFT_OUT = """
() => [...document.querySelectorAll("a[href], button:enabled, input:enabled, select, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !(one.type === "radio" && !one.checked) && !window.seen.has(one))
  .map((one) => one.outerHTML)
"""

each_page = pytest.mark.parametrize("name", [page.name for page in PAGES])


def opens(visited, name):
    """Open a page and wait until all of it is there."""
    path = next(page.path for page in PAGES if page.name == name)
    visited.page.goto(f"{visited.url}/studio{path}")
    visited.page.wait_for_selector(THERE[name])
    visited.page.wait_for_load_state("networkidle")
    return visited.page


@each_page
def test_a_first_view_is_small_quiet_and_from_here(visit, name):
    """Less than 100 kB is sent, besides the editor where one writes; no error, and no other host."""
    opens(visit, name)
    editor = visit.sent.pop(EDITOR, 0)
    assert (editor > 0) == (name == "edit")
    assert editor < 150_000
    assert 5_000 < visit.size < 100_000
    assert visit.is_clean()


@each_page
@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_a_page_says_what_it_is_to_everybody(chromium, url, name, screen):
    """Its language, name, and headings in order; axe finds nothing, and on a phone nothing sticks out."""
    with browsing.visit(chromium, url, **screen) as visited:
        page = opens(visited, name)
        label = next(one.label for one in PAGES if one.name == name)
        levels = [
            int(tag[1])
            for tag in page.locator(":is(h1, h2, h3):visible").evaluate_all("all => all.map(h => h.tagName)")
        ]
        assert page.get_attribute("html", "lang") == "nl"
        assert page.title() == f"{label} - De studio"
        assert page.inner_text("nav [aria-current=page]") == page.inner_text("h1") == label
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert "width=device-width" in page.get_attribute("meta[name=viewport]", "content")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert found(page) == []


@each_page
def test_a_page_can_be_used_by_keys_alone(visit, name):
    """Tab comes by everything that can be pressed or filled in, shows where it is, and stays in none of it."""
    page = opens(visit, name)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if (focused := page.evaluate(FOCUSED)) is None:
            break
        assert focused == "shown"
    assert focused is None
    assert page.evaluate(LEFT_OUT) == []


def test_what_can_be_packed_is_packed_for_who_unpacks_it(visitor):
    """A browser that takes gzip gets less of the same, another one gets it as it is, and no cache mixes the two."""
    plain = visitor.gets(EDITOR)
    packed = visitor.client.get(EDITOR, base_url=URL, headers=basic(PASSWORD) | {"Accept-Encoding": "br, gzip"})
    refused = visitor.client.get(EDITOR, base_url=URL, headers=basic(PASSWORD) | {"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == refused.data
    assert len(packed.data) < len(plain.data) / 3 + 1000
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
