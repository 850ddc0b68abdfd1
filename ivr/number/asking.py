"""Asks the line over its public address what Twilio would ask, signed as Twilio signs; nobody is called."""

import os
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urlsplit
from xml.etree import ElementTree

import requests
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from twilio.request_validator import RequestValidator

from ivr.number.setup import Method

TIMEOUT: Final = (5.0, 15.0)
"""Seconds that Twilio waits at most for a connection, and for an answer."""

_CALL: Final = "CA" + "0" * 32


class Unanswered(Exception):  # noqa: N818 - reads as what it is
    """No answer came; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    kind: str
    body: bytes
    seconds: float

    @property
    def is_twiml(self) -> bool:
        """Whether Twilio could carry it out."""
        if self.status != requests.codes.ok or not self.kind.startswith(("text/xml", "application/xml", "text/html")):
            return False
        try:
            return ElementTree.fromstring(self.body).tag == "Response"  # noqa: S314 - of the line, or of its fallback
        except ElementTree.ParseError:
            return False


@dataclass(frozen=True)
class Asker:
    """Asks as Twilio would, for a call to the line that nobody makes."""

    account: str
    token: str
    phone: str

    def document(self, url: str, method: Method = "POST") -> Answer:
        """Ask for a document, signed. Raises Unanswered."""
        bare, form = urldefrag(url).url, self._parameters()
        if method == "GET":
            bare, form = requests.Request("GET", bare, params=form).prepare().url or bare, {}
        signature = RequestValidator(self.token).compute_signature(bare, form)
        return _ask(method, bare, form, {"X-Twilio-Signature": signature})

    def page(self, url: str) -> Answer:
        """Ask for a page that is for everyone. Raises Unanswered."""
        return _ask("GET", url, {}, {})

    def _parameters(self) -> Mapping[str, str]:
        numbers = {"From": "anonymous", "Caller": "anonymous", "To": self.phone, "Called": self.phone}
        call = {"CallSid": _CALL, "CallStatus": "ringing", "Direction": "inbound", "ApiVersion": "2010-04-01"}
        return {"AccountSid": self.account, **call, **numbers}


def days_of_certificate(url: str) -> float | None:
    """Give for how many days the certificate of an https address is good yet; None where it cannot be looked at."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    try:
        trusted = ssl.create_default_context(cafile=os.environ.get("REQUESTS_CA_BUNDLE") or DEFAULT_CA_BUNDLE_PATH)
        with (
            socket.create_connection((host, port), TIMEOUT[0]) as plain,
            trusted.wrap_socket(plain, server_hostname=host) as secure,
        ):
            found = secure.getpeercert() or {}
        return (ssl.cert_time_to_seconds(str(found["notAfter"])) - time.time()) / 86400
    except (OSError, KeyError, ValueError):
        return None


def _ask(method: Method, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
    began = time.monotonic()
    try:
        answer = requests.request(
            method, url, data=form or None, headers=dict(headers), timeout=TIMEOUT, allow_redirects=False
        )
    except (requests.RequestException, UnicodeError) as error:
        raise Unanswered(_reason(error, urlsplit(url).hostname or "")) from None
    kind = answer.headers.get("Content-Type", "")
    return Answer(answer.status_code, kind, answer.content, time.monotonic() - began)


def _reason(error: Exception, host: str) -> str:
    match error:
        case requests.exceptions.SSLError():
            return f"the certificate of {host} is not trusted, or not whole; Twilio refuses it too"
        case requests.Timeout():
            return f"{host} does not answer within 15 s, after which Twilio gives up"
        case requests.ConnectionError():
            return f"there is no connection with {host}"
        case _:
            return f"{host} cannot be asked ({type(error).__name__})"
