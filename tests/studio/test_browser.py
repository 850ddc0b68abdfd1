"""The studio in a real browser: an operator calls, hears, presses, answers and reads."""

import pytest

from tests.conftest import ADVISOR
from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until


def hears(page, words):
    """Wait until the page shows that this is said."""
    until(page, lambda: page.inner_text("#now").startswith(words))


def skips_to(page, words):
    """Skip what is said, and silence, until the page shows these words."""
    for _ in range(60):
        if words in page.inner_text("#now"):
            return
        if page.is_enabled("#skip"):
            page.click("#skip")
        page.wait_for_timeout(60)
    raise AssertionError(page.inner_text("#now"))


def test_the_recordings_sound_to_their_end_and_in_order(visit):
    """Who calls really hears the welcome, and then the emergency sentence."""
    page = visit.opens()
    page.click("#call")
    until(page, lambda: len(visit.played()) >= 2)
    first, second = visit.played()[:2]
    assert "goedendag-dit-is" in first["address"]
    assert "is-er-nu-direct-gevaar" in second["address"]
    assert first["long"] == pytest.approx(2.96, abs=0.05)
    assert first["at"] == pytest.approx(first["long"], abs=0.05)
    assert visit.is_clean()


SPEAKS = """
let voices = [{ lang: "en-GB" }];
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices() {
    setTimeout(() => { voices = [{ lang: "en-GB" }, { lang: "nl-NL" }]; });
    return voices;
  },
  speak(words) {
    window.said.push(`${words.voice.lang}: ${words.text}`);
    setTimeout(() => words.onend(), 100);
  },
  cancel() {},
} });
"""
"""A voice as browsers have one: it is there a moment after the first time that it was asked for."""


def test_what_has_no_recording_is_spoken_by_the_browser(visit, menus):
    """The Dutch voice says it, when it is done the recordings go on, and what is recorded is not said twice."""
    menus.write_text(menus.read_text().replace("welcome: Goedendag.", "welcome: Goedenavond."))
    visit.page.add_init_script(SPEAKS)
    page = visit.opens()
    page.click("#call")
    until(page, lambda: len(visit.played()) >= 1)
    assert page.evaluate("window.said") == ["nl-NL: Goedenavond. Dit is Veilig Thuis Rotterdam Rijnmond."]
    assert "is-er-nu-direct-gevaar" in visit.played()[0]["address"]
    assert visit.is_clean()


def test_a_key_breaks_in_at_once(visit):
    """Key 1 on the keyboard stops the welcome; the guidance sounds, is in the report, and is where the tree points."""
    page = visit.opens()
    page.click("#call")
    hears(page, "Goedendag")
    page.keyboard.press("1")
    hears(page, "Is er direct gevaar?")
    until(page, lambda: len(visit.played()) >= 1)
    assert "is-er-direct-gevaar-bel-dan-altijd" in visit.played()[0]["address"]
    assert page.locator("#drawing .here").get_attribute("data-state") == "1"
    rows = page.locator("#transcript li").all_inner_texts()
    assert "Goedendag" in rows[0]
    assert "toets 1" in rows[1]
    assert "<Gather" in page.text_content("#twiml")
    assert visit.is_clean()


def test_silence_is_seen_and_leads_on(visit):
    """When everything has been said a timer runs, and the line asks again by itself."""
    page = visit.opens()
    page.check("#mute")
    page.click("#call")
    skips_to(page, "De lijn luistert")
    assert page.is_visible("#silence")
    assert page.inner_text("#left") in "67"
    hears(page, "U kunt nu kiezen")
    assert not page.is_visible("#silence")


def test_an_advisor_answers_and_the_call_is_copied_as_a_test(visit):
    """Who does nothing comes to where telephones ring; the page answers for the advisor, and prints the call."""
    page = visit.opens()
    page.click("#call")
    page.keyboard.press("0")
    skips_to(page, "Er gaat een telefoon over")
    assert ADVISOR in page.inner_text("#rings")
    page.click("text=In gesprek")
    skips_to(page, "Er gaat een telefoon over")
    page.click("text=Neemt op en toetst 1")
    page.wait_for_selector(f"text=In gesprek met {ADVISOR}")
    page.click("#copy")
    page.wait_for_selector("text=De test staat op het klembord.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert 'call.advisors_do("busy")' in copied
    assert copied == page.text_content("#test")
    page.click("text=De adviseur hangt op")
    page.wait_for_selector("text=Het gesprek is voorbij.")
    assert visit.is_clean()


def test_the_tree_can_be_walked_by_keyboard(visit):
    """The arrow keys go from place to place, and Enter tells what is said there."""
    page = visit.opens()
    page.focus("#drawing [tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    told = page.inner_text("#place")
    assert "Toets 1: Nood" in told
    assert "Het nummer is één één twee." in told
    assert "opgenomen" in told


def test_a_mistake_is_shown_in_its_place(visit, menus):
    """The answer with a word that blames callers tells so; what has no recording says so too, and is still heard."""
    menus.write_text(menus.read_text().replace("Dat nummer is gratis", "Ongeldige keuze. Dat nummer is gratis"))
    page = visit.opens()
    page.click("#drawing [data-state='2-4']")
    told = page.inner_text("#place")
    assert "blaming-word" in told
    assert "niet opgenomen" in told
    page.click("#call")
    page.keyboard.press("2")
    page.keyboard.press("4")  # before anything of it is said
    page.wait_for_selector("#now.unrecorded")
    assert visit.is_clean()


def test_a_broken_menu_file_is_told_beside_what_callers_keep_hearing(visit, menus):
    """Callers keep the last good menu when menus.yml is broken; who calls that menu reads so, and why."""
    page = visit.opens()
    menus.write_text(menus.read_text() + "\nanwser: x\n")
    page.wait_for_timeout(1500)  # the line looks at most once a second
    page.check("[name=which][value=live]")
    until(page, lambda: "Dit is wat bellers nu horen. In menus.yml staat een fout" in page.inner_text("#line"))
    assert "anwser" in page.inner_text("#problems")
    assert found(page) == []


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(chromium, url, screen):
    """axe-core finds nothing, before and in a call and while it rings, and on a phone nothing sticks out."""
    with browsing.visit(chromium, url, **screen) as visited:
        page = visited.opens()
        assert found(page) == []
        page.click("#drawing [data-state='1']")
        page.check("#mute")
        page.click("#call")
        skips_to(page, "De lijn luistert")
        assert found(page) == []
        page.keyboard.press("0")
        skips_to(page, "Er gaat een telefoon over")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reload_shows_the_same_menu(visit):
    """Who looks at what callers hear still does after a reload, or by a bookmark; and so with the draft."""
    page = visit.opens()
    for menu, told in (("live", "Dit is wat bellers nu horen."), ("draft", "Het concept is gelijk")):
        page.check(f"[name=which][value={menu}]")
        page.reload()
        until(page, lambda told=told: told in page.inner_text("#line"))
        assert page.is_checked(f"[name=which][value={menu}]")
    page.goto(f"{visit.url}/studio#live")
    until(page, lambda: "Dit is wat bellers nu horen." in page.inner_text("#line"))
    page.go_back()
    until(page, lambda: page.is_checked("[name=which][value=draft]"))
    assert visit.is_clean()
