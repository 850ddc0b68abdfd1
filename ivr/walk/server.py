"""A lean HTTP/1.1 server for the walk alone: a WSGI application behind a loopback socket, many requests a second.

It keeps its connection, answers requests that were sent ahead in their order, and knows what its one client needs.
"""

import io
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication, WSGIEnvironment

_END: Final = b"\r\n\r\n"
_PIECE: Final = 1 << 18

Address = tuple[str, int]


class Loopback:
    """Serves `app` from a thread while the `with` lasts; `scheme` is what callers are said to use."""

    def __init__(self, app: WSGIApplication, scheme: str = "http") -> None:
        self._app = app
        self._common = _common(scheme)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: Address = self._listener.getsockname()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _accept(self) -> None:
        """Serve one connection after another, until the listener is shut down."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):  # whoever closes has no use for answers
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        """Answer all complete requests that have come in at once, until the client closes."""
        waiting = b""
        while piece := connection.recv(_PIECE):
            waiting += piece
            answers = []
            while (request := _take(waiting)) is not None:
                head, body, waiting = request
                answers.append(self._answer(head, body))
            connection.sendall(b"".join(answers))

    def _answer(self, head: bytes, body: bytes) -> bytes:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _exc_info: Any = None, /) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return content.append

        content: list[bytes] = []
        try:
            pieces = self._app(self._environ(head, body), start)
            content.extend(pieces)
            _close(pieces)
            return _response(*begun[-1], b"".join(content))
        except Exception as error:  # noqa: BLE001 - a server answers 500 whatever its application raises
            return _response("500 Internal Server Error", [], type(error).__name__.encode())

    def _environ(self, head: bytes, body: bytes) -> WSGIEnvironment:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        path, _, query = target.partition("?")
        environ = {
            **self._common,
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1") if "%" in path else path,
            "QUERY_STRING": query,
            "RAW_URI": target,
            "REQUEST_URI": target,
            "wsgi.input": io.BytesIO(body),
        }
        for line in lines:
            name, _, value = line.partition(": ")
            environ[_variable(name)] = value
        return environ


@cache
def _variable(header: str) -> str:
    """What a header is called in the environ; a client sends the same few all the time."""
    name = header.upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


def _common(scheme: str) -> WSGIEnvironment:
    return {
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "443" if scheme == "https" else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _take(waiting: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Take the first request off what has come in: its head, its body, and the rest; None when it is not complete."""
    end = waiting.find(_END)
    if end < 0:
        return None
    head, start = waiting[:end], end + len(_END)
    _, found, length = head.lower().partition(b"content-length: ")
    stop = start + (int(length.partition(b"\r\n")[0]) if found else 0)
    return (head, waiting[start:stop], waiting[stop:]) if stop <= len(waiting) else None


def _response(status: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    if not any(name.lower() == "content-length" for name, _ in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def _close(pieces: Iterable[bytes]) -> None:
    close: Callable[[], object] = getattr(pieces, "close", lambda: None)
    close()
