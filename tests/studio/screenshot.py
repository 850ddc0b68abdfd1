"""Makes docs/studio.png: the studio in the middle of a call. Run it with `python -m tests.studio.screenshot`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ivr.settings import Settings
from tests.conftest import NUMBERS, ROOT, TOKEN
from tests.server import free_port
from tests.studio import browsing
from tests.studio.visitor import HASH

SCREEN = {"viewport": {"width": 1280, "height": 960}}


def main() -> None:
    """Call, press 1, and take the picture."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as state:
        menus, prompts = ROOT / "menus.yml", ROOT / "prompts"
        settings = Settings(
            url, (TOKEN,), menus=menus, prompts=prompts, state=Path(state), numbers=NUMBERS, studio_password=HASH
        )
        with (
            browsing.server(settings, url, port),
            browsing.browser() as opened,
            browsing.visit(opened, url, **SCREEN) as at,
        ):
            page = at.opens()
            page.click("#drawing [data-state='1']")
            page.click("#call")
            page.wait_for_timeout(1500)
            page.keyboard.press("1")
            page.wait_for_timeout(1500)
            page.screenshot(path=str(ROOT / "docs/studio.png"))


if __name__ == "__main__":
    main()
