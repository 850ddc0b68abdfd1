"""A line of nothing but canned answers, and recordings made of silence."""

import base64
import http.client
import json
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from ivr.simulator import ACCOUNT, WSGI, Call, Office, Simulator

TOKEN = "12345"
URL = "https://ivr.test"
ADVISOR = "+31201234567"
SECOND_ADVISOR = "+31207654321"


@dataclass(frozen=True)
class Answer:
    """What a canned line answers."""

    body: bytes
    content_type: str = "text/xml; charset=utf-8"
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Seen:
    """A request as the canned line got it."""

    path: str
    params: dict[str, str]
    environ: dict[str, Any]


@dataclass
class Site:
    """A WSGI application that answers from a dictionary: TwiML without its <Response>, or a whole Answer."""

    answers: dict[str, str | Answer]
    seen: list[Seen] = field(default_factory=list)
    first: dict[str, Callable[[], object]] = field(default_factory=dict)
    """What is done for a path before it is answered."""
    office: Office = field(default_factory=Office)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers, and remembers what was asked."""
        form = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        params = dict(parse_qsl(f"{form}&{environ['QUERY_STRING']}", keep_blank_values=True))
        self.seen.append(Seen(environ["PATH_INFO"], params, dict(environ)))
        self.first.get(environ["PATH_INFO"], lambda: None)()
        answer = self.answers.get(environ["PATH_INFO"], Answer(b"", status="404 Not Found"))
        if isinstance(answer, str):
            answer = twiml(answer)
        content_type = [("Content-Type", answer.content_type)] if answer.content_type else []
        start_response(answer.status, [*content_type, *answer.headers])
        return [answer.body]

    def line(self, **settings: Any) -> Simulator:
        """A simulator that calls this line."""
        return Simulator(WSGI(self), url=URL, token=TOKEN, office=self.office, **settings)

    def call(self, **script: Any) -> Call:
        """A call to this line."""
        return self.line().call(**script)

    def asked(self, path: str) -> list[dict[str, str]]:
        """The parameters of every request for this path."""
        return [seen.params for seen in self.seen if seen.path == path]


def twiml(verbs: str) -> Answer:
    """These verbs as a document."""
    return Answer(f'<?xml version="1.0" encoding="UTF-8"?><Response>{verbs}</Response>'.encode())


def wav(seconds: float = 1.0, *, kind: int = 7, data: bytes | None = None) -> bytes:
    """A recording of nothing, 8000 bytes a second; `kind` 7 is mu-law, 1 is PCM."""
    samples = b"\xff" * int(seconds * 8000) if data is None else data
    chunks = _chunk(b"fmt ", struct.pack("<HHIIHH", kind, 1, 8000, 8000, 1, 8))
    chunks += _chunk(b"LIST", b"odd") + _chunk(b"data", samples) + _chunk(b"LIST", b"even")
    return _chunk(b"RIFF", b"WAVE" + chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def recording(seconds: float = 1.0) -> Answer:
    """A recording as a line serves it."""
    return Answer(wav(seconds), "audio/wav")


def dial(attributes: str = "", nouns: str = f"<Number>{ADVISOR}</Number>") -> dict[str, str | Answer]:
    """A line that dials, and says goodbye in its action."""
    return {
        "/voice": f'<Dial action="/done" callerId="+31101234567" {attributes}>{nouns}</Dial><Say>Nooit.</Say>',
        "/done": "<Say>Dag.</Say>",
    }


def result(site: Site) -> dict[str, str]:
    """What the action was told about the dial."""
    (params,) = site.asked("/done")
    return {
        name: value for name, value in params.items() if name in ("DialCallStatus", "DialBridged", "DialCallDuration")
    }


@pytest.fixture
def site() -> Site:
    """A line that answers the status callback and knows nothing else yet."""
    return Site({"/voice/status": ""})


@pytest.fixture
def office() -> Iterator[Office]:
    """An account whose REST API works."""
    with Office(token=TOKEN) as office:
        yield office


def post(office: Office, form: Mapping[str, Any] | None = None, **changed: Any) -> tuple[int, dict[str, Any]]:
    """Order a call, or something that differs from it; the status, and the answer."""
    path = changed.pop("path", f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json")
    credentials = base64.b64encode(changed.pop("user", f"{ACCOUNT}:{TOKEN}").encode()).decode()
    method = changed.pop("method", "POST")
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/x-www-form-urlencoded", **changed}
    connection = http.client.HTTPConnection(urlsplit(office.url).netloc, timeout=0.5)
    try:
        connection.request(method, path, urlencode(ORDER if form is None else form, doseq=True), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


ORDER = {"To": ADVISOR, "From": "+31101234567", "Url": f"{URL}/whisper"}

WAIT = '<Gather action="/key" numDigits="1" timeout="10" finishOnKey=""><Say>Wacht u even.</Say></Gather>'
"""Takes 11.6 seconds when nobody presses a key."""


ACCEPTED = 5 + 1.2
"""Seconds until somebody who is called has picked up and has heard "Toets 1."."""

QUEUE: dict[str, str | Answer] = {
    "/voice": '<Enqueue action="/result" waitUrl="/wait">hulp</Enqueue><Say>Nooit.</Say>',
    "/wait": WAIT,
    "/key": "<Leave/>",
    "/result": "<Gather><Say>Klaar.</Say></Gather>",
    "/voice/status": "",
    "/whisper": '<Gather action="/accept" numDigits="1"><Say>Toets 1.</Say></Gather><Hangup/>',
    "/accept": '<Dial action="/dialled"><Queue>hulp</Queue></Dial>',
    "/dialled": "<Say>Dank u.</Say>",
}


@pytest.fixture
def queue(office: Office) -> Site:
    """A line whose callers wait in a queue while it has one advisor called, who is asked to accept."""

    line = Site(dict(QUEUE), office=office)
    orders_once(line, ORDER)
    return line


def orders_once(line: Site, *orders: Mapping[str, Any]) -> None:
    """Have the line order these calls when its document for who waits is next requested."""

    def once() -> None:
        del line.first["/wait"]
        for order in orders:
            post(line.office, order)

    line.first["/wait"] = once
