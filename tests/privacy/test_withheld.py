"""Whoever hides their number gets exactly the same call, byte for byte, from every state and with every key."""

import itertools

import pytest

from ivr.simulator import ACCOUNT
from tests.privacy.traces import CALLER
from tests.security.sending import form, signed

HIDDEN = ("anonymous", "+266696687", "", "unknown", "client:x", "sip:x@y.test", "Restricted", "+7378742833", None)
EVENTS: tuple[dict[str, str], ...] = (
    {},
    {"Digits": "1"},
    {"Digits": "0"},
    {"Digits": "2"},
    {"Digits": "*"},
    {"DialCallStatus": "no-answer"},
)
OTHERS = ("/voice", "/voice/fallback", "/voice/status", "/voice/0123456789/4-3", "/voice/x")


def caller(number):
    """What Twilio tells of a caller with this number, or of whom it knows nothing."""
    known = {name: value for name, value in CALLER.items() if name not in ("From", "Caller", "ForwardedFrom")}
    hidden = {name: "" for name in known if name != "CallSid"} | {"CallSid": "CA" + "0" * 32}
    return hidden if number is None else hidden | {"From": number, "Caller": number}


def answer(line, target, told):
    """All that is answered: status, headers and document."""
    pairs = tuple((told | {"AccountSid": ACCOUNT}).items())
    response = signed(form(pairs, target), pairs).to(line.app)
    return response.status, dict(response.headers), response.body


@pytest.mark.parametrize("event", EVENTS)
def test_a_hidden_number_changes_nothing(lines, event):
    """Without a number, a name or a place, the documents are those that a known caller gets."""
    for line in lines:
        states = (f"/voice/{line.edition.id}/{state}" for state in line.edition.script.states)
        for target, number in zip((*OTHERS, *states), itertools.cycle(HIDDEN), strict=False):
            expected = answer(line, target, CALLER | event)
            assert expected[0] == 200
            assert answer(line, target, caller(number) | event) == expected, (target, number)


@pytest.mark.parametrize("number", HIDDEN)
def test_every_way_of_hiding_a_number_is_the_same(lines, number):
    """At the opening, in an answer, while connecting and at the end."""
    for line in lines:
        places = (f"/voice/{line.edition.id}/{state}" for state in ("start", "2", "1", "0"))
        for target in (*OTHERS, *places):
            assert answer(line, target, caller(number)) == answer(line, target, CALLER)
