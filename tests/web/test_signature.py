"""Only Twilio is answered: every other request gets 403 and not one word of the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from ivr.settings import Settings
from ivr.signature import signed_by_twilio
from ivr.web import create_app
from tests.conftest import NUMBERS, TOKEN, URL

FORM = {"CallSid": "CA" + "0" * 32, "AccountSid": "AC" + "0" * 32, "From": "+31612345678", "CallerName": ""}


def signature(target="/voice", form=FORM, token=TOKEN, url=URL):
    """Sign as Twilio's own library does."""
    return RequestValidator(token).compute_signature(url + target, form)


def post(app, target="/voice", form=FORM, signature=None, **options):
    """Send one request as it would come over the line."""
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    return app.test_client().post(target, data=form, headers=headers | options.pop("headers", {}), **options)


def test_a_signed_request_is_answered(app):
    """Twilio gets the opening."""
    response = post(app, signature=signature())
    assert (response.status_code, response.mimetype) == (200, "text/xml")
    assert b"<Gather" in response.data


@pytest.mark.parametrize(
    "bad",
    [None, "", "x", "é", "=" * 10_000, signature(token="other"), signature(url="https://elsewhere.test"),
     signature("/voice/"), signature(form={}), signature()[:-1], signature().lower()],
)  # fmt: skip
@pytest.mark.parametrize(
    "target", ["/voice", "/voice/fallback", "/voice/status", "/voice/0123456789/start", "/voice/x/y/z"]
)
def test_every_bad_signature_gets_403_and_nothing_else(app, target, bad):
    """Missing, empty, huge, not ASCII, another token, another address: no document, no explanation, no trace."""
    response = post(app, target, signature=bad if bad is None else bad.encode().decode("latin-1"))
    assert (response.status_code, response.data) == (403, b"403 Forbidden\n")


@pytest.mark.parametrize(
    ("ours", "signed", "believed"),
    [
        ("", "", True),
        ("", ":443", True),
        ("", ":8443", False),
        (":8443", ":8443", True),
        (":8443", "", True),
        (":8443", ":443", False),
    ],
)
def test_a_port_may_be_signed_or_left_out(ours, signed, believed):
    """Over HTTPS Twilio does now the one, now the other; another port is another address."""
    made = RequestValidator(TOKEN).compute_signature(f"https://ivr.test{signed}/voice", FORM)
    assert signed_by_twilio(f"https://ivr.test{ours}", "/voice", FORM, made, [TOKEN]) is believed


@pytest.mark.parametrize("host", ["elsewhere.test", "ivr.test:99999", "[::1", "", "ivr.test:x", "x" * 300, "\xe9 <>"])
def test_the_host_that_a_stranger_sends_changes_nothing(app, host):
    """The signature is over the configured address, so a forged Host or X-Forwarded-Host neither helps nor hurts."""
    forged = {"Host": host, "X-Forwarded-Host": host, "X-Forwarded-Proto": "gopher"}
    assert post(app, signature=signature(), headers=forged).status_code == 200
    assert post(app, signature=signature(url=f"https://{host}"), headers=forged).status_code == 403


def test_a_proxy_that_offers_another_protocol_changes_nothing(app):
    """A request that could become a websocket is answered as what it is."""
    offered = {"Connection": "Upgrade", "Upgrade": "websocket"}
    assert post(app, signature=signature(), headers=offered).text == post(app, signature=signature()).text


@pytest.mark.parametrize(
    "target",
    [
        "/voice?a=b%20c",
        "/voice?a=b+c",
        "/voice?x=%C3%A9&x=%C3%A9&",
        "/voice/%32/%73tart",
        "/voice//start",
        "/voice/a%2Fb/c",
    ],
)
def test_the_signature_is_over_the_raw_target(app, target):
    """What Twilio signed is what was sent, before anything is decoded; and no address is ever redirected."""
    assert post(app, target, signature=signature(target)).status_code == 200


def test_a_target_that_could_rewrite_the_host_is_refused():
    """A request target without a slash in front would become part of the host name."""
    target = "@elsewhere.test/voice"
    assert not signed_by_twilio(URL, target, FORM, signature(target), [TOKEN])


def test_repeated_parameters_are_all_signed(app):
    """A parameter that comes twice counts with both values."""
    form = MultiDict([*FORM.items(), ("Tag", "b"), ("Tag", "a")])
    assert post(app, form=form, signature=signature(form=form)).status_code == 200
    assert post(app, form=form, signature=signature(form=FORM | {"Tag": "b"})).status_code == 403


def test_a_body_that_breaks_off_is_no_forgery(app, caplog):
    """It is refused as what it is, and no administrator is told of a wrong token."""
    response = post(app, signature=signature(), environ_overrides={"CONTENT_LENGTH": "4000"})
    assert (response.status_code, response.data) == (400, b"400 Bad Request\n")
    assert "TWILIO_AUTH_TOKEN" not in caplog.text


def test_both_tokens_are_believed_while_rotating(settings):
    """While the token is being replaced no call is refused."""
    app = create_app(Settings(URL, (TOKEN, "next"), menus=settings.menus, prompts=settings.prompts, numbers=NUMBERS))
    assert [post(app, signature=signature(token=token)).status_code for token in (TOKEN, "next", "old")] == [
        200,
        200,
        403,
    ]


def test_another_account_gets_403(settings):
    """A line that belongs to one Twilio account answers no other, whatever the signature."""
    app = create_app(
        Settings(URL, (TOKEN,), "AC" + "0" * 32, menus=settings.menus, prompts=settings.prompts, numbers=NUMBERS)
    )
    other = FORM | {"AccountSid": "AC" + "1" * 32}
    without = {name: value for name, value in FORM.items() if name != "AccountSid"}
    statuses = [post(app, form=form, signature=signature(form=form)).status_code for form in (FORM, other, without)]
    assert statuses == [200, 403, 403]


def test_refusals_are_told_to_the_administrator_once_a_minute(settings, caplog):
    """A wrong token or address, the commonest mistake of all, is not silent; and the log cannot be flooded."""
    app = create_app(settings)
    for _ in range(5):
        post(app, form=FORM | {"Digits": "7"}, signature="wrong")
    assert caplog.text.count("IVR_PUBLIC_URL") == 1
    for secret in (FORM["From"], FORM["CallSid"], FORM["AccountSid"], "wrong"):
        assert secret not in caplog.text


@given(st.dictionaries(st.text(min_size=1), st.text()), st.text(), st.binary())
def test_nothing_that_is_sent_breaks_the_check(app, form, given_signature, body):
    """Whatever a stranger sends gets 403."""
    client = app.test_client()
    header = {
        "X-Twilio-Signature": given_signature.encode("utf-8", "ignore")
        .decode("latin-1")
        .replace("\r", "")
        .replace("\n", "")
    }
    encodable = {name: value for name, value in form.items() if (name + value).isprintable()}
    assert client.post("/voice", data=encodable, headers=header).status_code == 403
    assert client.post("/voice", data=body, content_type="application/x-www-form-urlencoded").status_code == 403
    assert client.post("/voice", data=body, content_type="application/json", headers=header).status_code == 403
