"""Nothing that a request says is ever dialled, fetched or repeated; every value of it is a canary here."""

import re
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calls.clock import NUMBERS as TEAMS
from tests.calls.clock import SECOND
from tests.conftest import NUMBERS, URL
from tests.security.sending import Sent, form, signed

OURS = {*NUMBERS.values(), *TEAMS.values(), SECOND}
"""Every number of the menus and their settings."""

CANARY, NUMBER = "kanariepiet", "99887766"
"""No word of a menu, and no part of a number that may be rung."""

VALUES = (
    CANARY,
    f"+316{NUMBER}",
    f"https://{CANARY}.example/x.wav",
    f'"/><Dial>+316{NUMBER}</Dial>',
    f"sip:{CANARY}@x",
    NUMBER,
)
VALUE = st.sampled_from(VALUES)
PARAMETERS = (
    *("CallSid", "From", "To", "Caller", "Called", "CallerName", "FromCity", "FromZip", "FromCountry", "ForwardedFrom"),
    *("ParentCallSid", "CallToken", "Direction", "ApiVersion", "StirVerstat", "Digits", "FinishedOnKey", "msg"),
    *("SpeechResult", "CallStatus", "DialCallStatus", "DialCallSid", "DialCallDuration", "DialBridged", "RecordingUrl"),
    *("QueueResult", "QueueSid", "QueueTime", "QueuePosition", "AvgQueueTime", "CurrentQueueSize", "DequeingCallSid"),
    *("ErrorCode", "ErrorUrl", "Url", "action", CANARY),
)
KNOWN = {
    "Digits": ["0", "1", "2", "*", "#", "9"],
    "CallStatus": ["ringing", "in-progress", "completed"],
    "DialCallStatus": ["completed", "busy"],
    "QueueResult": ["leave", "bridged", "error"],
    "QueuePosition": ["1", "2"],
}
"""What leads on, so that the documents behind it are seen as well."""

HEADERS = (
    *("Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Original-URL", "X-Rewrite-URL", "Referer"),
    *("Forwarded", "Origin", "Cookie", "User-Agent", "Accept", "Accept-Language", "Range", "If-None-Match", "If-Range"),
    *("Authorization", "X-Request-Id", "Access-Control-Request-Headers", "I-Twilio-Idempotency-Token", "X-HTTP-Method"),
)
QUERIES = ("", "?dialled=1", "?queued=1", "?waits=1", f"?{CANARY}={NUMBER}&next=https://{CANARY}.example", f"?{CANARY}")
STRAY = (
    *("/voice", "/voice/", "/voice/fallback", "/voice/status", f"/voice/{CANARY}/{NUMBER}", f"/voice/{CANARY}/waiting"),
    *(f"/voice/{CANARY}/whisper", f"/voice/%22%3E{CANARY}", f"/voice//{CANARY}.example/"),
)
OTHER = (
    *(
        "/",
        "/healthz",
        "/readyz",
        "/metrics",
        f"/{CANARY}",
        f"//{CANARY}.example/..",
        f"/prompts/{CANARY}",
        "/prompts/",
    ),
    *(f"/prompts/%2e%2e/{CANARY}", f"/readyz/{CANARY}", f"/%0d%0aX-{CANARY}:%20{NUMBER}"),
)
MANY = settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def said(response):
    """All that was answered, in one piece."""
    return f"{response.status} {dict(response.headers)} {response.body.decode('latin-1')}".lower()


def is_free(text):
    """Whether there is nothing of a request in it."""
    return CANARY not in text.lower() and NUMBER not in text


@st.composite
def told(draw):
    """The parameters of one request: every one of Twilio's and one more, with canaries or with what leads on."""
    value = draw(st.sampled_from(VALUES))
    real = {name: draw(st.sampled_from(values)) for name, values in KNOWN.items() if draw(st.booleans())}
    left_out = draw(st.sets(st.sampled_from(("Digits", "DialCallStatus", "CallStatus"))))
    return {name: value for name in PARAMETERS if name not in left_out} | real


@MANY
@given(which=st.integers(0, 1), place=st.integers(0, 9999), query=st.sampled_from(QUERIES), told=told(), value=VALUE)
def test_no_document_holds_anything_of_a_request(lines, which, place, query, told, value):
    """From every state, with every parameter, header, path and query: only our own numbers, addresses and words."""
    line = lines[which]
    targets = [*STRAY, *(f"/voice/{line.edition.id}/{state}" for state in line.edition.script.states)]
    pairs = (("AccountSid", line.office.account), *told.items())
    sent = signed(form(pairs, targets[place % len(targets)] + query), pairs)
    response = replace(sent, headers=dict.fromkeys(HEADERS, value)).to(line.app)
    assert response.status == 200, response.error
    assert is_free(said(response))
    assert addresses_of(response.body) <= {line.edition.id}
    for order in line.office.api.taken():
        assert order.to in OURS
        assert order.caller == TEAMS["LINE_NUMBER"]
        assert order.url.startswith(f"{URL}/voice/{line.edition.id}/whisper")
    assert line.office.refused == []


def addresses_of(document):
    """The editions that a document leads to; everything it dials or fetches is the line's own."""
    editions = set()
    for element in ElementTree.fromstring(document).iter():  # noqa: S314 - it is our own
        for name in ("action", "url", "waitUrl"):
            if address := element.get(name):
                found = re.fullmatch(r"/voice/(?:(\w+)/[\w.-]+|fallback)(\?\w+=1)?", address)
                assert found, address
                editions |= {found[1]} - {None}
        if element.tag in ("Number", "Dial") and (number := (element.text or "").strip()):
            assert number in OURS
        if element.tag == "Play":
            assert re.fullmatch(r"/prompts/[\w./-]+\.wav", element.text or "")
        if element.tag == "Redirect":
            found = re.fullmatch(r"/voice(?:/(\w+)/[\w.-]+)?", element.text or "")
            assert found, element.text
            editions |= {found[1]} - {None}
    return editions


METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", CANARY.upper())


@MANY
@given(
    path=st.sampled_from((*OTHER, *STRAY)), query=st.sampled_from(QUERIES), method=st.sampled_from(METHODS), value=VALUE
)
def test_nobody_else_gets_anything_back(app, path, query, method, value):
    """Strangers, wrong methods and wrong addresses: a status and its name."""
    headers = dict.fromkeys(HEADERS, value)
    response = Sent(path + query, value.encode(), signature=value, method=method, headers=headers).to(app)
    assert response.status in (200, 403, 404, 405), response.error
    assert response.status != 200 or path in ("/healthz", "/readyz")
    assert is_free(said(response))
