"""A whisper asks who picks up whether they want the caller, in a call of their own."""

from typing import Any

from ivr.simulator import Outcome

from .conftest import ADVISOR, Site, dial, result


def whisper(document: str, **more: str) -> dict[str, Any]:
    """A line that asks who picks up whether they want the caller."""
    number = f'<Number url="/whisper?n=1">{ADVISOR}</Number>'
    return {**dial(nouns=number), "/whisper": document, **{f"/{name}": answer for name, answer in more.items()}}


ASK = '<Gather action="/accept" numDigits="1"><Say>Toets 1 om op te nemen.</Say></Gather><Hangup/>'


def test_a_whisper_that_lets_the_caller_in(site: Site) -> None:
    """docs/voice/twiml/number#url: a document for who picks up, who has a call of their own."""
    site.answers |= whisper(ASK, accept="<Say>Verbonden.</Say>")
    call = site.call(dials=[Outcome(presses="1")])
    assert call.connected_to == ADVISOR
    assert [heard.text for heard in call.whispered] == ["Toets 1 om op te nemen.", "Verbonden."]
    assert call.heard == []
    (params,) = site.asked("/whisper")
    assert params["ParentCallSid"] == call.sid
    assert (params["Direction"], params["From"], params["To"]) == ("outbound-dial", "+31101234567", ADVISOR)
    assert site.asked("/accept")[0]["Digits"] == "1"
    call.advisor_hangs_up()
    assert site.asked("/done")[0]["DialCallSid"] == params["CallSid"] != call.sid


def test_a_whisper_in_which_nobody_accepts(site: Site) -> None:
    """An answering machine picks up: completed, but not bridged."""
    site.answers |= whisper(ASK)
    call = site.call(dials=["not-accepted"])
    assert call.connected_to is None
    assert call.hears("Dag")
    told = result(site)
    assert (told["DialCallStatus"], told["DialBridged"]) == ("completed", "false")
    assert 5 <= int(told["DialCallDuration"]) <= 9
    assert call.heard[0].start > 5 + 5


def test_a_whisper_that_fails(site: Site) -> None:
    """The fault is reported, and who picked up is not connected; the caller goes on."""
    site.answers |= whisper(f"<Dial>{ADVISOR}</Dial>")
    call = site.call()
    assert [fault.message for fault in call.faults] == ["<Dial> is not allowed within <Response>"]
    assert call.hears("Dag")
    assert result(site)["DialBridged"] == "false"
    assert site.asked("/voice/fallback") == []
