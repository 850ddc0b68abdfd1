"""What is asked of Twilio's API is what Twilio's own specification knows, and what that answers is understood."""

import json

import pytest

from ivr.number.account import Account
from ivr.number.errors import AccountError
from ivr.number.setup import SETTINGS, Setting
from ivr.settings import Settings
from ivr.simulator import ACCOUNT
from tests.conftest import URL
from tests.number import prism
from tests.number.carrier import TOKEN

EXAMPLE = "+18089255327"
"""The number of the specification's own example."""

pytestmark = pytest.mark.skipif(prism.missing() is not None, reason=str(prism.missing()))


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """Prism, with Twilio's specification."""
    with prism.prism(tmp_path_factory.mktemp("prism") / "log") as url:
        yield url


@pytest.fixture
def account(api):
    """The line's account, at Prism."""
    return Account(Settings(URL, (TOKEN,), account=ACCOUNT, api_url=api))


def test_every_question_is_one_that_twilio_knows(api, twilio, monkeypatch):
    """Finding, changing and reading the number pass the specification; with no memory, the change does not stick."""
    monkeypatch.setenv("TWILIO_API_URL", api)
    monkeypatch.setenv("LINE_NUMBER", EXAMPLE)
    assert json.loads(twilio("plan", "--json", status=2).stdout)["number"] == EXAMPLE
    assert "Twilio took the change, but shows another value" in twilio("apply", "--yes", status=1).output


def test_what_twilio_does_not_know_is_refused(account):
    """Prism does look: with a method that is none, the same request is refused, and Prism's answer is told."""
    number = account.find(EXAMPLE)
    with pytest.raises(AccountError, match=r"^Twilio refuses \(422.+Nothing was changed"):
        account.change(number, {"voice_method": "PUT"})
    with pytest.raises(AccountError, match=r"^Twilio refuses \(422.+Nothing was changed"):
        account.change(number, {"voice_url": "lijn example"})


def test_the_account_itself_can_be_read(account):
    """Its status is one of those that Twilio has."""
    assert account.standing().status in ("active", "suspended", "closed")


def test_every_setting_is_one_of_a_number():
    """Twilio ignores a name that it does not know without a word; all of ours are in its specification."""
    known = prism.parameters("/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json")
    assert {Setting(name, "", "").twilio_name for name in SETTINGS} <= set(known)
