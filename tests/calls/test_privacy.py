"""Nothing of a caller is in what the line says, and everyone gets the same call."""

import pytest

from tests.conftest import CALLER


def documents(call):
    """What the line answered in this call."""
    return [exchange.body for exchange in call.exchanges if exchange.method == "POST"]


def whole_call(line, caller):
    """Call through a menu and an answer to the unavailable text and back."""
    call = line.call(dials=["busy"], caller=caller)
    call.presses("2490")
    call.waits()
    call.presses("*1")
    call.hangs_up()
    return call


@pytest.mark.parametrize(
    "caller", ["anonymous", "unknown", "+266696687", "client:someone", "sip:a@b.test", "+13105551234"]
)
def test_a_withheld_number_gets_exactly_the_same_call(line, caller):
    """Whoever hides the number, or calls from elsewhere, hears and can do the same."""
    assert documents(whole_call(line, caller)) == documents(whole_call(line, CALLER))


def test_nothing_of_the_caller_is_in_any_document(line):
    """No answer of the line repeats the caller's number or the id of the call."""
    call = whole_call(line, CALLER)
    answered = b"".join(documents(call))
    assert CALLER[1:].encode() not in answered
    assert call.sid.encode() not in answered


def test_nothing_is_recorded(line):
    """No document asks Twilio to record or transcribe anything."""
    answered = b"".join(documents(whole_call(line, CALLER))).lower()
    assert b"record" not in answered
    assert b"transcri" not in answered


def test_a_second_call_is_like_the_first(line):
    """Nothing on a redial reveals that there was an earlier call (rule 15)."""
    assert documents(whole_call(line, CALLER)) == documents(whole_call(line, CALLER))
