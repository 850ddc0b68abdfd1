"""When Twilio refuses, fails or cannot be reached, an administrator is told what, the consequence, and what to do."""

import socket

import pytest

from tests.conftest import LINE
from tests.number.carrier import TOKEN, new_number
from tests.number.test_plan_and_apply import OURS, settings_of

ASKED: list[tuple[object, str]] = [
    (429, "too many requests of this account (429). Nothing was changed. Try again in a minute."),
    (500, "Twilio's API fails (500). Nothing was changed."),
    (503, "Twilio's API fails (503). Nothing was changed."),
    (403, "does not accept TWILIO_AUTH_TOKEN"),
    (400, "Twilio refuses (400: Sorry"),
    (404, "Twilio refuses (404: Sorry"),
    (307, "Twilio refuses (307"),
    ("drops", "cannot be reached: there is no connection. Nothing was changed."),
    ("html", "is not Twilio's API. Nothing was changed."),
    ("list", "is not Twilio's API. Nothing was changed."),
]


@pytest.mark.parametrize(("failure", "told"), ASKED)
def test_when_twilio_cannot_be_asked(twilio, carrier, failure, told):
    """Whatever goes wrong is one line that begins with `ivr:`, and nothing is changed."""
    carrier.fails = {"GET": failure}
    for command in (["plan"], ["plan", "--json"], ["apply", "--yes"]):
        said = twilio(*command, status=1).output
        assert told in said
        assert said.startswith("ivr: ")
        assert said.count("\n") == 1
    assert carrier.changes == []


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (429, "Nothing was changed"),
        (400, "Nothing was changed"),
        (500, "It is not known whether the number was changed"),
        ("drops", "It is not known whether the number was changed"),
        ("html", "It is not known whether the number was changed"),
    ],
)
def test_when_the_change_itself_fails(twilio, carrier, failure, told):
    """Who applies a plan is told whether it was done, as far as that can be known, and can simply do it again."""
    carrier.fails = {"POST": failure}
    assert told in twilio("apply", "--yes", status=1).output
    carrier.fails = {}
    twilio("apply", "--yes")
    assert settings_of(carrier.line) == OURS


@pytest.mark.parametrize("failure", [500, 429, 401, 404, "drops", "html"])
def test_when_it_cannot_be_read_back(twilio, carrier, failure):
    """Done but not seen is told as just that."""
    carrier.fails = {"READ": failure}
    said = twilio("apply", "--yes", status=1).output
    assert "The number was changed, but could not be read back" in said
    assert "Nothing was changed" not in said
    assert settings_of(carrier.line) == OURS


def test_when_twilio_shows_something_else_afterwards(twilio, carrier):
    """A change that does not stick is not called done."""
    carrier.deaf = True
    said = twilio("apply", "--yes", status=1).output
    assert "shows another value for VoiceUrl, VoiceFallbackUrl, StatusCallback" in said
    assert "Done" not in said


def test_a_wrong_token(twilio, carrier, monkeypatch):
    """Twilio knows neither the token nor why; the administrator is told which settings to copy, and from where."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN[::-1])
    said = twilio("apply", "--yes", status=1).output
    assert "does not accept TWILIO_AUTH_TOKEN for account AC" in said
    assert "Nothing was changed" in said
    assert TOKEN[::-1] not in said


def test_a_token_that_cannot_be_one(twilio, carrier, monkeypatch):
    """What no header can carry is refused before anything is asked."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "€" * 32)
    assert "characters that no auth token has" in twilio("plan", status=1).output
    assert carrier.asked == []


def test_a_number_of_another_account(twilio, carrier):
    """The number that is not there is named, with the settings that can be wrong."""
    carrier.numbers = [new_number("+31101234599")]
    said = twilio("apply", "--yes", status=1).output
    assert f"{LINE} is no number of account AC" in said
    assert "LINE_NUMBER" in said
    assert carrier.changes == []


def test_no_network(twilio, monkeypatch):
    """Where nobody listens, that is what is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("TWILIO_API_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert "cannot be reached: there is no connection. Nothing was changed." in twilio("plan", status=1).output


@pytest.mark.parametrize("name", ["IVR_PUBLIC_URL", "TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID", "LINE_NUMBER"])
def test_a_missing_setting_is_named(twilio, carrier, monkeypatch, name):
    """Nothing is asked before every setting is there."""
    monkeypatch.delenv(name)
    assert f"{name} is not set" in twilio("plan", status=1).output
    assert carrier.asked == []
