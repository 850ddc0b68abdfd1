"""A line that fails is given a second chance, as documented; what failed is reported."""

import pytest

from .conftest import ADVISOR, URL, Answer, Site, twiml

RESCUE = "<Say>Bel straks opnieuw.</Say>"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"", status="503 Service Unavailable"), 11217),
        (Answer(b"<Response/>", ""), 12300),
        (twiml("<Say>" + "a" * 66_000 + "</Say>"), 11750),
        (Answer(b"<Response>", "text/xml"), 12100),
        (twiml("<Play digits='x'/>"), 12200),
        (twiml("<Dial>112</Dial>"), 13224),
        (twiml("<Redirect>/a b</Redirect>"), 11100),
    ],
)
def test_the_fallback_goes_on_with_the_call(site: Site, answer: Answer, code: int) -> None:
    """docs/usage/security/availability-reliability: requested at once with ErrorCode and ErrorUrl."""
    site.answers |= {"/voice": answer, "/voice/fallback": RESCUE}
    call = site.call()
    assert call.hears("Bel straks opnieuw")
    assert [(fault.code, fault.url) for fault in call.faults] == [(code, f"{URL}/voice")]
    (params,) = site.asked("/voice/fallback")
    assert (params["ErrorCode"], params["ErrorUrl"], params["CallSid"]) == (str(code), f"{URL}/voice", call.sid)


def test_it_covers_every_url_of_the_call(site: Site) -> None:
    """ErrorUrl says which one failed; the fallback's own document goes on like any other."""
    site.answers |= {
        "/voice": '<Gather action="/key" numDigits="1"/>',
        "/voice/fallback": f"<Dial>{ADVISOR}</Dial>",
    }
    call = site.call()
    call.presses("2")
    assert site.asked("/voice/fallback")[0]["ErrorUrl"] == f"{URL}/key"
    assert call.connected_to == ADVISOR


def test_a_fallback_that_fails_ends_the_call(site: Site) -> None:
    """Its own fault is reported too."""
    site.answers |= {"/voice": Answer(b""), "/voice/fallback": Answer(b"oops", "text/plain")}
    call = site.call()
    assert call.ended
    assert [fault.url for fault in call.faults] == [f"{URL}/voice", f"{URL}/voice/fallback"]


def test_a_document_after_the_fallback_may_fail_again(site: Site) -> None:
    """A failure elsewhere brings the fallback back, but not for ever."""
    site.answers |= {"/voice": Answer(b""), "/voice/fallback": "<Redirect>/voice</Redirect>"}
    call = site.call()
    assert call.ended
    assert len(site.asked("/voice/fallback")) == 50
    assert call.faults[-1].code == 0


def test_a_line_without_fallback(site: Site) -> None:
    """The call ends."""
    site.answers["/voice"] = Answer(b"")
    assert site.line(fallback=None).call().ended
    assert [seen.path for seen in site.seen] == ["/voice", "/voice/status"]


def test_a_status_callback_that_fails(site: Site) -> None:
    """Reported, without a fallback: the call is over."""
    site.answers |= {"/voice": "", "/voice/status": Answer(b"", status="500 Oops")}
    assert [(fault.code, fault.url) for fault in site.call().faults] == [(11217, f"{URL}/voice/status")]
    assert site.asked("/voice/fallback") == []
