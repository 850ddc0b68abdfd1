"""What a new operator does in the studio, from the first call to the last, in one browser."""

import pytest

from tests.prompts.speaking import needs_programs, spoken
from tests.studio import speaker, writing
from tests.studio.browsing import found, until
from tests.studio.speaker import AFTER_COUNT, PLAIN, with_marije
from tests.studio.writing import NEW, OLD

pytestmark = needs_programs


@pytest.fixture
def studio_settings(studio_settings, tmp_path):
    """A line that Marije may speak for."""
    return with_marije(studio_settings, tmp_path)


def calls_and_presses_1(visit):
    """Call the draft, and hear the emergency guidance to the end of its first text."""
    page = visit.opens()
    page.click("#call")
    until(page, lambda: page.inner_text("#now").startswith("Goedendag"))
    page.keyboard.press("1")
    until(page, lambda: any("is-er-direct-gevaar" in one["address"] for one in visit.played()))
    assert page.locator("#drawing .here").get_attribute("data-state") == "1"
    assert found(page) == []


def writes(visit):
    """Change a sentence, make a mistake beside it, see it told, and mend it."""
    page = writing.opens(visit)
    writing.changes(page, OLD, NEW)
    writing.changes(page, "option: Wat kost het bellen?", "optoin: Wat kost het bellen?")
    until(page, lambda: page.locator("#problems .error").count() >= 1)
    assert "optoin" in page.inner_text("#problems")
    assert not page.is_enabled("#publish")
    assert found(page) == []
    writing.changes(page, "optoin: Wat kost het bellen?", "option: Wat kost het bellen?")
    until(page, lambda: page.locator("#problems .error").count() == 0)


def records(visit, microphone):
    """Speak the changed text, and keep it; gives how many seconds it takes."""
    page = visit.page
    page.goto(f"{visit.url}/studio/record")
    page.locator("#list button").filter(has_text=NEW).first.click()
    text = page.inner_text("#words")
    assert not page.is_visible("#kept")
    spoken(text, microphone, AFTER_COUNT, PLAIN, speed=190)
    speaker.speaks(page, 9)
    speaker.keeps(page)
    assert "Bellers horen deze opname nog niet" in speaker.told(page)
    assert found(page) == []
    page.evaluate("document.getElementById('sound').play()")
    until(page, lambda: visit.played())
    return visit.played()[-1]["long"]


def publishes(visit):
    """Publish what was written and spoken, after reading the certificate."""
    page = writing.opens(visit)
    assert not writing.live(page, NEW)
    writing.publishes(page, "Altijd bereikbaar")
    until(page, lambda: writing.live(page, NEW))
    assert found(page) == []


def undoes(visit):
    """Put back what callers heard before."""
    page = writing.opens(visit)
    page.click("#editions >> text=Zet terug")
    page.click("#restore-now")
    until(page, lambda: writing.live(page, OLD))


def hears(visit, words):
    """Call the line that callers get, press 2 and 4, and hear the text with these words to its end."""
    page = visit.opens()
    page.check("[name=which][value=live]")
    page.click("#call")
    page.keyboard.press("2")
    page.keyboard.press("4")
    until(page, lambda: words in page.inner_text("#now"))
    assert "niet opgenomen" not in page.inner_text("#now")
    before = len(visit.played())
    until(page, lambda: len(visit.played()) > before)
    assert words in page.inner_text("#transcript")
    heard = visit.played()[before]
    assert heard["at"] == pytest.approx(heard["long"], abs=0.05)
    return heard


def test_a_new_operator_calls_writes_records_publishes_and_goes_back(visit, microphone):
    """A sentence goes from the editor and the microphone to callers, who hear it to its end, and back again."""
    visit.page.context.grant_permissions(["microphone"])
    calls_and_presses_1(visit)
    writes(visit)
    seconds = records(visit, microphone)
    publishes(visit)
    assert hears(visit, NEW)["long"] == pytest.approx(seconds, abs=0.05)
    undoes(visit)
    assert hears(visit, OLD)["long"] != pytest.approx(seconds, abs=0.05)
    assert visit.is_clean()
