"""Keys are gathered by Twilio's rules: how many, what finishes them, where they go, and what happens without."""

import pytest

from ivr.simulator import Listening

from .conftest import Site

MENU = (
    '<Gather action="/key" numDigits="1" timeout="7" finishOnKey="">'
    "<Say>Goedendag.</Say><Say>Bel één één</Say><Say>twee. Uitleg: toets 1.</Say></Gather>"
)


def test_a_key_is_sent_to_the_action(site: Site) -> None:
    """Digits go to the action with what accompanies them in captured requests."""
    site.answers |= {"/voice": MENU, "/key": "<Hangup/>"}
    call = site.call()
    call.presses("*")
    (params,) = site.asked("/key")
    assert (params["Digits"], params["msg"], params["FinishedOnKey"]) == ("*", "Gather End", "")
    assert params["CallStatus"] == "in-progress"
    assert call.ended


def test_without_action_digits_go_to_the_document_itself(site: Site) -> None:
    """docs/voice/twiml/gather: action defaults to the current document URL, method to POST."""
    site.answers |= {"/voice": "<Redirect>/menu?a=1</Redirect>", "/menu": '<Gather numDigits="1"/>'}
    call = site.call()
    call.presses("5")
    assert [params.get("Digits") for params in site.asked("/menu")] == [None, "5"]
    assert site.seen[-1].environ["RAW_URI"] == "/menu?a=1"


def test_gather_by_get(site: Site) -> None:
    """method="GET" puts the digits into the URL."""
    site.answers |= {"/voice": '<Gather action="/key" method="GET" numDigits="1"/>', "/key": "<Hangup/>"}
    site.call().presses("5")
    assert [seen.environ["REQUEST_METHOD"] for seen in site.seen if seen.path == "/key"] == ["GET"]
    assert site.asked("/key")[0]["Digits"] == "5"


def test_several_digits(site: Site) -> None:
    """numDigits digits are gathered; until then the line waits for more."""
    site.answers |= {"/voice": '<Gather action="/key" numDigits="3"/>', "/key": "<Hangup/>"}
    call = site.call()
    call.presses("12")
    assert isinstance(call.waiting_for, Listening)
    assert (call.waiting_for.digits, call.waiting_for.seconds) == ("12", 5)
    call.presses("3")
    assert site.asked("/key")[0]["Digits"] == "123"


def test_digits_end_by_the_finishing_key(site: Site) -> None:
    """The finishing key is no part of Digits."""
    site.answers |= {"/voice": '<Gather action="/key"/>', "/key": "<Hangup/>"}
    site.call().presses("12#")
    (params,) = site.asked("/key")
    assert (params["Digits"], params["FinishedOnKey"]) == ("12", "#")


def test_digits_end_by_silence(site: Site) -> None:
    """What was keyed before the timeout is sent."""
    site.answers |= {"/voice": '<Gather action="/key" timeout="4"/>', "/key": "<Hangup/>"}
    call = site.call()
    call.presses("12")
    call.waits()
    assert site.asked("/key")[0]["Digits"] == "12"
    assert call.seconds == 4


def test_keys_of_several_menus(site: Site) -> None:
    """One key after another, each for its own menu."""
    site.answers |= {"/voice": MENU, "/key": '<Gather action="/next" numDigits="1"/>', "/next": MENU}
    call = site.call()
    call.presses("23")
    assert [site.asked(path)[0]["Digits"] for path in ("/key", "/next")] == ["2", "3"]
    assert call.hears("Goedendag")


@pytest.mark.parametrize("keys", ["#", ""])
def test_nothing_keyed_falls_through(site: Site, keys: str) -> None:
    """Silence, or the finishing key first: no request, the next verb follows."""
    site.answers |= {"/voice": '<Gather action="/key" numDigits="1"/><Say>Dag.</Say>'}
    call = site.call()
    call.presses(keys)
    call.waits()
    assert call.hears("Dag") is (keys == "")
    assert "Dag." in call.transcript()
    assert call.ended
    assert site.asked("/key") == []


@pytest.mark.parametrize("keys", ["#", ""])
def test_action_on_empty_result(site: Site, keys: str) -> None:
    """actionOnEmptyResult="true": "request always sent"."""
    site.answers |= {"/voice": '<Gather action="/key" actionOnEmptyResult="true"/>', "/key": "<Say>Dag.</Say>"}
    call = site.call()
    call.presses(keys)
    call.waits()
    assert site.asked("/key")[0]["Digits"] == ""
    assert [heard.text for heard in call.heard] == ["Dag."]


def test_keys_do_nothing_for_who_listens_to_speech(site: Site) -> None:
    """input="speech" gathers no keys, and the prompt goes on."""
    site.answers["/voice"] = '<Gather input="speech" numDigits="1"><Say>Zeg het maar.</Say></Gather>'
    call = site.call()
    call.presses("1")
    assert call.hears("Zeg het maar")
