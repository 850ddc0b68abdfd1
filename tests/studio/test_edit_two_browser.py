"""Two people who write at once, and a server that is away: nothing that was written is lost."""

from contextlib import contextmanager

from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until
from tests.studio.writing import NEW, OLD, changes, draft, is_checked, opens, replaces


@contextmanager
def other(chromium, url):
    """Somebody else, with the same page open."""
    with browsing.visit(chromium, url) as visited:
        yield opens(visited)


def test_who_only_reads_sees_what_another_writes(visit, chromium, url):
    """A page on which nothing was written follows the draft, and says so."""
    page = opens(visit)
    with other(chromium, url) as second:
        changes(second, OLD, NEW)
    until(page, lambda: "Het concept is veranderd, door iemand anders" in page.inner_text("#status"))
    until(page, lambda: NEW.removesuffix(".") in page.inner_text("#changes"))
    assert page.is_visible("text=Bewaard")


def conflict(page, second):
    """Two people write in the same sentence, at the same moment."""
    page.route("**/studio/draft", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    replaces(page, OLD, "Bel ons gerust.")
    changes(second, OLD, NEW)
    page.unroute("**/studio/draft")
    page.wait_for_selector("#notices >> text=Iemand anders heeft het concept veranderd")
    assert found(page) == []
    page.click("text=Bekijk beide teksten")
    page.wait_for_selector("#both .cm-deletedChunk")


def test_the_second_writer_keeps_their_own(visit, chromium, url):
    """Whoever was second is told and sees both; what they choose is the draft, and the other text stays to be had."""
    page = opens(visit)
    with other(chromium, url) as second:
        conflict(page, second)
        assert found(page) == []
        page.set_viewport_size(PHONE["viewport"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("#keep-mine")
        until(page, lambda: "Bel ons gerust." in draft(page)["text"])
        page.wait_for_selector("#aside summary")
        page.click("#aside summary")
        with page.expect_download() as kept:
            page.click("#aside a")
        assert NEW in kept.value.path().read_text()
        until(second, lambda: "iemand anders" in second.inner_text("#status"))


def test_who_saves_after_another_is_told_before_anything_is_replaced(visit, chromium, url):
    """A page that did not hear of the other's text yet cannot save over it."""
    page = opens(visit)
    with other(chromium, url) as second:
        page.route(
            "**/studio/draft", lambda route: route.abort() if route.request.method == "GET" else route.continue_()
        )
        changes(second, OLD, NEW)
        replaces(page, OLD, "Bel ons gerust.")
        page.wait_for_selector("#notices >> text=Iemand anders heeft het concept veranderd")
        assert NEW in draft(second)["text"]
        assert not page.is_enabled("#publish")


def test_the_second_writer_takes_the_others(visit, chromium, url):
    """Whoever takes the other's text first gets their own as a file."""
    page = opens(visit)
    with other(chromium, url) as second:
        conflict(page, second)
        with page.expect_download() as kept:
            page.click("#take-theirs")
        assert "Bel ons gerust." in kept.value.path().read_text()
        until(page, lambda: not page.is_visible("#conflict"))
        is_checked(page)
        assert NEW in draft(page)["text"]
        assert not page.is_visible("#notices >> text=Iemand anders")


def test_the_second_writer_takes_one_piece_of_the_other(visit, chromium, url):
    """Of both texts a choice can be made piece by piece."""
    page = opens(visit)
    with other(chromium, url) as second:
        changes(second, "Zeven dagen in de week.", "Elke dag.")
        until(page, lambda: "iemand anders" in page.inner_text("#status"))
        conflict(page, second)
        page.click("text=Neem die van de ander hier")
        page.click("#keep-mine")
        until(page, lambda: not page.is_visible("#conflict"))
        assert NEW in draft(page)["text"]


def test_a_server_that_is_away_costs_no_text(visit):
    """While the server cannot be reached the text stays and can be had as a file; when it is back it is saved."""
    page = opens(visit)
    page.route("**/studio/*", lambda route: route.abort())
    replaces(page, OLD, NEW)
    page.wait_for_selector("#notices >> text=De server is niet bereikbaar.")
    assert "Nog niet bewaard" in page.inner_text("#saved")
    assert found(page) == []
    with page.expect_download() as kept:
        page.click("#notices >> text=Download menus.yml")
    assert NEW in kept.value.path().read_text()
    page.unroute("**/studio/*")
    until(page, lambda: NEW in draft(page)["text"])
    until(page, lambda: not page.is_visible("#notices >> text=De server is niet bereikbaar."))


def loses(route):
    """Let the server do what is asked, and lose its answer."""
    if route.request.method == "PUT":
        route.fetch()
    route.abort()


def test_a_text_that_was_saved_after_all_is_ones_own(visit):
    """When only the answer got lost, the page finds that the text is saved, and speaks of nobody else."""
    page = opens(visit)
    page.route("**/studio/draft", lambda route: loses(route) if route.request.method == "PUT" else route.continue_())
    replaces(page, OLD, NEW)
    page.wait_for_selector("#notices >> text=De server is niet bereikbaar.")
    until(page, lambda: "Nog niet" not in page.inner_text("#saved"))
    assert "iemand anders" not in page.inner_text("#status")


def test_a_lost_answer_is_no_conflict(visit):
    """When the text was saved but the answer got lost, whoever writes on is not told that somebody else did."""
    page = opens(visit)

    page.route("**/studio/draft", loses)
    replaces(page, OLD, NEW)
    page.wait_for_selector("#notices >> text=De server is niet bereikbaar.")
    assert NEW in draft(page)["text"]
    replaces(page, NEW, "Bel ons gerust.")
    page.unroute("**/studio/draft")
    until(page, lambda: "Bel ons gerust." in draft(page)["text"])
    assert not page.is_visible("#notices >> text=Iemand anders")


def test_a_draft_is_begun_again(visit):
    """Whoever begins again gets what is in menus.yml, and the draft is put aside."""
    page = opens(visit)
    changes(page, OLD, NEW)
    page.click("#restart")
    page.click("#restart-now")
    until(page, lambda: OLD in draft(page)["text"])
    page.wait_for_selector("#aside summary")
    assert not page.is_visible("#restart")


def test_who_leaves_with_unsaved_text_is_asked(visit):
    """A page that is closed before the text is saved asks; one whose text is saved does not."""
    page = opens(visit)
    asked = []

    def answers(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answers)
    changes(page, OLD, NEW)
    page.reload()
    page.wait_for_selector(".cm-content")
    assert asked == []
    is_checked(page)
    page.route("**/studio/draft", lambda route: route.abort())
    replaces(page, NEW, OLD)
    page.reload()
    assert asked == ["beforeunload"]
