"""Twilio as an HTTP client: which parameters and headers it sends, how it signs, and what it refuses in an answer.

Documents are fetched with the call's parameters and a signature, media without either (docs/voice/twiml/play).
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin

from .faults import Code, Fault, Trouble
from .signing import signature
from .transport import Request, Response, Transport
from .verbs import Method

MAX_REDIRECTS = 10

_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]_-]+([/?][!-~]*)?")
_KEEP_METHOD = (307, 308)
_REDIRECTS = (301, 302, 303, *_KEEP_METHOD)

_HEADERS = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}


@dataclass(frozen=True)
class Ask:
    """What to request next: a document's absolute URL, and what Twilio adds to the call's own parameters."""

    url: str
    method: Method = "POST"
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer; `response` is None when none came. `url` holds the parameters of a GET."""

    method: Method
    url: str
    params: Mapping[str, str]
    response: Response | None

    @property
    def status(self) -> int | None:
        """The HTTP status, None when no answer came."""
        return self.response.status if self.response else None

    @property
    def body(self) -> bytes:
        """The answer's bytes, none when no answer came."""
        return self.response.body if self.response else b""


@dataclass(frozen=True)
class Reply:
    """A successful answer, and the URL it came from after all redirects (without the parameters of a GET)."""

    url: str
    response: Response


class Client:
    """Makes one call's requests; keeps every exchange, and the faults that came of them."""

    def __init__(self, transport: Transport, token: str) -> None:
        self._transport = transport
        self._token = token
        self.exchanges: list[Exchange] = []
        self.faults: list[Fault] = []

    def document(self, ask: Ask, standard: Mapping[str, str]) -> Reply:
        """The answer to a signed request with the call's `standard` parameters and those of `ask`.

        "Twilio follows this redirect, but won't resend the Digits parameter" (docs/voice/twiml/gather): only the
        standard parameters go along. Raises Trouble: 11215 and 11216 redirects, 11217 for 4xx and 5xx, 11200 for
        another status than 2xx, 11100 for a bad URL, and what the transport raises.
        """
        return self._follow(ask, standard, {**standard, **ask.parameters}, signed=True)

    def media(self, url: str) -> Reply:
        """The answer to a plain GET. Raises Trouble as `document` does."""
        return self._follow(Ask(url, "GET"), {}, {}, signed=False)

    def _follow(self, ask: Ask, standard: Mapping[str, str], params: Mapping[str, str], *, signed: bool) -> Reply:
        url, method = ask.url, ask.method
        for _ in range(MAX_REDIRECTS + 1):
            response = self._exchange(method, url, params, signed=signed)
            if response.status not in _REDIRECTS:
                _check_status(response, url)
                return Reply(url, response)
            url = _location(response, url)
            method = method if response.status in _KEEP_METHOD else "GET"
            params = standard
        raise Trouble(Code.TOO_MANY_REDIRECTS, f"more than {MAX_REDIRECTS} redirects", ask.url)

    def _exchange(self, method: Method, url: str, params: Mapping[str, str], *, signed: bool) -> Response:
        form = params if method == "POST" else {}
        if method == "GET" and params:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}"
        request = Request(method, url, self._headers(method, url, form, signed=signed), urlencode(form).encode())
        response = None
        try:
            response = self._transport.send(request)
        finally:
            self.exchanges.append(Exchange(method, url, params, response))
        return response

    def _headers(self, method: Method, url: str, form: Mapping[str, str], *, signed: bool) -> dict[str, str]:
        headers = dict(_HEADERS)
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
            headers["Content-Length"] = str(len(urlencode(form)))
        if signed:
            headers["X-Twilio-Signature"] = signature(self._token, url, form)
            headers["I-Twilio-Idempotency-Token"] = str(uuid.uuid4())
        return headers


def resolve(base: str, url: str) -> str:
    """The absolute form of a URL in the document at `base`, without fragment and user name.

    Raises Trouble 11100 when that is no http(s) URL in printable ASCII.
    """
    absolute = url if "://" in url else urljoin(base, url)
    bare = re.sub(r"^(https?://)[^/?#@]*@", r"\1", absolute.partition("#")[0])
    if not _URL.fullmatch(bare):
        raise Trouble(Code.INVALID_URL, f"{url!r} is not a URL that can be requested")
    return bare


def _location(response: Response, url: str) -> str:
    location = response.headers.get("location", "")
    try:
        return resolve(url, location)
    except Trouble as trouble:
        raise Trouble(Code.INVALID_REDIRECT, f"the redirect leads to {location!r}", url) from trouble


def _check_status(response: Response, url: str) -> None:
    if response.status >= 400:
        reason = f": {response.error!r}" if response.error else ""
        raise Trouble(Code.ERROR_STATUS, f"the line answered {response.status}{reason}", url)
    if not 200 <= response.status < 300:
        raise Trouble(Code.RETRIEVAL, f"the line answered {response.status}", url)
