"""Twilio's API for accounts and numbers, strict about what it is asked: a real server on 127.0.0.1, with a state.

What it knows of requests is Twilio's own documentation (docs/phone-numbers/api/incomingphonenumber-resource).
"""

import base64
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qs, parse_qsl, urlsplit

from ivr.simulator import ACCOUNT
from tests.conftest import LINE

TOKEN = "a0b1c2d3e4f5061728394a5b6c7d8e9f"
"""A token that is in nothing else that is printed."""

SID = "PN" + "1" * 32
METHODS = ("GET", "POST")
FORM = "application/x-www-form-urlencoded"

Failure = int | Literal["drops", "html", "list"]
"""A status that it answers with, and does nothing; or it hangs up, or answers something that is not of its own."""

CHECKS: dict[str, Callable[[str], bool]] = {
    "VoiceUrl": lambda value: urlsplit(value).scheme in ("http", "https"),
    "VoiceFallbackUrl": lambda value: urlsplit(value).scheme in ("http", "https"),
    "StatusCallback": lambda value: urlsplit(value).scheme in ("http", "https"),
    "VoiceMethod": METHODS.__contains__,
    "VoiceFallbackMethod": METHODS.__contains__,
    "StatusCallbackMethod": METHODS.__contains__,
    "VoiceReceiveMode": ("voice", "fax").__contains__,
}


def snake(name: str) -> str:
    """What a parameter of a request is called in an answer."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")


def new_number(phone: str = LINE, sid: str = SID, **settings: str) -> dict[str, Any]:
    """Make a number as it is when it has just been bought."""
    bought = {
        "voice_url": "https://demo.twilio.com/welcome/voice/",
        "voice_method": "POST",
        "voice_fallback_url": "",
        "voice_fallback_method": "POST",
        "status_callback": "",
        "status_callback_method": "POST",
        "voice_receive_mode": "voice",
        "voice_application_sid": None,
        "trunk_sid": None,
        "capabilities": {"voice": True, "SMS": False, "MMS": False, "fax": False},
    }
    return {"sid": sid, "account_sid": ACCOUNT, "phone_number": phone} | bought | settings


@dataclass
class Carrier:
    """One account with its numbers; `asked` is every request that came, and `fails` says which go wrong, and how."""

    url: str = ""
    numbers: list[dict[str, Any]] = field(default_factory=lambda: [new_number()])
    account: dict[str, str] = field(default_factory=lambda: {"sid": ACCOUNT, "status": "active", "type": "Full"})
    asked: list[tuple[str, str]] = field(default_factory=list)
    fails: dict[str, Failure] = field(default_factory=dict)
    """By method; "READ" is a GET after a change."""
    changed: bool = False
    deaf: bool = False
    """Whether it takes changes and makes none of them."""

    @property
    def line(self) -> dict[str, Any]:
        """The number of the line."""
        return self.numbers[0]

    @property
    def changes(self) -> list[str]:
        """The form of every request to change something."""
        return [form for method, form in self.asked if method == "POST"]

    def answer(self, method: str, target: str, form: str, headers: Any) -> tuple[int, Any]:
        """Answer one request."""
        self.asked.append((method, form))
        failure = self.fails.get("READ" if method == "GET" and self.changed else method)
        if isinstance(failure, int):
            return failure, {"code": 20000 + failure, "message": f"Sorry\u001b[31m, {TOKEN}", "status": failure}
        credentials = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if headers.get("Authorization") != f"Basic {credentials}":
            return 401, {"code": 20003, "message": "Authenticate", "status": 401}
        if failure in ("html", "list", "drops"):
            return 200, {"html": "<html>Welcome to the hotel</html>", "list": [], "drops": "drops"}[failure]
        return self._resource(method, target, form, headers)

    def _resource(self, method: str, target: str, form: str, headers: Any) -> tuple[int, Any]:
        root, parts = f"/2010-04-01/Accounts/{ACCOUNT}", urlsplit(target)
        if (method, parts.path) == ("GET", f"{root}.json"):
            return 200, self.account
        if (method, parts.path) == ("GET", f"{root}/IncomingPhoneNumbers.json"):
            wanted = parse_qs(parts.query).get("PhoneNumber", [""])[0]
            found = [number for number in self.numbers if wanted in number["phone_number"]]
            return 200, {"incoming_phone_numbers": found, "page": 0, "page_size": 50, "next_page_uri": None}
        for number in self.numbers:
            if parts.path == f"{root}/IncomingPhoneNumbers/{number['sid']}.json":
                return self._change(number, form, headers) if method == "POST" else (200, number)
        return 404, {"code": 20404, "message": f"The requested resource {parts.path} was not found", "status": 404}

    def _change(self, number: dict[str, Any], form: str, headers: Any) -> tuple[int, Any]:
        """Change all that is asked, or nothing."""
        asked = parse_qsl(form, keep_blank_values=True, strict_parsing=True)
        bad = [name for name, value in asked if name not in CHECKS or not CHECKS[name](value)]
        if bad or headers.get("Content-Type") != FORM or len(dict(asked)) != len(asked):
            return 400, {"code": 21502, "message": f"{bad} is not valid", "status": 400}
        if not self.deaf:
            number |= {snake(name): value for name, value in asked}
        self.changed = True
        return 200, number


def _handler(carrier: Carrier) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, answer = carrier.answer(self.command, self.path, form, self.headers)
            if "drops" in (answer, carrier.fails.get(self.command)):
                return
            body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - as the library names it

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    return Handler


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve on this machine while the `with` lasts, over HTTPS with a context; gives the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # who breaks off is no news
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def open_carrier() -> Iterator[Carrier]:
    """Open the API while the `with` lasts."""
    carrier = Carrier()
    with answering(_handler(carrier)) as carrier.url:
        yield carrier
