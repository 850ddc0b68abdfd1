"""The REST API is as strict as Twilio's, answers as it does, and fails when it is told to."""

import base64
from contextlib import suppress
from typing import Any

import pytest

from ivr.simulator import ACCOUNT, Office
from ivr.simulator.api import Failure

from .conftest import ADVISOR, ORDER, TOKEN, Site, post

CREDENTIALS = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


def test_an_order(office: Office) -> None:
    """201, and a call that is queued (docs/voice/api/call-resource)."""
    status, answer = post(office)
    assert status == 201
    assert answer["sid"].startswith("CA")
    told = {name: answer[name] for name in ("status", "to", "from", "direction", "account_sid")}
    assert told == {
        "status": "queued",
        "to": ADVISOR,
        "from": "+31101234567",
        "direction": "outbound-api",
        "account_sid": office.account,
    }


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"To": None}, 21201),
        ({"From": None}, 21213),
        ({"Url": None}, 21205),
        ({"Url": "/whisper"}, 21205),
        ({"To": "112"}, 21211),
        ({"To": "0201234567"}, 21211),
        ({"From": "anonymous"}, 21212),
        ({"Method": "post"}, 20001),
        ({"Timeout": "0"}, 20001),
        ({"Timeout": "601"}, 20001),
        ({"Timeout": "20s"}, 20001),
        ({"To": [ADVISOR, ADVISOR]}, 20001),
        ({"StatusCallbackEvent": ["answered", "hung-up"]}, 20001),
        ({"StatusCallback": "/status"}, 21205),
        ({"CallerId": "+31101234567"}, 20001),
        ({"Twiml": "<Response/>"}, 20001),
        ({"url": "https://ivr.test/whisper"}, 20001),
    ],
)
def test_orders_that_are_refused(office: Office, changed: dict[str, Any], code: int) -> None:
    """400 with Twilio's own code; what Twilio would let pass in silence is refused too, and nobody is rung."""
    form = {name: value for name, value in {**ORDER, **changed}.items() if value is not None}
    status, answer = post(office, form)
    assert (status, answer["code"], answer["status"]) == (400, code, 400)
    assert answer["message"]
    assert answer["more_info"].endswith(str(code))
    assert [refused.code for refused in office.refused] == [code]


def test_the_account_itself(office: Office) -> None:
    """By asking for it a line finds out whether the API works (docs/iam/api/account)."""
    path = f"/2010-04-01/Accounts/{office.account}.json"
    status, answer = post(office, {}, method="GET", path=path)
    assert (status, answer["sid"], answer["status"]) == (200, office.account, "active")
    assert post(office, {}, method="GET", path=path, user="AC:wrong")[0] == 401
    office.api_fails("error")
    assert post(office, {}, method="GET", path=path)[0] == 500


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"user": f"{'AC' + '1' * 32}:{TOKEN}"}, 401, 20003),
        ({"user": "AC:wrong"}, 401, 20003),
        ({"Authorization": f"Bearer {CREDENTIALS}"}, 401, 20003),
        ({"path": "/2010-04-01/Accounts/AC1/Calls.json"}, 404, 20404),
        ({"path": "/Calls.json"}, 404, 20404),
        ({"Content-Type": "application/json"}, 400, 20001),
    ],
)
def test_requests_that_are_refused(office: Office, changed: dict[str, Any], status: int, code: int) -> None:
    """Account and token, the account's own address, and a form."""
    got, answer = post(office, **changed)
    assert (got, answer["code"]) == (status, code)


def test_a_line_that_orders_in_vain(queue: Site, office: Office) -> None:
    """Whoever waits goes on waiting, and no telephone rings."""
    queue.first["/wait"] = lambda: post(office, {})
    call = queue.call()
    call.waits()
    assert (call.queued_in, call.ringing, call.dialled) == ("hulp", [], [])


def test_an_api_that_answers_with_errors(office: Office) -> None:
    """500 and 429, as Twilio says them."""
    office.api_fails("error")
    assert post(office)[0] == 500
    office.api_fails("busy")
    assert post(office)[1]["code"] == 20429
    office.api_works()
    assert post(office)[0] == 201


def test_an_api_that_cannot_be_reached(office: Office) -> None:
    """No connection is taken; afterwards it listens at the same place."""
    url = office.url
    office.api_fails("refuses")
    with pytest.raises(ConnectionRefusedError):
        post(office)
    office.api_works()
    assert post(office)[0] == 201
    assert office.url == url


def test_an_api_that_says_nothing(office: Office) -> None:
    """Whoever asks has to have a limit of its own."""
    office.api_fails("silent")
    with pytest.raises(TimeoutError):
        post(office)
    office.api_works()
    assert post(office)[0] == 201


@pytest.mark.parametrize(("failure", "ringing"), [("silent", []), ("late", [ADVISOR])])
def test_a_time_out_does_not_tell_whether_it_rings(
    queue: Site, office: Office, failure: Failure, ringing: list[str]
) -> None:
    """It may, or it may not: the line does not know."""

    def order() -> None:
        with suppress(TimeoutError):
            post(office)

    office.api_fails(failure)
    queue.first["/wait"] = order
    assert queue.call().ringing == ringing


def test_an_api_that_was_never_opened() -> None:
    """A mistake in the test."""
    with pytest.raises(RuntimeError, match="in a `with`"):
        _ = Office().url
