"""Recording in a real browser: somebody speaks into a microphone, listens, keeps, and callers hear it."""

import shutil
from pathlib import Path

import pytest

from tests.prompts.speaking import needs_programs, spoken
from tests.studio import browsing
from tests.studio.browsing import PHONE, found, until
from tests.studio.speaker import AFTER_COUNT, NOOD, PLAIN, keeps, opens, speaks, told, with_marije

pytestmark = needs_programs

WELCOME = "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."


@pytest.fixture
def studio_settings(studio_settings, tmp_path):
    """A line whose callers hear Marije, of whom nothing is recorded yet, and else the computer's voice."""
    return with_marije(studio_settings, tmp_path)


@pytest.fixture
def visit(visit):
    """Somebody who may use the microphone."""
    visit.page.context.grant_permissions(["microphone"])
    return visit


def test_a_recording_is_made_kept_and_heard(visit, microphone):
    """Spoken into the microphone, listened to, kept after one question; a caller then hears it to its end."""
    spoken(WELCOME, microphone, AFTER_COUNT, PLAIN, speed=190)
    page = opens(visit, WELCOME)
    assert page.inner_text("#progress").startswith("0 van ")
    speaks(page, 5.5)
    assert "Opgenomen" in told(page)
    page.evaluate("document.getElementById('raw').play()")
    until(page, lambda: any("blob:" in one["address"] for one in visit.played()))
    page.click("#keep")
    assert "binnen twee seconden" in page.inner_text("#sure")
    assert "standin" in page.inner_text("#instead")
    page.click("#yes")
    until(page, lambda: "Bewaard." in told(page))
    assert page.inner_text("#progress").startswith("1 van ")
    assert "Goed." in page.inner_text("#verdict")
    assert not page.is_visible("#take")
    page.evaluate("document.getElementById('sound').play()")
    until(page, lambda: "/record/marije/" in visit.played()[-1]["address"])
    heard = visit.played()[-1]
    assert heard["at"] == pytest.approx(heard["long"], abs=0.05)
    page = visit.opens()
    page.click("#call")
    until(page, lambda: len(visit.played()) >= 1)
    first = visit.played()[0]
    assert "/studio/prompts/" in first["address"]
    assert Path(heard["address"]).stem in first["address"]  # what stands for the same bytes
    assert first["long"] == pytest.approx(heard["long"], abs=0.01)
    assert first["at"] == pytest.approx(first["long"], abs=0.05)
    assert visit.is_clean()


def test_silence_is_refused_and_nothing_is_replaced(visit, microphone, studio_settings):
    """Who forgot the microphone's switch is told so; the take stays to be listened to, and can be saved as a file."""
    spoken(NOOD, microphone, "volume=0,adelay=4200:all=1", PLAIN)
    page = opens(visit)
    speaks(page, 1)
    assert "te zacht" in told(page)
    keeps(page)
    assert "stil" in page.inner_text("#refused")
    assert page.inner_text("#refused").endswith("Er is niets vervangen.")
    assert page.is_visible("#raw")
    assert not list((studio_settings.prompts / "marije").glob("*.wav"))
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename.endswith(".webm")


def test_a_file_is_kept_replaced_and_put_back(visit, tmp_path):
    """A file goes the same way; what it replaces is offered, sounds, and comes back with one button."""
    page = opens(visit)
    lengths = []
    for speed in (150, 120):
        page.set_input_files("#file", spoken(NOOD, tmp_path / f"{speed}.mp3", speed=speed))
        keeps(page)
        assert "Bewaard." in told(page)
        lengths.append(page.inner_text("#verdict"))
    assert lengths[0] != lengths[1]
    page.click("#earlier summary")
    page.evaluate("document.querySelector('#earlier audio').play()")
    until(page, lambda: len(visit.played()) >= 1)
    page.click("text=Zet de vorige terug")
    page.click("#yes")
    until(page, lambda: "Teruggezet." in told(page))
    assert page.inner_text("#verdict") == lengths[0]
    assert visit.is_clean()


def test_the_question_can_be_answered_with_no(visit, tmp_path, studio_settings):
    """Who thinks better of it goes back, and the take is still there; the question can be put off for good."""
    page = opens(visit)
    page.set_input_files("#file", spoken(NOOD, tmp_path / "take.mp3"))
    page.click("#keep")
    page.keyboard.press("Escape")
    assert page.is_visible("#take")
    assert not list((studio_settings.prompts / "marije").glob("*.wav"))
    page.click("#keep")
    page.check("#always")
    page.click("#yes")
    until(page, lambda: "Bewaard." in told(page))
    page.set_input_files("#file", spoken(NOOD, tmp_path / "other.mp3", speed=120))
    page.click("#keep")
    until(page, lambda: page.inner_text("#earlier summary") == "Eerdere opnamen" and page.is_visible("#earlier"))


def test_a_whole_script_is_spoken_by_keyboard(visit, microphone):
    """Space records, stops, keeps and goes to the next text without a recording; nothing else is needed."""
    spoken(WELCOME, microphone, AFTER_COUNT, PLAIN, speed=190)
    page = opens(visit, WELCOME)
    page.focus("#record")
    page.keyboard.press("Space")
    page.wait_for_selector("#stop:enabled", timeout=10_000)
    page.wait_for_timeout(5500)
    page.keyboard.press("Space")
    page.wait_for_selector("#take:visible")
    page.keyboard.press("Space")
    page.wait_for_selector("#sure[open]")
    page.focus("#yes")
    page.keyboard.press("Space")
    until(page, lambda: "Bewaard." in told(page))
    page.keyboard.press("Space")
    assert page.inner_text("#words") != WELCOME
    assert page.evaluate("document.activeElement.id") == "record"


def test_only_what_is_missing_is_listed(visit, tmp_path):
    """With the filter on, a text goes from the list as soon as it is recorded."""
    page = opens(visit)
    page.check("#only")
    before = page.locator("#list button:visible").count()
    page.set_input_files("#file", spoken(NOOD, tmp_path / "take.mp3"))
    keeps(page)
    until(page, lambda: page.locator("#list button:visible").count() == before - 1)
    assert page.locator("#list button:visible").filter(has_text=NOOD).count() == 0


@pytest.mark.parametrize(
    ("fails", "why"),
    [
        ("throw new DOMException('', 'NotAllowedError')", "Sta hem toe"),
        ("throw new DOMException('', 'NotFoundError')", "geen microfoon gevonden"),
        ("throw new DOMException('', 'NotReadableError')", "bezet"),
    ],
)
def test_without_a_microphone_it_says_so(visit, fails, why):
    """Whatever keeps the microphone away is told with what to do, and a file can be chosen all the same."""
    visit.page.add_init_script(f"navigator.mediaDevices.getUserMedia = async () => {{ {fails}; }};")
    page = opens(visit)
    page.click("#record")
    until(page, lambda: why in told(page))
    assert page.is_enabled("#choose")
    assert page.evaluate("document.activeElement.id") == "record"
    assert found(page) == []


def test_who_does_not_allow_the_microphone_is_told(visit):
    """The browser itself refuses."""
    visit.page.context.clear_permissions()
    page = opens(visit)
    page.click("#record")
    until(page, lambda: "Sta hem toe" in told(page))


def test_when_the_server_is_away_the_take_stays(visit, tmp_path):
    """Nothing that was spoken is lost: it can be kept as soon as the server answers again."""
    page = opens(visit)
    page.set_input_files("#file", spoken(NOOD, tmp_path / "take.mp3"))
    page.route("**/studio/record/marije/**", lambda route: route.abort())
    keeps(page)
    assert "De server is niet bereikbaar" in page.inner_text("#refused")
    page.unroute("**/studio/record/marije/**")
    keeps(page)
    assert "Bewaard." in told(page)


def test_somebody_else_was_first(visit, tmp_path):
    """The other's recording can be heard beside one's own take; keeping that a second time puts the other aside."""
    page, other = opens(visit), visit.page.context.new_page()
    page.set_input_files("#file", spoken(NOOD, tmp_path / "take.mp3"))
    other.goto(page.url)
    other.wait_for_selector("#list button")
    other.set_input_files("#file", spoken(NOOD, tmp_path / "other.mp3", speed=120))
    keeps(other)
    keeps(page)
    assert "intussen opgenomen" in page.inner_text("#refused")
    assert page.is_visible("#raw")
    assert page.inner_text("#verdict") == other.inner_text("#verdict")
    assert page.get_attribute("#sound", "src") == other.get_attribute("#sound", "src")
    keeps(page)
    assert "Bewaard." in told(page)
    assert page.is_visible("#earlier")


def test_a_text_that_left_the_menu_is_told(visit, menus, tmp_path):
    """Somebody changed the draft meanwhile: nothing is kept in the wrong place."""
    page = opens(visit)
    page.set_input_files("#file", spoken(NOOD, tmp_path / "take.mp3"))
    menus.write_text(menus.read_text().replace("short: Nood", "short: Gevaar"))
    keeps(page)
    assert "staat niet meer in het menu" in page.inner_text("#refused")


def test_a_file_that_is_too_large_is_not_sent(visit, tmp_path):
    """The page says so at once."""
    page = opens(visit)
    large = tmp_path / "large.wav"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    page.set_input_files("#file", large)
    assert "te groot" in told(page)
    assert not page.is_visible("#take")


def test_a_new_voice_is_made(visit, studio_settings):
    """Who records for the first time says who it is; the page tells that callers do not hear this voice yet."""
    page = opens(visit)
    page.click("#new summary")
    page.fill("#name", "jan")
    page.fill("#who", "Jan <b>Jansen</b>")
    page.fill("#licence", "tot 2030")
    page.click("text=Maak deze stem")
    until(page, lambda: "De stem is gemaakt" in told(page))
    assert page.input_value("#voice") == "jan"
    assert "horen deze stem nog niet" in page.inner_text("#speaker")
    assert "Jan <b>Jansen</b>" in page.inner_text("#voice")
    assert (studio_settings.prompts / "jan/voice.yml").exists()
    page.click("text=Zet deze stem voorop in het concept")
    until(page, lambda: "voorop in het concept" in told(page))
    assert "zodra het concept is gepubliceerd" in page.inner_text("#speaker")
    assert not page.is_visible("#first")
    assert "voices: [jan, marije, standin]" in page.evaluate("fetch('/studio/draft').then((got) => got.text())")
    page.select_option("#voice", "marije")
    until(page, lambda: "Bellers horen deze stem." in page.inner_text("#speaker"))
    assert visit.is_clean()


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(chromium, url, screen, microphone, tmp_path):
    """axe-core finds nothing, in whatever state the page is, and on a phone nothing sticks out."""
    spoken(NOOD, microphone, AFTER_COUNT, PLAIN)
    with browsing.visit(chromium, url, **screen) as visited:
        visited.page.context.grant_permissions(["microphone"])
        page = opens(visited)
        assert found(page) == []
        page.click("#record")
        page.wait_for_selector("#stop:enabled", timeout=10_000)
        assert found(page) == []
        page.wait_for_timeout(3000)
        page.click("#stop")
        page.wait_for_selector("#take:visible")
        assert found(page) == []
        page.click("#keep")
        page.wait_for_selector("#sure[open]")
        assert found(page) == []
        page.click("#yes")
        until(page, lambda: "Bewaard." in told(page))
        page.set_input_files("#file", spoken(NOOD, tmp_path / "other.mp3", speed=120))
        keeps(page)
        page.click("#earlier summary")
        page.click("#new summary")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visited.size < 100_000
        assert visited.is_clean()


def test_a_line_without_a_human_voice_asks_for_one(visit, studio_settings):
    """Before anything is recorded the page asks who is going to speak, and says so when the draft cannot be read."""
    shutil.rmtree(studio_settings.prompts / "marije")
    page = visit.page
    page.goto(f"{visit.url}/studio/record")
    page.wait_for_selector("#introduce")
    assert "nog geen stem van een mens" in page.inner_text("#speaker")
    assert not page.is_visible("#speaking")
    assert found(page) == []
    studio_settings.menus.write_text(studio_settings.menus.read_text() + "\nanwser: x\n")
    page.reload()
    until(page, lambda: "kan niet worden gelezen" in told(page))
    assert found(page) == []
    assert visit.is_clean()
