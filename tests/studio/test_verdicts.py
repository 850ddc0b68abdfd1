"""What is wrong with a recording is told beside its text, as `ivr prompts` does, and measuring holds nobody up."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from ivr.cli import main
from ivr.prompts.measure import FILE
from ivr.settings import Settings
from ivr.studio import create_app
from ivr.studio.verdicts import FEW
from tests.conftest import ROOT
from tests.prompts.sounds import wav
from tests.studio.browsing import until
from tests.studio.visitor import Visitor

NOTHING = "is stil: er is niets te horen. Neem de tekst opnieuw op"
ANSWER = "veilig-thuis-heeft-een-landelijk-nummer"
needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="apt-get install ffmpeg")


@pytest.fixture
def studio_settings(studio_settings: Settings, tmp_path: Path) -> Settings:
    """A line of which the answer about costs was recorded with the microphone off."""
    folder = shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    (path,) = folder.rglob(f"{ANSWER}*.wav")
    path.write_bytes(wav(b"\xff" * 80_000))
    return replace(studio_settings, prompts=folder)


def judged(visitor: Visitor, which: str = "draft") -> tuple[dict[str, list[str]], list[int]]:
    """Ask as the page does, until nothing is left; gives the last flaws, and what was left each time."""
    left: list[int] = []
    while not left or left[-1]:
        told = visitor.gets(f"/studio/verdicts/{which}").get_json()
        left.append(told["left"])
        assert len(left) < 30
    return told["flaws"], left


@needs_ffmpeg
def test_the_verdicts_are_those_of_the_command(visitor, studio_settings, menus, monkeypatch):
    """Text by text what `ivr prompts` prints; some are measured at a time, and none of them twice."""
    found, left = judged(visitor)
    assert list(found.values()) == [[NOTHING]]
    assert all(before - after == FEW for before, after in pairwise(left[:-1]))
    assert len(left) > 2
    monkeypatch.setenv("IVR_STATE", str(studio_settings.state))
    arguments = ["prompts", "--menus", str(menus), "--prompts", str(studio_settings.prompts), "--json"]
    rows = json.loads(CliRunner().invoke(main, arguments).stdout)
    printed = {row["text"]: [flaw["message"] for flaw in row["flaws"]] for row in rows if row["flaws"]}
    assert printed == found
    before = (studio_settings.state / FILE).stat()
    assert judged(visitor, "live") == (found, [0])
    assert (studio_settings.state / FILE).stat() == before


@needs_ffmpeg
def test_two_pages_at_once(studio_settings):
    """Both come to an end, with the same verdicts, and what was measured is there for the next."""
    visitors = [Visitor(create_app(studio_settings).test_client()) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(judged, visitors))
    assert [list(flaws.values()) for flaws, _ in found] == [[[NOTHING]]] * 2
    assert judged(visitors[0]) == (found[0][0], [0])
    assert [path.name for path in studio_settings.state.glob("*measur*")] == [FILE]


def test_without_ffmpeg_nothing_is_told(visitor, studio_settings, monkeypatch):
    """How loud a recording is would not be known, so none is judged."""
    monkeypatch.setenv("PATH", "")
    assert judged(visitor) == ({}, [0])
    assert not (studio_settings.state / FILE).exists()


@needs_ffmpeg
def test_where_nothing_can_be_kept_the_page_does_not_ask_for_ever(studio_settings, visit):
    """On a disk that is full every request measures the same few; the page notices, and stops."""
    studio_settings.state.mkdir(exist_ok=True)
    (studio_settings.state / FILE).mkdir()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url) if "verdicts" in request.url else None)
    page = visit.opens()
    until(page, lambda: len(asked) == 2)
    page.wait_for_timeout(2000)
    assert len(asked) == 2
    assert visit.is_clean()


@needs_ffmpeg
def test_a_bad_recording_is_seen_in_the_menu(visit):
    """Its place has the red line, a screen reader hears it, and beside the text is what is wrong."""
    page = visit.opens()
    place = page.locator("#drawing [data-state='2-4']")
    page.click("#drawing [data-state='2-4']")
    until(page, lambda: "afgekeurd" in place.get_attribute("aria-label"))
    assert f"De opname {NOTHING}." in page.inner_text("#place")
    assert page.locator("#drawing .faulty").count() == 1
    assert visit.is_clean()


def test_a_draft_that_cannot_be_read_has_verdicts_too(studio_settings):
    """Those of the line that answers instead."""
    Path(studio_settings.menus).write_text("nothing")
    assert Visitor(create_app(studio_settings).test_client()).gets("/studio/verdicts/draft").status_code == 200
