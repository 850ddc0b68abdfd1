"""Requests to a WSGI application in this process: no socket, and the environ that a real server would make (PEP 3333).

Simpler than `wsgiref` in one way and stricter in another: RAW_URI and REQUEST_URI hold the target as it was asked
for, and an exception of the application becomes a 500, kept for whoever must mend it.
"""

import io
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment

from .faults import Code, Trouble
from .transport import TOTAL_SECONDS, Request, Response

REMOTE_ADDRESS = "203.0.113.7"
"""From a range that is only for documentation (RFC 5737): nobody's telephone company."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class WSGI:
    """A transport to `app`. Its time limit is checked when the application is done: it cannot be interrupted."""

    def __init__(self, app: WSGIApplication, *, total: float = TOTAL_SECONDS) -> None:
        self._app = app
        self._total_seconds = total

    def send(self, request: Request) -> Response:
        """The application's answer, or 500 with `error` when it raises; Trouble 11205 when it took too long."""
        begin = time.monotonic()
        response = self._answer(request)
        if time.monotonic() - begin > self._total_seconds:
            raise Trouble(Code.CONNECTION, f"no answer within {self._total_seconds:g} seconds", request.url)
        return response

    def _answer(self, request: Request) -> Response:
        answer = _Answer()
        try:
            pieces = self._app(environ(request), answer.start)
            try:
                for piece in pieces:
                    answer.write(piece)
            finally:
                close: Callable[[], object] = getattr(pieces, "close", lambda: None)
                close()
            return answer.response()
        except Exception as error:  # noqa: BLE001 - a server answers 500 whatever its application raises
            return Response(500, {}, b"", error)


class _Answer:
    def __init__(self) -> None:
        self._status = ""
        self._headers: list[tuple[str, str]] = []
        self._body = bytearray()

    def start(
        self, status: str, headers: list[tuple[str, str]], exc_info: ExcInfo | None = None, /
    ) -> Callable[[bytes], object]:
        if self._status and exc_info is None:
            raise RuntimeError("start_response was called twice")
        self._status, self._headers = status, headers
        return self.write

    def write(self, piece: bytes) -> None:
        self._body += piece

    def response(self) -> Response:
        if not self._status:
            raise RuntimeError("start_response was never called")
        headers = {name.lower(): value for name, value in self._headers}
        return Response(int(self._status.split()[0]), headers, bytes(self._body))


def environ(request: Request) -> WSGIEnvironment:
    """The environ of one request; bytes of the path as Latin-1, as PEP 3333 has it."""
    parts = urlsplit(request.url)
    path, _, query = request.target.partition("?")
    server: dict[str, Any] = {
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or _DEFAULT_PORTS[parts.scheme]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": REMOTE_ADDRESS,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    asked = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "RAW_URI": request.target,
        "REQUEST_URI": request.target,
        "HTTP_HOST": parts.netloc,
    }
    return {**server, **asked, **_headers(request)}


def _headers(request: Request) -> dict[str, str]:
    named = {name.upper().replace("-", "_"): value for name, value in request.headers.items()}
    plain = ("CONTENT_TYPE", "CONTENT_LENGTH")
    return {name if name in plain else f"HTTP_{name}": value for name, value in named.items()}
