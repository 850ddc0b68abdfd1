"""Twilio's REST API, as far as a line needs it to have advisors called and to fetch what was recorded.

It is a real server on 127.0.0.1 in its own thread: it checks what it is asked, answers as Twilio does, and writes the
order down. Ringing the telephone is left to the switchboard, in the caller's own time: whatever the order of threads, a
test goes the same way.
"""

import base64
import hmac
import json
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from .orders import Order, Refused, read_order
from .recordings import RECORDING_TYPE, Recordings

SILENT_SECONDS = 60.0
"""How long an API that has fallen silent keeps a connection open, unless it works again sooner."""

Failure = Literal["error", "busy", "refuses", "silent", "late"]
"""It answers 500, answers 429, takes no connections, or says nothing; "late" says nothing and rings all the same."""

_FAILURES = {
    "error": Refused(500, 20500, "An internal server error has occurred"),
    "busy": Refused(429, 20429, "Too Many Requests"),
}


_FORM = "application/x-www-form-urlencoded"

Answer = tuple[int, Mapping[str, object] | bytes]
"""A status, and JSON or a recording."""


@dataclass(frozen=True)
class Asked:
    """One request, as far as it matters."""

    method: str
    path: str
    authorization: str
    content_type: str
    form: bytes = b""


class Api:
    """The API of one account. `orders` are those that no telephone has rung for yet; it works until it `fails`."""

    def __init__(self, account: str, token: str, port: int = 0) -> None:
        self._account_path = f"/2010-04-01/Accounts/{account}.json"
        self._path = f"/2010-04-01/Accounts/{account}/Calls.json"
        self._account = account
        self._credentials = base64.b64encode(f"{account}:{token}".encode())
        self._failure: Failure | None = None
        self._speaks = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._port = port
        self.recordings = Recordings(f"/2010-04-01/Accounts/{account}/Recordings")
        self.orders: deque[Order] = deque()
        self.refused: list[Refused] = []

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end. Raises RuntimeError when it has never been opened."""
        if not self._port:
            raise RuntimeError("the API is not open: use the office in a `with`")
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        """Begins to listen, always at the same port."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self))
        self._server.daemon_threads = True
        self._speaks.set()
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()

    def close(self) -> None:
        """Stops listening; whoever still waits for an answer is hung up on."""
        self._speaks.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def taken(self) -> list[Order]:
        """The orders that have come in since, by number."""
        return sorted((self.orders.popleft() for _ in range(len(self.orders))), key=lambda order: order.to)

    def fails(self, failure: Failure | None) -> None:
        """From now on it fails in this way; None makes it work again."""
        self._failure = failure
        if failure == "refuses":
            self.close()
        elif self._port and self._server is None:
            self.open()
        if failure in ("silent", "late"):
            self._speaks.clear()
        else:
            self._speaks.set()

    def answer(self, asked: Asked) -> Answer:
        """The status and the JSON or sound for one request; what is accepted is written down."""
        try:
            if self.recordings.has(asked.path):
                return self._recording(asked)
            return self._account_itself(asked) if asked.method == "GET" else self._call(asked)
        except Refused as refused:
            self.refused.append(refused)
            return refused.status, refused.body()

    def _account_itself(self, asked: Asked) -> Answer:
        """docs/iam/api/account: by which a line can find out whether the API knows it."""
        self._check(asked, self._account_path)
        self._speaks.wait(SILENT_SECONDS)
        return 200, {"sid": self._account, "status": "active", "type": "Full", "friendly_name": "", "uri": asked.path}

    def _recording(self, asked: Asked) -> Answer:
        """docs/voice/api/recording."""
        self._check(asked, asked.path)
        self._speaks.wait(SILENT_SECONDS)
        return self.recordings.answer(asked.method, asked.path)

    def _call(self, asked: Asked) -> Answer:
        self._check(asked, self._path)
        if asked.content_type.partition(";")[0].strip().lower() != _FORM:
            raise Refused(400, 20001, f"the content type is {asked.content_type!r}, not {_FORM}")
        order = read_order(asked.form)
        if self._failure != "silent":
            self.orders.append(order)
        self._speaks.wait(SILENT_SECONDS)
        return 201, _created(self._account, order)

    def _check(self, asked: Asked, path: str) -> None:
        if self._failure in _FAILURES:
            raise _FAILURES[self._failure]
        scheme, _, credentials = asked.authorization.partition(" ")
        if scheme.lower() != "basic" or not hmac.compare_digest(credentials.strip().encode(), self._credentials):
            raise Refused(401, 20003, "Authenticate")
        if asked.path != path:
            raise Refused(404, 20404, f"The requested resource {asked.path} was not found")


def _created(account: str, order: Order) -> dict[str, object]:
    return {
        "sid": order.sid,
        "account_sid": account,
        "api_version": "2010-04-01",
        "direction": "outbound-api",
        "from": order.caller,
        "from_formatted": order.caller,
        "to": order.to,
        "to_formatted": order.to,
        "status": "queued",
        "uri": f"/2010-04-01/Accounts/{account}/Calls/{order.sid}.json",
    }


def _handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            given = self.headers.get("Authorization", ""), self.headers.get("Content-Type", "")
            self._send(*api.answer(Asked(self.command, self.path, *given, form)))

        do_GET = do_DELETE = do_POST  # noqa: N815 - as the library names it

        def _send(self, status: int, answer: Mapping[str, object] | bytes) -> None:
            is_sound = isinstance(answer, bytes)
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            with suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", RECORDING_TYPE if is_sound else "application/json;charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is printed: whoever called is nobody's business."""

    return Handler
