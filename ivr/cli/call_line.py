"""Which line `ivr call` calls: the development server on this machine, or one that is made in this process."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from ivr import loader
from ivr.cli import development
from ivr.conversation import compile_script
from ivr.edition import built_in
from ivr.problems import InvalidMenu
from ivr.prompts import words_of
from ivr.settings import Settings
from ivr.simulator import HTTP, WSGI, Simulator
from ivr.web import draft_app


@contextmanager
def telephone(
    environment: Mapping[str, str], menus: Path, folder: Path, *, named: bool
) -> Iterator[tuple[Simulator, str]]:
    """Find the development server on this machine, or else make the line in this process; also say which it is.

    A menu or a folder that is `named` is what is called, whatever a server serves.
    """
    words = _words(menus)
    running = None if named else development.running(Path(environment.get("IVR_STATE") or Settings.state))
    if running and _listens(running.url):
        with HTTP() as network:
            yield Simulator(network, url=running.url, token=running.token, texts=words), f"Calling {running.url}"
        return
    settings = development.settings(environment, "http://127.0.0.1:8000", menus, folder)
    line = Simulator(WSGI(draft_app(settings)), url=settings.public_url, token=settings.tokens[0], texts=words)
    yield line, f"Calling {menus}" if named else f"Calling {menus} (no server is running; `make run` starts one)"


def _words(menus: Path) -> Callable[[str], str | None]:
    """Tell what a recording says by its address: a text of this menu, or of the one that serves when it is broken."""
    lines = [built_in()]
    with suppress(InvalidMenu):
        lines.insert(0, loader.load(menus))
    known = [words_of(compile_script(line).prompts(), line.language) for line in lines]
    return lambda url: next(filter(None, (words(url) for words in known)), None)


def _listens(url: str) -> bool:
    try:
        socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=1).close()
    except OSError:
        return False
    return True
