"""The counts in a real browser: an operator chooses days, reads a chart or its table, and keeps the figures."""

import pytest
from msgspec.structs import replace

from tests.server import free_port
from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until
from tests.studio.counting import AWAY, MONDAY, count, count_lately
from tests.studio.visitor import HASH

TODAY = "[name=period][value='1']"


@pytest.fixture(autouse=True)
def counted(studio_settings):
    """A line that was called on the last three days."""
    count_lately(studio_settings)


def opens(visit):
    """Open the page with the counts, and wait for its figures."""
    page = visit.page
    page.goto(f"{visit.url}/studio/counts")
    page.wait_for_selector("#charts svg")
    return page


def chooses(page, days):
    """Choose a period, and wait until the number of days in the first table has changed."""
    page.check(f"[name=period][value='{days}']")
    until(page, lambda: page.locator("#callers tbody tr").count() == days)


def test_the_last_week_is_shown_at_once(visit):
    """Three subjects, each with a drawing that has a name and words, and a table with the same figures."""
    page = opens(visit)
    for name, title in [("callers", "per dag"), ("choices", "Gekozen"), ("outcomes", "verbinden")]:
        assert title in page.inner_text(f"#{name} h2")
        told = page.locator(f"#{name} svg")
        assert title in told.locator("title").text_content()
        words = told.locator("desc").text_content()
        for row in page.locator(f"#{name} tbody tr").all():
            day_or_name, figure, *_ = row.locator("th, td").all_text_contents()
            short = day_or_name.partition(" ")[2].rpartition("-")[0] if name == "callers" else day_or_name
            assert f"{short}: {figure}" in words
    assert page.locator("#callers rect.day").count() == 3
    assert page.locator("#callers path.hidden").count() == 4
    assert "binnen 3 seconden" in page.inner_text("#notes")
    assert "<10" in page.inner_text("#notes")
    assert visit.is_clean()


def test_another_period_is_chosen_by_keyboard(visit):
    """The arrow keys choose a period; the days between two dates are typed and asked for with Enter."""
    page = opens(visit)
    page.focus("[name=period]:checked")
    page.keyboard.press("ArrowDown")
    until(page, lambda: page.locator("#callers tbody tr").count() == 30)
    assert not page.is_visible("#callers table"), "a long table is folded"
    page.focus("#callers summary")
    page.keyboard.press("Enter")
    assert page.is_visible("#callers table")
    page.check("[name=period][value=own]")
    page.fill("#from", "2026-05-04")
    page.fill("#until", "2026-05-05")
    page.keyboard.press("Enter")
    until(page, lambda: page.inner_text("#status") == "Tellingen van ma 4-5-2026 tot en met di 5-5-2026")
    assert visit.is_clean()


def test_today_is_told_in_tens(visit):
    """1234 calls are 1230 as long as the day lasts."""
    page = opens(visit)
    chooses(page, 1)
    assert page.locator("#callers tbody td").first.inner_text() == "1.230"
    assert "nog niet voorbij" in page.inner_text("#notes")


@pytest.mark.parametrize(
    ("kind", "begins", "figure"),
    [
        ("csv", "day,group,name,label,number\n", "2026-05-04,callers,calls,Gesprekken begonnen,1234\n"),
        ("svg", "<svg ", "4-5: 1.234."),
    ],
)
def test_the_figures_can_be_kept(visit, studio_settings, tmp_path, kind, begins, figure):
    """A click saves those of the days that are shown."""
    count(studio_settings, MONDAY)
    page = opens(visit)
    page.check("[name=period][value=own]")
    page.fill("#from", "2026-05-04")
    page.fill("#until", "2026-05-04")
    page.click("text=Toon")
    until(page, lambda: page.inner_text("#status") == "Tellingen van ma 4-5-2026")
    with page.expect_download() as saved:
        page.click(f"#{kind}")
    assert saved.value.suggested_filename == f"tellingen-2026-05-04-2026-05-04.{kind}"
    saved.value.save_as(tmp_path / "kept")
    kept = (tmp_path / "kept").read_text(encoding="utf-8")
    assert kept.startswith(begins)
    assert figure in kept


def test_a_database_that_is_away_leaves_the_page(chromium, studio_settings):
    """One sentence instead of figures, and a period can still be chosen."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = replace(studio_settings, public_url=url, studio_password=HASH, database_url=AWAY)
    with browsing.server(settings, url, port), browsing.visit(chromium, url) as visited:
        page = visited.page
        page.goto(f"{url}/studio/counts")
        page.wait_for_selector("#status.error")
        assert page.inner_text("#status").startswith("Er zijn nu geen cijfers: ")
        assert not page.is_visible("#csv")
        assert found(page) == []
        page.check(TODAY)
        page.wait_for_selector("#status.error")


def test_the_menu_shows_what_was_chosen_today(visit):
    """In the place's text, for a screen reader, and as a mark in the drawing; not in that of the draft."""
    page = visit.opens()
    assert page.locator(".chosen-today").count() == 0
    page.check("[name=which][value=live]")
    page.wait_for_selector(".chosen-today")
    assert page.locator(".chosen-today text").all_text_contents() == ["40+"]
    assert "40+ keer vandaag gekozen" in page.locator("#drawing [data-state='2']").get_attribute("aria-label")
    assert "vandaag gekozen: <10" in page.locator("#drawing [data-state='3']").get_attribute("aria-label")
    page.click("#drawing [data-state='2']")
    assert "Vandaag gekozen: 40+" in page.inner_text("#place")
    page.click("#drawing [data-state='3']")
    assert "Vandaag gekozen: <10" in page.inner_text("#place")
    assert found(page) == []
    assert visit.is_clean()


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(chromium, url, screen):
    """axe-core finds nothing with any period, and on a phone nothing sticks out."""
    with browsing.visit(chromium, url, **screen) as visited:
        page = opens(visited)
        for days in (7, 1, 90):
            chooses(page, days)
            assert found(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.check("[name=period][value=own]")
        page.click("#callers summary")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


READABLE = """(drawings) => drawings.every((drawing) => {
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  const edge = drawing.getBoundingClientRect().right;
  const texts = [...drawing.querySelectorAll("text")];
  return texts.every((text) => parseFloat(getComputedStyle(text).fontSize) * scale >= 9.5
    && text.getBoundingClientRect().right <= edge);
})"""
"""Whether every letter is large enough, and none sticks out."""


@pytest.mark.parametrize("width", [320, 360, 768, 769, 1400])
def test_the_charts_fit_on_every_screen(chromium, url, width):
    """On a telephone nothing has to be moved sideways, and what is written in them can be read; also turned."""
    with browsing.visit(chromium, url, viewport={"width": width, "height": 740}) as visited:
        page = opens(visited)
        for days in (7, 90):
            chooses(page, days)
            frames = page.locator(".chart").evaluate_all("(all) => all.map((one) => one.scrollWidth - one.clientWidth)")
            assert frames == [0, 0, 0]
            assert page.locator("#charts svg").evaluate_all(READABLE)
        page.set_viewport_size({"width": 900, "height": width})
        until(page, lambda: page.locator("#choices svg").get_attribute("width") == "760")
        assert visited.is_clean()


def test_it_is_small_and_from_here(visit):
    """Less than 100 kB, and nothing from another host."""
    opens(visit).wait_for_load_state("networkidle")
    assert 10_000 < visit.size < 100_000
    assert visit.is_clean()
