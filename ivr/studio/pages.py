"""The studio's pages, and what they are made of: templates in one frame, modules, and a style sheet."""

from collections.abc import Mapping
from gzip import compress
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from ivr.settings import VOICE_NAME
from ivr.studio.guard import allowed

TYPES: Final = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "txt": "text/plain"}


class Page(NamedTuple):
    """One page: its name, which its template and its module have too, what people call it, and its address."""

    name: str
    label: str
    path: str
    loads: Mapping[str, str] = MappingProxyType({})
    """What it loads in another way than every page may, as its policy says that."""
    devices: tuple[str, ...] = ()
    """What it asks the browser for."""


PAGES: Final = (
    Page("call", "Bellen", ""),
    Page("edit", "Schrijven", "/edit"),
    Page("record", "Inspreken", "/record", loads={"media-src": "'self' blob:"}, devices=("microphone",)),
    Page("counts", "Tellingen", "/counts"),
)


def add_pages(routes: Blueprint) -> None:
    """Serve the pages and what they are made of; nothing but what is part of the program can be fetched."""
    plain = {file.name: file.read_bytes() for file in files("ivr.studio").joinpath("static").iterdir()}
    small = {name: compress(content, mtime=0) for name, content in plain.items()}

    @routes.get("/static/<name>")
    def part(name: str) -> BaseResponse:
        if name not in plain:
            abort(404)
        packs = request.accept_encodings["gzip"] > 0
        return _part(name, small[name] if packs else plain[name], {"Content-Encoding": "gzip"} if packs else {})

    for page in PAGES:
        routes.add_url_rule(page.path, f"page_{page.name}", lambda page=page: _page(page), methods=["GET"])


def _page(page: Page) -> BaseResponse:
    shown = render_template(f"{page.name}.html", page=page, pages=PAGES, voice_name=VOICE_NAME)
    return Response(shown, headers=allowed(page.loads, page.devices))


def _part(name: str, content: bytes, packed: Mapping[str, str]) -> BaseResponse:
    """Send a part, unless the browser has it; it asks each time, so that a new version is seen at once."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", **packed}
    response = Response(content, mimetype=TYPES[name.rpartition(".")[2]], headers=headers)
    response.add_etag()
    return response.make_conditional(request)
