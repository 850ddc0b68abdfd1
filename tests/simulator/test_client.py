"""Requests look like Twilio's, and answers are taken as Twilio takes them."""

import re

import pytest
from twilio.request_validator import RequestValidator

from ivr.simulator import Request, Response, Simulator
from ivr.simulator.client import resolve
from ivr.simulator.faults import Code, Trouble

from .conftest import TOKEN, URL, Answer, Site

STANDARD = {"CallSid", "AccountSid", "From", "To", "Caller", "Called", "CallStatus", "ApiVersion", "Direction"} | {
    who + place for who in ("From", "To", "Caller", "Called") for place in ("City", "State", "Zip", "Country")
}


def redirect(to: str, status: str = "302 Found") -> Answer:
    """A redirect."""
    return Answer(b"", status=status, headers=(("Location", to),))


def test_the_first_request(site: Site) -> None:
    """docs/voice/twiml: the parameters that are always sent; empty ones stay."""
    site.answers["/voice"] = "<Hangup/>"
    call = site.call()
    params = site.asked("/voice")[0]
    assert set(params) == STANDARD
    assert re.fullmatch("CA[0-9a-f]{32}", params["CallSid"])
    assert params["CallSid"] == call.sid
    assert params["AccountSid"] == "AC" + "0" * 32
    assert params["From"] == params["Caller"] == "+31612345678"
    assert params["To"] == params["Called"] == "+31101234567"
    assert (params["CallStatus"], params["Direction"]) == ("ringing", "inbound")
    assert (params["FromCountry"], params["FromCity"]) == ("NL", "")


def test_a_withheld_number(site: Site) -> None:
    """ "You may receive a string that contains anonymous, unknown, or other descriptions"."""
    site.answers["/voice"] = "<Hangup/>"
    site.call(caller="anonymous")
    params = site.asked("/voice")[0]
    assert (params["From"], params["FromCountry"], params["ToCountry"]) == ("anonymous", "", "NL")


def test_headers_and_signature(site: Site) -> None:
    """The library of Twilio accepts the signature, and every request has a token of its own."""
    site.answers |= {"/voice": '<Redirect method="GET">/next?a=1</Redirect>', "/next": "<Hangup/>"}
    site.call()
    first, second, _ = site.seen
    assert first.environ["CONTENT_TYPE"] == "application/x-www-form-urlencoded; charset=utf-8"
    assert (first.environ["HTTP_USER_AGENT"], first.environ["HTTP_ACCEPT"]) == ("TwilioProxy/1.1", "*/*")
    validator = RequestValidator(TOKEN)
    assert validator.validate(f"{URL}/voice", first.params, first.environ["HTTP_X_TWILIO_SIGNATURE"])
    asked = URL + second.environ["RAW_URI"]
    assert validator.validate(asked, {}, second.environ["HTTP_X_TWILIO_SIGNATURE"])
    assert len({seen.environ["HTTP_I_TWILIO_IDEMPOTENCY_TOKEN"] for seen in site.seen}) == 3


def test_a_get_has_its_parameters_in_the_url(site: Site) -> None:
    """Parameters follow the URL's own; later requests say in-progress."""
    site.answers |= {"/voice": '<Redirect method="GET">/next?a=1</Redirect>', "/next": "<Hangup/>"}
    call = site.call()
    (params,) = site.asked("/next")
    assert params["CallStatus"] == "in-progress"
    assert params.pop("a") == "1"
    assert set(params) == STANDARD
    exchange = call.exchanges[1]
    assert (exchange.method, exchange.status, exchange.params) == ("GET", 200, params)
    assert exchange.url.startswith(f"{URL}/next?a=1&CallSid=CA")
    assert b"<Hangup/>" in exchange.body


def test_a_redirect_loses_the_digits(site: Site) -> None:
    """ "Twilio follows this redirect, but won't resend the Digits parameter" (docs/voice/twiml/gather)."""
    site.answers |= {
        "/voice": '<Gather action="/keyed" numDigits="1"/>',
        "/keyed": redirect("/keyed/", "308 Permanent Redirect"),
        "/keyed/": "<Hangup/>",
    }
    site.call().presses("2")
    assert site.asked("/keyed")[0]["Digits"] == "2"
    assert set(site.asked("/keyed/")[0]) == STANDARD
    assert [seen.environ["REQUEST_METHOD"] for seen in site.seen if seen.path == "/keyed/"] == ["POST"]


@pytest.mark.parametrize(
    ("status", "method"), [("301", "GET"), ("302", "GET"), ("303", "GET"), ("307", "POST"), ("308", "POST")]
)
def test_the_method_after_a_redirect(site: Site, status: str, method: str) -> None:
    """As every client does; relative URLs then start from where it led."""
    site.answers |= {
        "/voice": redirect("/a/b", f"{status} Else"),
        "/a/b": "<Redirect>c</Redirect>",
        "/a/c": "<Say>Dag.</Say>",
    }
    call = site.call()
    assert call.hears("Dag")
    assert [seen.environ["REQUEST_METHOD"] for seen in site.seen][:3] == ["POST", method, "POST"]


def test_ten_redirects_at_most(site: Site) -> None:
    """docs/voice/twiml: "follows redirects, max 10, then error 11215"."""
    site.answers |= {f"/{number}": redirect(f"/{number + 1}") for number in range(10)}
    site.answers |= {"/voice": redirect("/1"), "/10": "<Say>Dag.</Say>"}
    assert site.call().hears("Dag")
    site.answers |= {"/voice": redirect("/0")}
    call = site.line(fallback=None).call()
    assert [fault.code for fault in call.faults] == [11215]
    assert len(call.exchanges) == 12


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (redirect("ftp://ivr.test/"), 11216),
        (redirect("http:///voice"), 11216),
        (Answer(b"", status="300 Multiple Choices"), 11200),
        (Answer(b"", status="304 Not Modified"), 11200),
        (Answer(b"", status="400 Bad Request"), 11217),
        (Answer(b"", status="403 Forbidden"), 11217),
        (Answer(b"", status="429 Too Many Requests"), 11217),
        (Answer(b"", status="500 Internal Server Error"), 11217),
    ],
)
def test_answers_that_are_faults(site: Site, answer: Answer, code: int) -> None:
    """docs/api/errors/11216, 11200 and 11217 ("webhooks do not support rate limiting")."""
    site.answers["/voice"] = answer
    call = site.line(fallback=None).call()
    assert [(fault.code, fault.url) for fault in call.faults] == [(code, f"{URL}/voice")]
    assert call.ended


def test_a_raising_application_is_named(site: Site) -> None:
    """What the application raised stands in the fault, and is kept with its exchange."""
    site.answers["/voice"] = Answer(b"", status="not a number")
    call = site.line(fallback=None).call()
    assert "ValueError" in call.faults[0].message
    response = call.exchanges[0].response
    assert response is not None
    assert isinstance(response.error, ValueError)


class Broken:
    """A transport that never gets through."""

    def send(self, request: Request) -> Response:
        """Fails."""
        raise Trouble(Code.CONNECTION, "refused", request.url)


def test_a_request_without_an_answer_is_kept() -> None:
    """An exchange without response; and nothing but faults for the whole call."""
    call = Simulator(Broken(), url=URL, token=TOKEN).call()
    assert [(exchange.url, exchange.status, exchange.body) for exchange in call.exchanges] == [
        (f"{URL}/voice", None, b""),
        (f"{URL}/voice/fallback", None, b""),
        (f"{URL}/voice/status", None, b""),
    ]
    assert str(call.faults[0]) == f"11205 refused ({URL}/voice)"
    assert len(call.faults) == 3


@pytest.mark.parametrize(
    ("url", "absolute"),
    [
        ("", "https://ivr.test/voice/a?b=1"),
        ("c?d", "https://ivr.test/voice/c?d"),
        ("/c", "https://ivr.test/c"),
        ("?x=1", "https://ivr.test/voice/a?x=1"),
        ("https://user:pw@else.test/x?#rc=2", "https://else.test/x?"),
    ],
)
def test_urls_resolve_against_the_document(url: str, absolute: str) -> None:
    """An empty URL is the document's own; user name and fragment are never sent."""
    assert resolve("https://ivr.test/voice/a?b=1", url) == absolute


@pytest.mark.parametrize("url", ["ftp://ivr.test/", "/a b", "/é", "mailto:a@b", "http://"])
def test_urls_that_cannot_be_requested(url: str) -> None:
    """docs/api/errors/11100: "properly url-encoded"."""
    with pytest.raises(Trouble) as caught:
        resolve("https://ivr.test/voice", url)
    assert caught.value.code == 11100
