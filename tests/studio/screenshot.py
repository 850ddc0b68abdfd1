"""Makes the pictures of the studio in docs/. Run it with `python -m tests.studio.screenshot`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ivr.counts import Cell
from ivr.counts.store import store_at
from ivr.settings import Settings
from tests.conftest import NUMBERS, ROOT, TOKEN
from tests.prompts.speaking import spoken
from tests.server import free_port
from tests.studio import browsing, counting, speaker, writing
from tests.studio.browsing import Visit, until
from tests.studio.visitor import HASH

SCREEN: Final = {"viewport": {"width": 1280, "height": 960}}
WRONG: Final = "Ongeldige keuze. Dat nummer is gratis"


def calling(visit: Visit, folder: Path) -> None:
    """Call, and press 1."""
    page = visit.opens()
    page.click("#drawing [data-state='1']")
    page.click("#call")
    page.wait_for_timeout(1500)
    page.keyboard.press("1")
    page.wait_for_timeout(1500)
    page.evaluate("document.getElementById('drawing').scrollTo(0, 0)")


def writes(visit: Visit, folder: Path) -> None:
    """Change a sentence, and use a word that blames callers."""
    page = writing.opens(visit)
    writing.changes(page, writing.OLD, writing.NEW)
    writing.changes(page, "Dat nummer is gratis", WRONG)
    page.wait_for_selector("[class*=cm-lintRange]")
    until(page, lambda: "ons altijd" in page.inner_text("#changes"))
    page.evaluate("scrollTo(0, 0)")


def publishes(visit: Visit, folder: Path) -> None:
    """Mend it, and ask to publish."""
    page = visit.page
    writing.changes(page, WRONG, "Dat nummer is gratis")
    page.set_viewport_size({"width": 1280, "height": 1240})
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    page.click("#certificate summary")
    page.fill("#note", "Korter gezegd wanneer u kunt bellen")


def speaks(visit: Visit, folder: Path) -> None:
    """Speak one text."""
    visit.page.set_viewport_size(SCREEN["viewport"])
    page = speaker.opens(visit)
    page.set_input_files("#file", spoken(speaker.NOOD, folder / "nood.wav"))
    speaker.keeps(page)
    until(page, lambda: page.evaluate("document.getElementById('sound').duration > 0"))
    page.evaluate("scrollTo(0, 0)")


def counts(visit: Visit, folder: Path) -> None:
    """Look at the last week."""
    page = visit.page
    page.goto(f"{visit.url}/studio/counts")
    page.wait_for_selector("#charts svg")


PICTURES: Final[dict[str, Callable[[Visit, Path], Any]]] = {
    "studio": calling,
    "studio-schrijven": writes,
    "studio-publiceren": publishes,
    "studio-inspreken": speaks,
    "studio-tellingen": counts,
}
"""What is done for each picture, one after another in one browser."""


def invent(settings: Settings) -> None:
    """Count calls in a week that nobody called."""
    states = {"1": 17, "2": 48, "2-2": 21, "2-4": 14, "3": 36, "3-2": 18, "3-4": 12, "4": 25, "4-2": 13, "4-3": 9}
    for ago, calls in enumerate((54, 88, 97, 71, 103, 64, 92)):
        numbers = {("call", "begun"): calls, ("connecting", "conversation"): calls // 2}
        numbers |= {("state", state): number * calls // 80 for state, number in states.items()}
        day = counting.today() - timedelta(ago)
        cells = {Cell(day, kind, state): number for (kind, state), number in numbers.items()}
        store_at(settings.database_url, settings.state).add(cells)


def main() -> None:
    """Take each picture."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as name:
        folder = Path(name)
        menus = folder / "menus.yml"
        menus.write_text((ROOT / "menus.yml").read_text())
        settings = Settings(url, (TOKEN,), menus=menus, state=folder / "var", numbers=NUMBERS, studio_password=HASH)
        settings = speaker.with_marije(settings, folder)
        invent(settings)
        with (
            browsing.server(settings, url, port),
            browsing.browser() as opened,
            browsing.visit(opened, url, **SCREEN) as visit,
        ):
            for picture, does in PICTURES.items():
                does(visit, folder)
                visit.page.screenshot(path=str(ROOT / f"docs/{picture}.png"))


if __name__ == "__main__":
    main()
