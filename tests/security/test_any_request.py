"""Whatever arrives, at whatever address, is answered at once: never with a failure, never by sending on."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.security.sending import FORM, JSON, Sent, signed

SECONDS = 10.0
"""Twilio waits 15; this machine may be busy."""

ANSWERS = (200, 206, 400, 403, 404, 405, 413, 416)

LATIN = st.characters(min_codepoint=32, max_codepoint=255)
"""What a server hands on of the first line and of headers."""

PIECES = st.sampled_from(
    (
        "voice",
        "prompts",
        "healthz",
        "readyz",
        "status",
        "fallback",
        "start",
        "waiting",
        "whisper",
        "..",
        ".",
        "",
        "%2f",
        "%00",
    )
) | st.text(LATIN.filter(lambda character: character not in "? #"), max_size=12)
PATHS = st.lists(PIECES, max_size=5).map(lambda pieces: "/" + "/".join(pieces))
QUERIES = (
    st.just("")
    | st.text(LATIN, max_size=40).map("?".__add__)
    | st.sampled_from(("?dialled=1", "?queued=1", "?waits=1"))
)
METHODS = st.sampled_from(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"))
TYPES = st.sampled_from((None, FORM, JSON, "multipart/form-data; boundary=x", "text/xml")) | st.text(LATIN, max_size=30)
NAMES = st.sampled_from(
    (
        *("Host", "Cookie", "Range", "If-None-Match", "If-Range", "If-Modified-Since", "Accept", "Content-Length"),
        *("Content-Encoding", "Transfer-Encoding", "X-Forwarded-Proto", "Authorization", "X-HTTP-Method-Override"),
    )
)
HEADERS = st.dictionaries(
    NAMES, st.text(LATIN, max_size=30) | st.sampled_from(("*", "0", "bytes=0-1", "bytes=-1")), max_size=4
)
FIELDS = st.binary(max_size=60) | st.lists(
    st.sampled_from(
        (b"Digits=1", b"Digits=%ff", b"DialCallStatus=completed", b"QueuePosition=-1", b"QueueTime=9e9", b"=", b"%")
    )
).map(b"&".join)


class Faults(logging.Handler):
    """What the line logs of faults in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        self.told.append(record.getMessage())


@pytest.fixture(scope="module")
def faults() -> Iterator[list[str]]:
    """Every fault that is logged."""
    handler, logger = Faults(), logging.getLogger("ivr.web.errors")
    logger.addHandler(handler)
    yield handler.told
    logger.removeHandler(handler)


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 1),
    place=st.none() | st.integers(0, 10_000),
    path=PATHS,
    query=QUERIES,
    method=METHODS,
    body=FIELDS,
    content_type=TYPES,
    headers=HEADERS,
    is_signed=st.booleans(),
)
@example(0, 0, "/voice", "?\xff&dialled=1", "POST", b"", FORM, {}, True)
@example(0, None, "//healthz", "", "GET", b"", None, {}, False)
@example(0, None, "/prompts//x", "", "GET", b"", None, {}, False)
@example(0, None, "/healthz/", "", "GET", b"", None, {}, False)
def test_whatever_arrives_is_answered(
    lines, faults, which, place, path, query, method, body, content_type, headers, is_signed
):
    """Random methods, addresses, headers and bytes, signed or not, at every state: no 5xx, no 3xx, and no waiting.

    Nor is a fault in the program hidden behind the help that a caller then gets.
    """
    line = lines[which]
    states = sorted(line.edition.script.states)
    target = path if place is None else f"/voice/{line.edition.id}/{states[place % len(states)]}"
    sent = Sent(target + query, body, content_type, None, method, headers)
    is_answered(line, told(sent, line.office.account) if is_signed else sent)
    assert faults == []


LARGE = {
    "bytes": Sent("/voice", b"\xff" * 60_000),
    "names": Sent("/voice", b"a=&" * 21_000),
    "no names": Sent("/voice", b"&" * 65_000),
    "escapes": Sent("/voice", b"%" * 65_000),
    "parts": Sent("/voice", b"--x\r\n" * 13_000, "multipart/form-data; boundary=x"),
    "nested": Sent("/voice", b"[" * 60_000, JSON),
    "dots": Sent("/prompts/" + "../" * 1000, b"", None, method="GET"),
    "slashes": Sent("/voice/" + "/" * 4000, b"", None),
    "pieces": Sent("/voice" + "/x" * 2000, b"", None),
    "query": Sent("/voice?" + "a=&" * 1300, b"", None),
    "ranges": Sent("/prompts/x.wav", b"", None, method="GET", headers={"Range": "bytes=" + "0-1," * 2000}),
    "signature": Sent(signature="=" * 8000),
    "type": Sent(content_type=FORM + ";a=b" * 2000),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_as_large_as_a_server_lets_through_is_answered(lines, faults, name):
    """Nothing takes longer than its size is worth, from strangers nor from Twilio."""
    for line in lines:
        is_answered(line, LARGE[name])
        is_answered(line, told(LARGE[name], line.office.account))
    assert faults == []


def is_answered(line, sent):
    """Whether it is, in time, and as it should be."""
    begun = time.monotonic()
    response = sent.to(line.app)
    assert time.monotonic() - begun < SECONDS
    assert response.status in ANSWERS, (response.status, response.error)


def told(sent, account):
    """The same request from Twilio; what cannot be read as a form is signed as if there were none."""
    body = b"AccountSid=" + account.encode() + b"&" + sent.body
    try:
        pairs = tuple(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeError:
        return signed(sent, ())
    return signed(replace(sent, body=body, content_type=FORM), pairs)
