"""Requests to the walk's own server: one connection, on which the requests of one place are sent all at once.

To a server that runs already, `simulator.HTTP` brings them, one after another.
"""

import socket
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from ivr.simulator import HTTP, Code, Request, Response, Trouble
from ivr.walk.server import Address

SECONDS: Final = 15.0
"""As long as Twilio waits for an answer (docs/api/errors/11205)."""

_PIECE: Final = 1 << 18


class Network(Protocol):
    """Carries requests; raises Trouble when no answer comes."""

    def send(self, request: Request) -> Response:
        """The answer to one request."""

    def send_all(self, requests: Sequence[Request]) -> list[Response]:
        """The answers to all of them, in order."""


class OneByOne(HTTP):
    """Requests to any server."""

    def send_all(self, requests: Sequence[Request]) -> list[Response]:
        """The answers to all of them, in order."""
        return [self.send(request) for request in requests]


class Wire:
    """A kept connection to the server at this address, whatever host the requests name."""

    def __init__(self, address: Address) -> None:
        self._socket = socket.create_connection(address, timeout=SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting, self._at = b"", 0
        self._heads: dict[bytes, tuple[int, Mapping[str, str], int]] = {}

    def close(self) -> None:
        """Closes the connection."""
        self._socket.close()

    def send(self, request: Request) -> Response:
        """The answer to one request."""
        return self.send_all([request])[0]

    def send_all(self, requests: Sequence[Request]) -> list[Response]:
        """The answers to all of them, in order; raises Trouble when one does not come, or is no HTTP."""
        try:
            self._socket.sendall(b"".join(map(_written, requests)))
            return [self._receive() for _ in requests]
        except OSError as error:
            raise Trouble(Code.CONNECTION, f"connection failed: {error or 'it was closed'}", requests[0].url) from error
        except ValueError as error:
            raise Trouble(Code.PROTOCOL, f"not HTTP as it should be: {error}", requests[0].url) from error

    def _receive(self) -> Response:
        while (end := self._waiting.find(b"\r\n\r\n", self._at)) < 0:
            self._more()
        head = self._waiting[self._at : end]
        if head not in self._heads:
            self._heads[head] = _read(head)
        status, headers, length = self._heads[head]
        start = end + 4
        while len(self._waiting) < start + length:
            start -= self._more()
        self._at = start + length
        return Response(status, headers, self._waiting[start : self._at])

    def _more(self) -> int:
        """Wait for more, and forget what was taken: so many bytes."""
        piece, taken = self._socket.recv(_PIECE), self._at
        if not piece:
            raise ConnectionError("it was closed")
        self._waiting, self._at = self._waiting[taken:] + piece, 0
        return taken


def _written(request: Request) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    first = f"{request.method} {request.target} HTTP/1.1\r\nHost: {request.url.split('/', 3)[2]}\r\n"
    return f"{first}{head}\r\n".encode() + request.body


def _read(head: bytes) -> tuple[int, Mapping[str, str], int]:
    """Status, headers with lower names, and length of the body; raises ValueError for what is no HTTP."""
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split(" ")[1]), headers, int(headers.get("content-length", 0))
