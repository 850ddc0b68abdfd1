"""A browser of this machine that visits the studio of a server of its own, and notes what it should not see."""

import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.serving import make_server

from ivr.settings import Settings
from ivr.studio import create_app
from tests.conftest import ROOT
from tests.studio.visitor import PASSWORD

FLAGS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
WHY = "what opens pages is missing: apt-get install chromium, pip install playwright"
AXE = ROOT / "tests/node/node_modules/axe-core/axe.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}}
SOON = 200
"""Tenths of a second; a recording of four seconds takes four."""
LISTENS = """
window.noted = [];
document.addEventListener("ended", ({ target }) => {
  window.noted.push({ address: target.currentSrc, at: target.currentTime, long: target.duration });
}, true);
"""
"""Writes down every recording that was played to its end, with how far it came."""


@dataclass
class Visit:
    """A page that is open, what was written to its console, and what was fetched."""

    page: Any
    url: str
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes that came, by path, without the sounds."""

    def note(self, response: Any) -> None:
        """Write down what is sent."""
        if response.url.startswith("blob:"):  # what the page made itself
            return
        self.hosts.add(urlsplit(response.url).netloc)
        if not response.url.endswith(".wav"):
            self.sent[urlsplit(response.url).path] += int(response.headers.get("content-length", 0))

    @property
    def size(self) -> int:
        """All bytes that came."""
        return self.sent.total()

    def opens(self) -> Any:
        """Open the studio, and wait until it is there."""
        self.page.goto(f"{self.url}/studio")
        self.page.wait_for_selector("#drawing svg")
        return self.page

    def played(self) -> list[dict[str, Any]]:
        """Give what was played to its end."""
        found: list[dict[str, Any]] = self.page.evaluate("window.noted")
        return found

    def is_clean(self) -> bool:
        """Whether nothing was complained of, and nothing came from elsewhere."""
        assert self.complaints == []
        return self.hosts == {urlsplit(self.url).netloc}


@contextmanager
def server(settings: Settings, url: str, port: int) -> Iterator[None]:
    """Serve the line with its studio in this process."""
    line = make_server("127.0.0.1", port, create_app(settings), threaded=True)
    thread = threading.Thread(target=line.serve_forever)
    thread.start()
    try:
        yield
    finally:
        line.shutdown()
        thread.join()
        line.server_close()


@contextmanager
def browser(*flags: str) -> Iterator[Any]:
    """Start Debian's Chromium, perhaps with more flags; skips where it is not there."""
    playwright = pytest.importorskip("playwright.sync_api", reason=WHY)
    program = shutil.which("chromium")
    if not program:
        pytest.skip(WHY)
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=[*FLAGS, *flags])
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def visit(opened: Any, url: str, **screen: Any) -> Iterator[Visit]:
    """Open a page as somebody with the password."""
    context = opened.new_context(
        http_credentials={"username": "studio", "password": PASSWORD},
        permissions=["clipboard-read", "clipboard-write"],
        **screen,
    )
    try:
        visited = Visit(context.new_page(), url)
        visited.page.add_init_script(LISTENS)
        visited.page.on("console", lambda line: visited.complaints.append(line.text) if line.type == "error" else None)
        visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        visited.page.on("response", visited.note)
        yield visited
    finally:
        context.close()


def until(page, happened):
    """Wait until something has happened; the page's policy forbids it to look for itself."""
    for _ in range(SOON):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.inner_text("main"))


def found(page):
    """What axe-core has to say of the page as it is now."""
    if not AXE.exists():
        pytest.skip("npm ci --prefix tests/node")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run().then((result) => result.violations)")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:100]} {one['nodes'][0].get('failureSummary', '')}"
        for one in violations
    ]
