"""Recording by telephone and the studio: whatever is asked of them, by whomever, is answered without a failure."""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ivr.settings import Settings
from ivr.simulator import ACCOUNT, Office
from ivr.studio import create_app
from tests.conftest import NUMBERS, ROOT, TOKEN, URL
from tests.security.sending import FORM, JSON, Sent, signed
from tests.studio.visitor import HASH, PASSWORD, basic

CANARY, PIN, VOICE = "kanariepiet", "271935", "marije"
TROUBLE = (500, 501, 502, 504)
MADE = ("dictation.", "drafts.", "studio.")
"""What the addresses belong to that callers never come to."""

SID = "RE" + "0" * 32
PIECES = st.sampled_from(
    (
        *(CANARY, VOICE, "standin", "draft", "live", "voices", SID, "0" * 32, "0123456789", "-", "0", "1", "-1"),
        *("9" * 30, "..", "%2e%2e", "%00", "%0a", "%ff", "é", f"{CANARY}.yml", "menus.yml", "app.css"),
    )
) | st.text(st.characters(codec="utf-8"), max_size=8).map(quote)
WORDS = st.sampled_from((CANARY, "", "*", "3", "hangup", SID, "draft", "live", "start")) | st.text(max_size=8)
NAMES = (
    "which",
    "edition",
    "at",
    "acts",
    "text",
    "base",
    "note",
    "tag",
    "name",
    "speaker",
    "licence",
    "detail",
    "heard",
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | WORDS, inner, max_size=5),
    max_leaves=12,
)
ASKED = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6).map(json.dumps).map(str.encode)
BODIES = ASKED | VALUES.map(json.dumps).map(str.encode) | st.binary(max_size=60)
FIELDS = st.dictionaries(
    st.sampled_from(("Digits", "RecordingSid", "RecordingUrl", "CallSid", CANARY)), WORDS, max_size=4
)
HEADERS = st.dictionaries(
    st.sampled_from(("If-Match", "If-None-Match", "Range", "Origin", "Authorization", "Cookie", "Accept")),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20)
    | st.sampled_from((URL, CANARY, '"0"', "*")),
    max_size=3,
)
QUERIES = st.sampled_from(("", f"?voice={CANARY}", "?voice=..%2F", "?over=", "?over=%ff", f"?{CANARY}", "?days=-1"))
FEW = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


class Lines(logging.Handler):
    """Everything that is logged, with the traces that would be printed."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it as it would be written."""
        self.told.append(logging.Formatter().format(record))


@dataclass(frozen=True)
class House:
    """A line with everything switched on, and what it logs."""

    app: Flask
    lines: Lines

    def __repr__(self) -> str:
        """Say no more than hypothesis has to print."""
        return "<a line with everything switched on>"

    @property
    def doors(self) -> list[tuple[str, str]]:
        """Every method and address, with `{}` for each part of it that differs."""
        rules = [rule for rule in self.app.url_map.iter_rules() if rule.endpoint.startswith(MADE)]
        assert len(rules) > 35
        return sorted((method, _shape(rule)) for rule in rules for method in rule.methods or ())

    def answers(self, sent: Sent) -> None:
        """Ask; nothing fails, and nothing of it is written down."""
        self.lines.told.clear()
        response = sent.to(self.app)
        logged = "\n".join(self.lines.told)
        assert response.status not in TROUBLE, (response.status, logged)
        assert "Traceback" not in logged + response.body.decode("latin-1")
        for secret in (CANARY, PASSWORD, PIN):
            assert secret not in logged


def _shape(rule) -> str:
    return "".join("{}" if is_part else text for is_part, text in rule._trace).partition("|")[2]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    """A copy of the shipped line, that may be spoilt."""
    folder, lines, root = tmp_path_factory.mktemp("house"), Lines(), logging.getLogger()
    prompts = shutil.copytree(ROOT / "prompts", folder / "prompts")
    menus = Path(shutil.copy(ROOT / "menus.yml", folder))
    with Office(token=TOKEN) as office:
        made = Settings(URL, (TOKEN,), ACCOUNT, office.url, menus, prompts, numbers=NUMBERS)
        made = replace(made, state=folder / "var", studio_password=HASH, recording_pin=PIN, recording_voice=VOICE)
        root.addHandler(lines)
        yield House(create_app(made), lines)
        root.removeHandler(lines)


def fill(shape: str, pieces: list[str]) -> str:
    """An address with these parts."""
    return shape.format(*pieces)


@FEW
@given(
    door=st.integers(0, 10_000),
    pieces=st.lists(PIECES, min_size=4, max_size=4),
    query=QUERIES,
    fields=FIELDS,
    is_signed=st.booleans(),
)
def test_recording_by_telephone(house, door, pieces, query, fields, is_signed):
    """Any field in any order, from Twilio and from strangers."""
    doors = [one for one in house.doors if one[1].startswith("/recording")]
    method, shape = doors[door % len(doors)]
    pairs = (("AccountSid", ACCOUNT), *fields.items())
    sent = Sent(fill(shape, pieces) + query, urlencode(pairs).encode(), FORM, None, method)
    house.answers(signed(sent, pairs) if is_signed else sent)


@FEW
@given(
    door=st.integers(0, 10_000),
    pieces=st.lists(PIECES, min_size=4, max_size=4),
    query=QUERIES,
    body=BODIES,
    headers=HEADERS,
    is_in=st.booleans(),
)
@example(0, [CANARY] * 4, "", b'{"text": "\\ud800"}', {}, True)
def test_the_studio(house, door, pieces, query, body, headers, is_in):
    """Any body and header at every address, with the password from the page itself, and without."""
    doors = [one for one in house.doors if one[1].startswith("/studio")]
    method, shape = doors[door % len(doors)]
    own = basic(PASSWORD) | {"Origin": URL} if is_in else {}
    house.answers(Sent(fill(shape, pieces) + query, body, JSON, None, method, {**headers, **own}))


TEXTS = ("\ud800", "\x00", "\ufeff", "a: &a [*a]", "[" * 5000, "- " * 5000, "\u2028:", "%TAG ! !")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("method", "address"), [("POST", "/studio/check"), ("PUT", "/studio/draft")])
def test_a_text_that_is_no_menu(house, method, address, text):
    """Half characters, no characters, and what has no end: a problem of the text, told as one, and also as a draft."""
    own = basic(PASSWORD) | {"Origin": URL}
    tag = Sent("/studio/draft", b"", None, None, "GET", own).to(house.app).headers["etag"]
    house.answers(Sent(address, json.dumps({"text": text}).encode(), JSON, None, method, own | {"If-Match": tag}))
    house.answers(Sent("/studio/menu/draft", b"", None, None, "GET", own))


@pytest.mark.parametrize(
    "body", [b"[" * 16_000, b'{"a":' * 3_000, b"9" * 16_000, b'{"text": "\xed\xa0\x80"}', b"\xff\xfe{"]
)
def test_a_body_that_is_hard_to_read(house, body):
    """JSON without an end, and characters that are none, at every address that takes some."""
    for method, shape in house.doors:
        if shape.startswith("/studio") and method in ("POST", "PUT"):
            own = basic(PASSWORD) | {"Origin": URL, "If-Match": '"0"'}
            house.answers(Sent(shape.format(*"live"), body, JSON, None, method, own))
