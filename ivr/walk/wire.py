"""Requests to the walk's own server: one connection, on which the requests of one place are sent all at once.

To a server that runs already, `simulator.HTTP` brings them, one after another.
"""

import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, Protocol

from ivr.simulator import HTTP, Code, Request, Response, Trouble
from ivr.walk.server import Address

SECONDS: Final = 15.0
"""As long as Twilio waits for an answer (docs/api/errors/11205)."""

_PIECE: Final = 1 << 18

Answer = Response | Trouble
"""What came of a request: an answer, or why there is none."""


class Network(Protocol):
    """Carries requests."""

    def send(self, request: Request) -> Response:
        """The answer to one request; raises Trouble when none comes."""

    def send_all(self, requests: Sequence[Request]) -> list[Answer]:
        """What came of each of them, in order."""


class OneByOne(HTTP):
    """Requests to any server."""

    def send_all(self, requests: Sequence[Request]) -> list[Answer]:
        """What came of each of them, in order."""
        answers: list[Answer] = []
        for request in requests:
            try:
                answers.append(self.send(request))
            except Trouble as trouble:
                answers.append(trouble)
        return answers


class Wire:
    """A kept connection to the server at this address, whatever host the requests name; a new one after trouble."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        self._waiting, self._at = b"", 0
        self._heads: dict[bytes, tuple[int, Mapping[str, str], int]] = {}

    def close(self) -> None:
        """Closes the connection."""
        if self._socket:
            with suppress(OSError):
                self._socket.close()
        self._socket, self._waiting, self._at = None, b"", 0

    def send(self, request: Request) -> Response:
        """The answer to one request; raises Trouble when none comes."""
        [answer] = self.send_all([request])
        if isinstance(answer, Trouble):
            raise answer
        return answer

    def send_all(self, requests: Sequence[Request]) -> list[Answer]:
        """What came of each of them, in order; what was sent behind one that fails is sent again."""
        answers: list[Answer] = []
        while len(answers) < len(requests):
            try:
                self._exchange(requests[len(answers) :], answers)
            except (OSError, ValueError) as error:
                self.close()
                answers.append(_trouble(error, requests[len(answers)].url))
        return answers

    def _exchange(self, requests: Sequence[Request], answers: list[Answer]) -> None:
        wire = self._socket or self._connect()
        wire.sendall(b"".join(map(_written, requests)))
        for _ in requests:
            answers.append(self._receive(wire))  # noqa: PERF401 - those before one that fails are kept

    def _connect(self) -> socket.socket:
        self._socket = socket.create_connection(self._address, timeout=SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _receive(self, wire: socket.socket) -> Response:
        while (end := self._waiting.find(b"\r\n\r\n", self._at)) < 0:
            self._more(wire)
        head = self._waiting[self._at : end]
        if head not in self._heads:
            self._heads[head] = _read(head)
        status, headers, length = self._heads[head]
        start = end + 4
        while len(self._waiting) < start + length:
            start -= self._more(wire)
        self._at = start + length
        return Response(status, headers, self._waiting[start : self._at])

    def _more(self, wire: socket.socket) -> int:
        """Wait for more, and forget what was taken: so many bytes."""
        piece, taken = wire.recv(_PIECE), self._at
        if not piece:
            raise ConnectionError("it was closed")
        self._waiting, self._at = self._waiting[taken:] + piece, 0
        return taken


def _trouble(error: Exception, url: str) -> Trouble:
    if isinstance(error, OSError):
        return Trouble(Code.CONNECTION, f"connection failed: {error}", url)
    return Trouble(Code.PROTOCOL, f"not HTTP as it should be: {error}", url)


def _written(request: Request) -> bytes:
    head = "".join([f"{name}: {value}\r\n" for name, value in request.headers.items()])
    host, _, target = request.url.partition("://")[2].partition("/")
    return f"{request.method} /{target} HTTP/1.1\r\nHost: {host}\r\n{head}\r\n".encode() + request.body


def _read(head: bytes) -> tuple[int, Mapping[str, str], int]:
    """Status, headers with lower names, and length of the body; raises ValueError for what is no HTTP."""
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    words = first.split(" ")
    if len(words) < 2:
        raise ValueError(f"the first line is {first!r}")
    return int(words[1]), headers, int(headers.get("content-length", 0))
