"""Requests of Twilio's, each of another call, and signed beforehand: no server can answer two of them from memory."""

import base64
import hmac
import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from ivr.simulator import Request
from ivr.simulator.identity import Identity
from ivr.simulator.wsgi import environ
from tests.conftest import CALLER, LINE, TOKEN, URL

ACCOUNT = "AC" + "0" * 32


@dataclass(frozen=True)
class Webhook:
    """One request as Twilio makes it; `target` is the address behind the host."""

    target: str
    body: bytes
    signature: str

    @property
    def headers(self) -> dict[str, str]:
        """What Twilio sends with it, as far as anybody looks at it."""
        return {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "Content-Length": str(len(self.body)),
            "X-Twilio-Signature": self.signature,
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
        }

    def environ(self) -> dict[str, Any]:
        """What a server gives to an application for it."""
        made = environ(Request("POST", URL + self.target, self.headers, self.body))
        return made | {"wsgi.input": io.BytesIO(self.body)}

    def raw(self) -> bytes:
        """Every byte that is sent for it."""
        head = [f"POST {self.target} HTTP/1.1", "Host: ivr.test", *map(": ".join, self.headers.items()), "", ""]
        return "\r\n".join(head).encode() + self.body


def pressed(*targets: str, key: str = "2") -> Iterator[Webhook]:
    """A key is pressed at each of these addresses by turns, in one call after another."""
    for target in cycle(targets):
        told = Identity(ACCOUNT, CALLER, LINE).parameters("in-progress")
        told |= {"Digits": key, "FinishedOnKey": "", "msg": "Gather End"}
        text = URL + target + "".join(name + told[name] for name in sorted(told))
        signature = base64.b64encode(hmac.digest(TOKEN.encode(), text.encode(), sha1)).decode()
        yield Webhook(target, urlencode(told).encode(), signature)
