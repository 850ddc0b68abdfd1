"""Which line `ivr call` calls: the development server on this machine, or one that is made in this process."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from ivr import loader
from ivr.cli import development
from ivr.conversation import compile_script
from ivr.problems import InvalidMenu
from ivr.prompts import ringing_tone, words_of
from ivr.publishing import built_in
from ivr.schedule import zone
from ivr.settings import state_folder
from ivr.simulator import HTTP, WSGI, Office, Simulator
from ivr.web import draft_app

TONE = "(ringing tone)"


@contextmanager
def telephone(
    environment: Mapping[str, str], menus: Path, folder: Path, *, named: bool, at: datetime | None = None
) -> Iterator[tuple[Simulator, str]]:
    """Find the development server on this machine, or else make the line in this process; also say which it is.

    A menu or a folder that is `named` is what is called, whatever a server serves; so is the menu at another moment.
    """
    words = _words(menus)
    running = None if named or at else development.running(state_folder(environment))
    if running and _listens(running.url):
        with HTTP() as network, Office(token=running.token, port=urlsplit(running.api).port or 0) as office:
            line = Simulator(network, url=running.url, token=running.token, texts=words, office=office)
            yield line, f"Calling {running.url}"
        return
    settings = development.settings(environment, "http://127.0.0.1:8000", menus, folder)
    with Office(token=settings.tokens[0]) as office:
        app = WSGI(draft_app(replace(settings, api_url=office.url), at))
        line = Simulator(app, url=settings.public_url, token=settings.tokens[0], texts=words, office=office)
        yield line, f"Calling {menus}{_why(named=named, at=at)}"


def _why(*, named: bool, at: datetime | None) -> str:
    if at:
        return f", at {at:%Y-%m-%d %H:%M}"
    return "" if named else " (no server is running; `make run` starts one)"


def moment(text: str, menus: Path) -> datetime:
    """Read a moment, such as 2026-12-24T17:00, by the clock of the line of this menu; raises ValueError."""
    read = datetime.fromisoformat(text)
    try:
        line = loader.load(menus)
    except InvalidMenu:
        line = built_in()
    return read if read.tzinfo else read.replace(tzinfo=zone(line))


def _words(menus: Path) -> Callable[[str], str | None]:
    """Tell what a recording says by its address: a text of this menu, or of the one that serves when it is broken."""
    lines = [built_in()]
    with suppress(InvalidMenu):
        lines.insert(0, loader.load(menus))
    known = [words_of(compile_script(line).prompts(), line.language) for line in lines]
    tone = ringing_tone().public_name
    return lambda url: TONE if url.endswith(tone) else next(filter(None, (words(url) for words in known)), None)


def _listens(url: str) -> bool:
    try:
        socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=1).close()
    except OSError:
        return False
    return True
