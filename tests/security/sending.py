"""One request as it comes over the line, byte for byte, with whatever signature a test gives it."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha1
from urllib.parse import urlencode

from flask import Flask
from msgspec import structs

from ivr.settings import Settings
from ivr.simulator import WSGI, Request, Response
from ivr.web import draft_app
from tests.conftest import TOKEN, URL

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
Pairs = tuple[tuple[str, str], ...]
PAIRS: Pairs = (("AccountSid", "AC" + "0" * 32), ("CallSid", "CA" + "0" * 32), ("From", "+31612345678"))


@dataclass(frozen=True)
class Sent:
    """What arrives. A target is what stands between the method and the version in the first line."""

    target: str = "/voice"
    body: bytes = urlencode(PAIRS).encode()
    content_type: str | None = FORM
    signature: str | None = None
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)

    def to(self, app: Flask, url: str = URL) -> Response:
        """Send it to the line at this address."""
        given = {"Content-Type": self.content_type, "X-Twilio-Signature": self.signature}
        headers = {name: value for name, value in given.items() if value is not None} | dict(self.headers)
        return WSGI(app).send(Request(self.method, url + self.target, headers, self.body))


def form(pairs: Pairs = PAIRS, target: str = "/voice") -> Sent:
    """A form with these parameters, not signed."""
    return Sent(target, urlencode(pairs).encode())


def signed(sent: Sent, pairs: Pairs = PAIRS, *, url: str = URL, token: str = TOKEN) -> Sent:
    """Sign it as docs/usage/security tells, as if it came to this address with these parameters."""
    text = url + sent.target + "".join(name + value for name, value in sorted(set(pairs)))
    return replace(sent, signature=base64.b64encode(hmac.digest(token.encode(), text.encode(), sha1)).decode())


def app_at(settings: Settings, url: str, *, tokens: tuple[str, ...] = (TOKEN,), account: str | None = None) -> Flask:
    """The shipped line at another address, for another account or with other tokens."""
    return draft_app(structs.replace(settings, public_url=url, tokens=tokens, account=account))
