"""Who gets into the studio, and what a browser may do with it.

A wrong password costs a hash, so that few can be tried; no more than a few wait for one, so that callers never do.
"""

import hmac
import secrets
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from flask import Response, abort, current_app, request
from werkzeug.security import check_password_hash

WAITING: Final = 8
"""Requests that may wait for a password to be looked at, in one process; the others are sent away."""

MAX_BODY: Final = 16 * 1024
"""Bytes of a request, unless a view takes more; a call of as many acts as are allowed has less."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_PORTS: Final = {"http": 80, "https": 443}
_ASKS: Final = {"WWW-Authenticate": 'Basic realm="De studio", charset="UTF-8"'}


_TAKES: Final = "takes"
View = TypeVar("View", bound=Callable[..., Any])


def takes(most: int) -> Callable[[View], View]:
    """Let a view take a larger body than the others, of so many bytes at most."""

    def marked(view: View) -> View:
        setattr(view, _TAKES, most)
        return view

    return marked


class Guard:
    """Lets in who has the password; without one, whoever asks for this machine by its own name."""

    def __init__(self, public_url: str, password_hash: str | None) -> None:
        self._origins = _origins(public_url, is_open=password_hash is None)
        self._hash = password_hash
        self._key = secrets.token_bytes(32)
        self._known = b""
        self._one, self._waiting = threading.Lock(), threading.BoundedSemaphore(WAITING)

    def looks(self) -> None:
        """Send away who may not come in, and changes that another page asks for."""
        view = current_app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, _TAKES, MAX_BODY)
        if self._hash is None:
            if f"http://{request.host}" not in self._origins:
                abort(403)
        elif not self._is_right(_password(), self._hash):
            abort(Response("401 Unauthorized\n", 401, _ASKS, mimetype="text/plain"))
        if request.method not in ("GET", "HEAD") and request.headers.get("Origin") not in self._origins:
            abort(403)

    def _is_right(self, password: str, password_hash: str) -> bool:
        """What was right before is known by a keyed digest, that dies with the process."""
        digest = hmac.digest(self._key, password.encode(), "sha256")
        if hmac.compare_digest(digest, self._known):
            return True
        if not self._waiting.acquire(blocking=False):
            abort(503)
        try:
            with self._one:
                if hmac.compare_digest(digest, self._known):
                    return True
                if is_right := check_password_hash(password_hash, password):
                    self._known = digest
                return is_right
        finally:
            self._waiting.release()


def protect(response: Response) -> Response:
    """Tell browsers to load nothing from elsewhere, to show it in no other page, and to keep nothing unless told so."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _password() -> str:
    given = request.authorization
    return (given.password if given and given.type == "basic" else None) or ""


def _origins(public_url: str, *, is_open: bool) -> frozenset[str]:
    """What browsers call the line's own address: without the port that goes without saying."""
    parts = urlsplit(public_url)
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    hosts = ["127.0.0.1", "localhost"] if is_open else [public_url.split("://")[1].removesuffix(f":{parts.port}")]
    return frozenset(f"{parts.scheme}://{host}{port}" for host in hosts)
