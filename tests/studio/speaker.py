"""What a speaker does on the page for recording, in a real browser, and the line that is spoken for."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from ivr.prompts.voice import introduce
from tests.conftest import ROOT
from tests.studio.browsing import until

NOOD = "Nood: toets 1."
AFTER_COUNT = "adelay=4200:all=1,apad=pad_dur=1"
"""Seconds until the speaker speaks: the microphone opens, three are counted, and a breath."""
PLAIN = ("-c:a", "pcm_s16le", "-ar", "48000")


def with_marije(settings, folder):
    """Let callers hear Marije, of whom nothing is recorded yet, and else the computer's voice; both in this folder."""
    prompts = Path(shutil.copytree(ROOT / "prompts", folder / "prompts"))
    told = {"speaker": "Marije de Vries", "licence": "alleen voor deze lijn"}
    introduce(prompts / "marije", "human", "Hier.", datetime.now(UTC).date(), **told)
    menu = settings.menus.read_text()
    settings.menus.write_text(menu.replace("voices: [standin]", "voices: [marije, standin]"))
    return replace(settings, prompts=prompts)


def opens(visit, text=NOOD):
    """Open the page at a text."""
    page = visit.page
    page.goto(f"{visit.url}/studio/record")
    page.wait_for_selector("#list button")
    chooses(page, text)
    return page


def chooses(page, text):
    """Choose a text in the list."""
    page.locator("#list button").filter(has_text=text).first.click()
    assert page.inner_text("#words") == text


def speaks(page, seconds):
    """Press the button, speak for so long after the count, and press again."""
    page.click("#record")
    for shown in ("3…", "2…", "1…", "Spreek nu"):
        until(page, lambda shown=shown: page.inner_text("#count") == shown)
    assert page.is_enabled("#stop")
    page.wait_for_timeout(seconds * 1000)
    page.keyboard.press("Space")  # the focus is on the button that stops
    page.wait_for_selector("#take:visible")


def keeps(page):
    """Keep the take, say that callers may hear it when the page asks, and wait for what becomes of it."""
    page.evaluate("document.getElementById('status').textContent = ''")
    page.click("#keep")
    if page.is_visible("#sure"):
        page.click("#yes")
    until(page, lambda: told(page) not in ("", "De opname wordt verwerkt…"))


def told(page):
    """What the page says of what happened."""
    return page.inner_text("#status")
