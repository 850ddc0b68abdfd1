"""The page for writing in a real browser: an operator changes a sentence, mends a mistake, publishes, takes it back."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.server import free_port
from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until

OLD = "U kunt dag en nacht bellen."
NEW = "U kunt ons altijd bellen."


def opens(visit):
    """Open the page for writing, and wait until the text is there and was looked at."""
    page = visit.page
    page.goto(f"{visit.url}/studio/edit")
    page.wait_for_selector("#text .cm-content, #text textarea")
    is_checked(page)
    return page


def is_checked(page):
    """Wait until what is written has been looked at and saved."""
    until(page, lambda: "fout" in page.inner_text("#verdict") and "Nog niet" not in page.inner_text("#saved"))


def replaces(page, old, new):
    """Look for a piece of text, and write something else in its place."""
    page.click("#find")
    page.fill("[name=search]", old)
    page.press("[name=search]", "End")  # it looks at what is typed when a key is let go
    page.press("[name=search]", "Enter")
    page.press("[name=search]", "Escape")
    page.keyboard.insert_text(new)


def changes(page, old, new):
    """Replace a piece of text, and wait until it is saved and was looked at."""
    replaces(page, old, new)
    until(page, lambda: new in draft(page)["text"])
    is_checked(page)


def draft(page):
    """The draft as the server has it."""
    return page.request.get(page.url.partition("/edit")[0] + "/draft").json()


def live(page, words):
    """Whether callers hear this."""
    told = page.request.get(page.url.partition("/edit")[0] + "/menu/live").json()
    return any(words in text for place in told["places"] for turn in place["turns"] for text, *_ in turn["said"])


def publishes(page, note=""):
    """Ask for it, wait for the proof, and say so."""
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    page.fill("#note", note)
    page.click("#publish-now")
    page.wait_for_selector("#published >> text=Gepubliceerd als editie")


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


def test_words_are_completed_with_what_they_are_for(visit):
    """At its place in the tree each word is proposed with its meaning, and a new choice as a whole."""
    page = opens(visit)
    replaces(page, "  tell_topic: yes", "  tell_topic: yes")
    replaces(page, "    rounds: 3 ", "    rounds: 3\n  conn")
    page.keyboard.type("e")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=connect")
    assert "volgorde wachten" in page.inner_text(".cm-completionInfo")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.click("#complete")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=queue")
    assert "bellers wachten op volgorde" in page.inner_text(".cm-tooltip-autocomplete")
    assert found(page) == []


def test_a_new_choice_is_filled_in(visit):
    """A key with nothing behind it becomes a choice with an answer, in the layout of the manual."""
    page = opens(visit)
    replaces(page, "Dat staat op internet.", "Dat staat op internet.\n          ")
    page.keyboard.type("4")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=een keuze met een antwoord")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.keyboard.type("Wie maakt een meldcode?")
    page.keyboard.press("Tab")
    page.keyboard.type("Elke hulporganisatie.")
    rows = ["          4:", "  option: Wie maakt een meldcode?", "  answer: >", "    Elke hulporganisatie."]
    until(page, lambda: f"\n{' ' * 10}".join(rows) in draft(page)["text"])
    is_checked(page)
    until(page, lambda: "Wie maakt een meldcode?) is nieuw" in page.inner_text("#changes"))


def test_the_keyboard_gets_out_of_the_text(visit):
    """Tab leaves the text for what is below it, and Ctrl-S saves at once."""
    page = opens(visit)
    page.click(".cm-content")
    page.keyboard.type("# ")
    page.keyboard.press("Control+s")
    until(page, lambda: draft(page)["text"].count("# ") > 0 and "Bewaard om" in page.inner_text("#saved"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "code"


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
    until(page, lambda: "Iemand anders heeft het concept veranderd" in page.inner_text("#status"))
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
        page.click("#keep-mine")
        until(page, lambda: "Bel ons gerust." in draft(page)["text"])
        page.wait_for_selector("#aside summary")
        page.click("#aside summary")
        with page.expect_download() as kept:
            page.click("#aside a")
        assert NEW in kept.value.path().read_text()
        until(second, lambda: "Iemand anders" in second.inner_text("#status"))


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
        until(page, lambda: "Iemand anders" in page.inner_text("#status"))
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


def test_a_lost_answer_is_no_conflict(visit):
    """When the text was saved but the answer got lost, whoever writes on is not told that somebody else did."""
    page = opens(visit)

    def loses(route):
        if route.request.method == "PUT":
            route.fetch()
            route.abort()
        else:
            route.abort()

    page.route("**/studio/draft", loses)
    replaces(page, OLD, NEW)
    page.wait_for_selector("#notices >> text=De server is niet bereikbaar.")
    assert NEW in draft(page)["text"]
    replaces(page, NEW, "Bel ons gerust.")
    page.unroute("**/studio/draft")
    until(page, lambda: "Bel ons gerust." in draft(page)["text"])
    assert not page.is_visible("#notices >> text=Iemand anders")


def test_an_edition_is_put_back_from_the_list(visit):
    """Each edition can be put back, after being asked once; a draft stays what it is."""
    page = opens(visit)
    changes(page, OLD, NEW)
    publishes(page)
    until(page, lambda: "1 ding anders" in page.inner_text("#editions li:has(strong)"))
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


PROPOSED = [
    ("|", {"welcome", "emergency", "menu"}),
    ("advisor:\n  ring:\n    numbers: []\n    |", {"order", "seconds", "rounds"}),
    ("advisor:\n  ring:\n    order: |", {"all_at_once", "one_after_another"}),
    ("advisor:\n  teams:\n    - na|", {"name", "hours", "numbers"}),
    ("advisor:\n  teams:\n    - name: Dag\n      |", {"hours", "numbers"}),
    ("advisor:\n  teams:\n  - name: Dag\n    order: one|", {"one_after_another"}),
    ("menu:\n  2:\n    option: Een\n    |", {"answer", "menu"}),
    ("menu:\n  2:\n    option: Een\n    answer: Twee\n  |", {"3: een keuze met een antwoord"}),
    ("menu:\n  2:\n    option: Een\n    menu:\n      |", {"2: een keuze met een menu erachter"}),
    ("announcements:\n  - reason: |", {"outage", "evacuation", "holiday"}),
]
NOTHING = [
    "welcome: Goedendag wel|",
    "welcome: >\n  Goedendag\n  wel|",
    "menu:\n  2:\n    answer:\n      - >\n        opt|",
    "# wel|",
]
ASKS = """async ([rows, number, column]) => {
  const [{ placeAt }, { proposed }] = await Promise.all([
    import("/studio/static/edit-place.js"), import("/studio/static/edit-words.js"),
  ]);
  const place = placeAt(rows, number, column);
  const schema = await (await fetch("/studio/schema")).json();
  return place ? proposed(schema, place).map((one) => one.label) : [];
}"""


def proposals(page, text):
    """What is proposed where the stroke is."""
    rows = text.split("\n")
    return set(page.evaluate(ASKS, [[*rows[:-1], rows[-1].removesuffix("|")], len(rows) - 1, len(rows[-1]) - 1]))


def test_what_is_proposed_is_what_can_stand_there(visit):
    """At every place its own words, none that is there already, and none within a text."""
    page = opens(visit)
    for text, words in PROPOSED:
        assert words <= proposals(page, text), text
    assert "numbers" not in proposals(page, PROPOSED[1][0])
    assert "name" not in proposals(page, PROPOSED[4][0])
    assert "welcome" not in proposals(page, PROPOSED[1][0])
    for text in NOTHING:
        assert proposals(page, text) == set(), text


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


def test_a_draft_is_begun_again(visit):
    """Whoever begins again gets what is in menus.yml, and the draft is put aside."""
    page = opens(visit)
    changes(page, OLD, NEW)
    page.click("#restart")
    page.click("#restart-now")
    until(page, lambda: OLD in draft(page)["text"])
    page.wait_for_selector("#aside summary")
    assert not page.is_visible("#restart")


@pytest.fixture
def read_only(studio_settings, menus):
    """The address of a studio where neither the draft nor the menu can be written."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with browsing.server(replace(studio_settings, public_url=address), address, port):
        yield address


def test_where_nothing_can_be_written_the_text_is_a_download(chromium, read_only):
    """On a disk that is read-only the page says so; problems and changes are shown, and the file can be had."""
    with browsing.visit(chromium, read_only) as visited:
        page = visited.page
        why = "In de map /srv kan de server niet schrijven: de schijf is alleen te lezen."
        told = {"is_kept": False, "is_writable": False, "why": why}

        def refuses(route):
            answer = route.fetch()
            route.fulfill(response=answer, **({"json": answer.json() | told} if answer.status == 200 else {}))

        page.route("**/studio/draft", refuses)
        opens(visited)
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


def test_who_leaves_with_unsaved_text_is_asked(visit):
    """A page that is closed before the text is saved asks; one whose text is saved does not."""
    page = opens(visit)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    changes(page, OLD, NEW)
    page.reload()
    page.wait_for_selector(".cm-content")
    assert asked == []
    is_checked(page)
    page.route("**/studio/draft", lambda route: route.abort())
    replaces(page, NEW, OLD)
    page.reload()
    assert asked == ["beforeunload"]


def test_the_first_view_is_small_without_the_editor(visit):
    """Less than 100 kB before the editor comes, and nothing from another host."""
    page = visit.page
    page.route("**/codemirror.js", lambda route: route.abort())
    page.goto(f"{visit.url}/studio/edit")
    is_checked(page)
    page.wait_for_load_state("networkidle")
    assert 10_000 < visit.size < 100_000


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
