"""The page for writing in a real browser: a mistake is told and mended, and everybody can use it everywhere."""

import time

import pytest

from ivr.studio.menus import Menus
from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until
from tests.studio.writing import NEW, OLD, changes, draft, is_checked, opens, replaces

LOOK, LONGER = 5, 6
"""Seconds between two looks of the page at what others did, and of a check that takes longer."""


def test_a_mistake_is_underlined_told_and_mended(visit):
    """While one types, a wrong word is underlined, and in a list that goes to it; publishing has to wait."""
    page = opens(visit)
    changes(page, "option: Wat kost het bellen?", "optoin: Wat kost het bellen?")
    until(page, lambda: page.locator("#problems .error").count() >= 1)
    assert not page.is_enabled("#publish")
    assert "geen fouten" in page.inner_text("#why-not")
    page.click("#problems .error >> nth=0 >> button")
    assert page.locator(".cm-lintRange-error").first.inner_text().startswith("optoin")
    assert page.evaluate("document.activeElement.className") == "code"
    page.keyboard.press("Control+Delete")
    page.keyboard.insert_text("option")
    is_checked(page)
    until(page, lambda: page.locator("#problems .error").count() == 0)
    assert visit.is_clean()


def test_a_problem_that_is_seen_while_calling_is_one_click_away(visit, menus):
    """From the list beside the telephone a problem leads to its line in the text."""
    menus.write_text(menus.read_text().replace("Dat nummer is gratis", "Ongeldige keuze. Dat nummer is gratis"))
    page = visit.opens()
    page.click("#problems a >> text=regel 128")
    page.wait_for_selector(".cm-activeLine >> text=Ongeldige keuze")


def test_the_keyboard_gets_out_of_the_text(visit):
    """Tab leaves the text for what is below it, and Ctrl-S saves at once."""
    page = opens(visit)
    page.click(".cm-content")
    page.keyboard.type("# ")
    page.keyboard.press("Control+s")
    until(page, lambda: draft(page)["text"].count("# ") > 0 and "Bewaard om" in page.inner_text("#saved"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "code"


def test_where_nothing_can_be_written_the_text_is_a_download(visit):
    """On a disk that is read-only the page says so; problems and changes are shown, and the file can be had."""
    page = visit.page
    why = "In de map /srv kan de server niet schrijven: de schijf is alleen te lezen."
    told = {"is_kept": False, "is_writable": False, "why": why}

    def refuses(route):
        answer = route.fetch()
        route.fulfill(response=answer, **({"json": answer.json() | told} if answer.status == 200 else {}))

    page.route("**/studio/draft", refuses)
    opens(visit)
    assert why in page.inner_text("#notices")
    replaces(page, OLD, NEW)
    until(page, lambda: "ons altijd" in page.inner_text("#changes"))
    assert not page.is_enabled("#publish")
    assert not page.is_enabled("#save")
    assert found(page) == []
    with page.expect_download() as kept:
        page.click("#notices >> text=Download menus.yml")
    assert NEW in kept.value.path().read_text()


def test_without_the_editor_a_plain_field_does(visit):
    """When the editor cannot be loaded, the same page works with a plain field."""
    page = visit.page
    page.route("**/codemirror.js", lambda route: route.abort())
    opens(visit)
    text = page.input_value("#text textarea")
    page.fill("#text textarea", text.replace(OLD, NEW).replace("option: Wat kost", "optoin: Wat kost"))
    until(page, lambda: NEW in draft(page)["text"])
    page.click("#problems .error >> nth=0 >> button")
    start = page.evaluate("document.activeElement.selectionStart")
    assert page.input_value("#text textarea")[start:].startswith("optoin")
    assert found(page) == []


def test_a_check_that_takes_long_is_waited_for(visit, monkeypatch):
    """Of a large menu a check takes seconds: what is typed is saved meanwhile, and looked at once."""
    page = opens(visit)
    asked = []
    made = Menus.made

    def slowly(menus, text):
        asked.append(text)
        time.sleep(LONGER)
        return made(menus, text)

    monkeypatch.setattr(Menus, "made", slowly)
    replaces(page, OLD, NEW)
    until(page, lambda: NEW in draft(page)["text"])
    assert "eerst nagekeken" in page.inner_text("#why-not")
    until(page, lambda: NEW in page.inner_text("#changes"))
    page.wait_for_timeout(LOOK * 1000)
    assert sum(NEW in text for text in asked) == 1


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_everybody_can_write(chromium, url, screen):
    """axe-core finds nothing, with a mistake and while publishing is asked, and on a phone nothing sticks out."""
    with browsing.visit(chromium, url, **screen) as visited:
        page = opens(visited)
        assert found(page) == []
        changes(page, "answer: >", "anwser: >")
        page.wait_for_selector("#problems .error")
        page.click("#problems .error >> nth=0 >> button")
        page.keyboard.press("F8")
        assert found(page) == []
        changes(page, "anwser: >", "answer: >")
        page.click("#find")
        assert found(page) == []
        page.press("[name=search]", "Escape")
        changes(page, OLD, NEW)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("#publish")
        until(page, lambda: "Bewezen" in page.inner_text("#proof"))
        page.click("#certificate summary")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visited.is_clean()
