"""Makes the pictures of the studio in docs/. Run it with `python -m tests.studio.screenshot`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ivr.settings import Settings
from tests.conftest import NUMBERS, ROOT, TOKEN
from tests.prompts.speaking import spoken
from tests.server import free_port
from tests.studio import browsing, counting, speaker, writing
from tests.studio.browsing import Visit, until
from tests.studio.visitor import HASH

SCREEN: Final = {"viewport": {"width": 1280, "height": 960}}


def calling(visit: Visit, folder: Path) -> None:
    """Call, and press 1."""
    page = visit.opens()
    page.click("#drawing [data-state='1']")
    page.click("#call")
    page.wait_for_timeout(1500)
    page.keyboard.press("1")
    page.wait_for_timeout(1500)


def writes(visit: Visit, folder: Path) -> None:
    """Change a sentence, and mistype a word beside it."""
    page = writing.opens(visit)
    writing.changes(page, writing.OLD, writing.NEW)
    writing.changes(page, "option: Wat kost het bellen?", "optoin: Wat kost het bellen?")
    page.wait_for_selector(".cm-lintRange-error")
    page.evaluate("scrollTo(0, 0)")


def publishes(visit: Visit, folder: Path) -> None:
    """Mend it, and ask to publish."""
    page = visit.page
    writing.changes(page, "optoin: Wat kost het bellen?", "option: Wat kost het bellen?")
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    page.click("#certificate summary")
    page.fill("#note", "Korter gezegd wanneer u kunt bellen")


def speaks(visit: Visit, folder: Path) -> None:
    """Speak one text."""
    page = speaker.opens(visit)
    page.set_input_files("#file", spoken(speaker.NOOD, folder / "nood.wav"))
    speaker.keeps(page)
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
        counting.count_lately(settings)
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
