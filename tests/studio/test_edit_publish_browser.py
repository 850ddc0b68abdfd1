"""Publishing from the page for writing, and going back."""

from tests.studio.browsing import found, until
from tests.studio.writing import NEW, OLD, changes, draft, live, opens, publishes


def test_a_sentence_is_changed_published_and_taken_back(visit):
    """What is written is heard by callers once it is published, with its note in the list; one press undoes it."""
    page = opens(visit)
    assert not page.is_enabled("#publish")
    changes(page, OLD, NEW)
    assert "Bewaard om" in page.inner_text("#saved")
    told = page.inner_text("#changes")
    assert "Toets 2, 4 (Wat kost het bellen?) zegt iets anders." in told
    assert "ons altijd" in page.locator("#changes ins").all_inner_texts()
    assert not live(page, NEW)
    publishes(page, "Altijd bereikbaar")
    until(page, lambda: live(page, NEW))
    assert "“Altijd bereikbaar”" in page.locator("#editions li").first.inner_text()
    until(page, lambda: not page.is_enabled("#publish"))
    page.click("text=Ongedaan maken")
    page.click("#restore-now")
    until(page, lambda: live(page, OLD))
    until(page, lambda: "Ongedaan gemaakt" in page.locator("#editions li").first.inner_text())
    assert visit.is_clean()


def test_an_edition_is_put_back_from_the_list(visit):
    """Each edition can be put back, after being asked once; a draft stays what it is."""
    page = opens(visit)
    changes(page, OLD, NEW)
    publishes(page)
    until(page, lambda: "1 verandering voor bellers" in page.inner_text("#editions li:has(strong)"))
    changes(page, NEW, "Bel ons gerust.")
    page.click("#editions >> text=Zet terug")
    assert "Uw concept blijft" in page.inner_text("#restoring-about")
    assert found(page) == []
    page.click("#restoring .back")
    assert live(page, NEW)
    page.click("#editions >> text=Zet terug")
    page.fill("#restoring-note", "Toch de oude")
    page.click("#restore-now")
    until(page, lambda: live(page, OLD))
    assert "Bel ons gerust." in draft(page)["text"]
    assert "“Toch de oude”" in page.locator("#editions li").first.inner_text()


def test_a_menu_that_was_changed_elsewhere_is_not_replaced_unasked(visit, menus):
    """When menus.yml was changed outside the studio, publishing says so and asks for it."""
    page = opens(visit)
    changes(page, OLD, NEW)
    menus.write_text(menus.read_text().replace("Zeven dagen in de week.", "Elke dag."))
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    assert "menus.yml is buiten de studio om veranderd" in page.inner_text("#behind")
    assert not live(page, NEW)
    assert found(page) == []
    page.click("text=Toch publiceren")
    page.wait_for_selector("#published >> text=Gepubliceerd als editie")
    until(page, lambda: live(page, NEW))


def test_a_menu_that_changes_at_the_last_moment_is_not_replaced_unasked(visit, menus):
    """When menus.yml is changed after publishing was asked for, it is asked once more."""
    page = opens(visit)
    changes(page, OLD, NEW)
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    assert not page.is_visible("#behind")
    menus.write_text(menus.read_text().replace("Zeven dagen in de week.", "Elke dag."))
    page.click("#publish-now")
    page.wait_for_selector("text=Toch publiceren")
    assert not live(page, NEW)
    page.click("text=Toch publiceren")
    page.wait_for_selector("#published >> text=Gepubliceerd als editie")


def test_what_is_not_proven_cannot_be_published(visit):
    """Where the proof finds an exception the page shows it, and has no button."""
    page = opens(visit)
    changes(page, OLD, NEW)
    told = {"is_proven": False, "text": "NIET BEWEZEN: een uitzondering", "edition": "0"}
    page.route("**/studio/certificate", lambda route: route.fulfill(json=told))
    page.click("#publish")
    until(page, lambda: "Niet bewezen" in page.inner_text("#proof"))
    assert "een uitzondering" in page.inner_text("#certificate pre")
    assert not page.is_visible("#publish-now")
    assert found(page) == []
