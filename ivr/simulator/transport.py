"""How requests reach a line: over real sockets (`HTTP`), or in this process (`WSGI`, in the module `wsgi`).

A transport carries bytes within Twilio's time limits. What to ask, how to sign it and what to make of the answer is
the client's affair.
"""

import http.client
import re
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import SplitResult, urlsplit

from .faults import Code, Trouble

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
"""Hard limits of docs/api/errors/11205; everything together takes at most the total, whatever was retried."""

RETRIES = 1
"""Of connecting only (docs/usage/webhooks/webhooks-connection-overrides)."""


@dataclass(frozen=True)
class Request:
    """One request. `url` has no fragment and no user name; its target is sent exactly as written."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def target(self) -> str:
        """Path and query, untouched."""
        target = re.sub(r"^https?://[^/?]*", "", self.url)
        return target if target.startswith("/") else f"/{target}"


@dataclass(frozen=True)
class Response:
    """One answer; names of headers in lower case. `error` is what the application raised, for whoever must mend it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    error: Exception | None = None

    @property
    def content_type(self) -> str:
        """The Content-Type header, empty when there is none."""
        return self.headers.get("content-type", "")


class Transport(Protocol):
    """Carries one request; raises Trouble when no answer comes (11205, 11206, 11210, 11220)."""

    def send(self, request: Request) -> Response:
        """The answer, whatever its status."""


class HTTP:
    """Real sockets with keep-alive. Close it after use, or use it in a `with`."""

    def __init__(self, *, connect: float = CONNECT_SECONDS, total: float = TOTAL_SECONDS) -> None:
        self._connect_seconds = connect
        self._total_seconds = total
        self._idle: defaultdict[str, list[http.client.HTTPConnection]] = defaultdict(list)

    def send(self, request: Request) -> Response:
        """The answer. A kept connection that the line has closed meanwhile is replaced by a new one."""
        deadline = time.monotonic() + self._total_seconds
        try:
            return self._send(request, deadline)
        except ssl.SSLError as error:
            raise Trouble(Code.TLS, f"TLS handshake failed: {error}", request.url) from error
        except socket.gaierror as error:
            raise Trouble(Code.BAD_HOST, f"bad host name: {error}", request.url) from error
        except OSError as error:
            raise Trouble(Code.CONNECTION, f"connection failed: {error or 'it was closed'}", request.url) from error
        except http.client.HTTPException as error:
            raise Trouble(Code.PROTOCOL, f"not HTTP as it should be: {error!r}", request.url) from error

    def close(self) -> None:
        """Closes the connections that were kept."""
        for connections in self._idle.values():
            while connections:
                connections.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, request: Request, deadline: float) -> Response:
        parts = urlsplit(request.url)
        idle = self._idle[f"{parts.scheme}://{parts.netloc}"]
        if idle:
            try:
                return self._exchange(idle.pop(), request, deadline, idle)
            except ConnectionError:
                pass
        return self._exchange(self._connect(parts, deadline), request, deadline, idle)

    def _connect(self, parts: SplitResult, deadline: float) -> http.client.HTTPConnection:
        for _ in range(RETRIES):
            with suppress(OSError):
                return self._open(parts, deadline)
        return self._open(parts, deadline)

    def _open(self, parts: SplitResult, deadline: float) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        seconds = min(self._connect_seconds, _left(deadline))
        connection = kind(parts.hostname or "", parts.port, timeout=seconds)
        try:
            connection.connect()
        except OSError:
            connection.close()
            raise
        return connection

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        request: Request,
        deadline: float,
        idle: list[http.client.HTTPConnection],
    ) -> Response:
        kept = False
        try:
            response = _exchange(connection, request, deadline)
            kept = connection.sock is not None
            return response
        finally:
            if kept:
                idle.append(connection)
            else:
                connection.close()


def _exchange(connection: http.client.HTTPConnection, request: Request, deadline: float) -> Response:
    wire: socket.socket = connection.sock
    wire.settimeout(_left(deadline))
    connection.putrequest(request.method, request.target, skip_accept_encoding=True)
    for name, value in request.headers.items():
        connection.putheader(name, value)
    connection.endheaders(request.body or None)
    with connection.getresponse() as answer:
        body = _body(answer, wire, deadline)
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, headers, body)


def _body(answer: http.client.HTTPResponse, wire: socket.socket, deadline: float) -> bytes:
    """Reads piece by piece, so that a line which trickles its answer meets the deadline too."""
    body = bytearray()
    while not answer.isclosed() and (piece := answer.read1(65536)):
        body += piece
        if not answer.isclosed():
            wire.settimeout(_left(deadline))
    if answer.length:
        raise http.client.IncompleteRead(bytes(body), answer.length)
    return bytes(body)


def _left(deadline: float) -> float:
    """Seconds until `deadline`; raises TimeoutError when there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("no time left")
    return seconds
