"""The account at Twilio, through the REST client of Twilio's library, which is imported here and nowhere else.

It takes a while to import, so commands import this module when they need it, and the server never does.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from ivr.number.errors import AccountError
from ivr.number.setup import SETTINGS, Number
from ivr.settings import Settings

TIMEOUT: Final = 15.0
"""Seconds to wait for Twilio's API; only an administrator is waiting."""

_UNCHANGED: Final = "Nothing was changed."
_UNSURE: Final = "It is not known whether the number was changed; `python -m ivr twilio plan` tells."


@dataclass(frozen=True)
class Standing:
    """What Twilio says of the account: its status ("active", "suspended", "closed") and type ("Full", "Trial")."""

    status: str
    kind: str


class Account:
    """The line's account at Twilio. Every method raises AccountError when Twilio cannot be asked, or refuses."""

    def __init__(self, settings: Settings) -> None:
        """Raises AccountError when the settings do not name an account."""
        account, token = settings.account, settings.tokens[0]
        if not account:
            raise AccountError(
                "TWILIO_ACCOUNT_SID is not set: without it Twilio's API cannot be asked, and `connect: queue` cannot "
                "ring advisors. Copy the account SID from the Twilio console."
            )
        if not (token.isascii() and token.isprintable()):
            raise AccountError(
                "TWILIO_AUTH_TOKEN has characters that no auth token has. Copy it again from the Twilio console."
            )
        self._sid, self._token, self._api = account, token, settings.api_url
        http = _At(settings.api_url, timeout=TIMEOUT)
        self._client = Client(account, token, http_client=http, environment={"TWILIO_ACCOUNT_SID": account})

    def standing(self) -> Standing:
        """Tell how the account itself is."""
        with self._told(_UNCHANGED):
            found = self._client.api.v2010.accounts(self._sid).fetch()
            return Standing(found.status or "", found.type or "")

    def find(self, phone: str) -> Number:
        """Find a number by its E.164 form."""
        with self._told(_UNCHANGED):
            found = self._client.incoming_phone_numbers.list(phone_number=phone, limit=50)
            numbers = [_number(one) for one in found if one.phone_number == phone]
        if not numbers:
            raise AccountError(
                f"{phone} is no number of account {self._sid}, so nothing can be said of it, and nothing was changed. "
                "Is it the line's number (LINE_NUMBER, or `number:` in menus.yml), and is TWILIO_ACCOUNT_SID the "
                "account, or the subaccount, that has it?"
            )
        return numbers[0]

    def change(self, number: Number, changes: Mapping[str, str]) -> None:
        """Change these settings of a number, in one request: all of them, or none."""
        with self._told(_UNSURE, refused=_UNCHANGED):
            self._client.incoming_phone_numbers(number.sid).update(**changes)

    def read(self, number: Number) -> Number:
        """Read a number again."""
        with self._told("The number was changed, but could not be read back; `python -m ivr twilio plan` tells more."):
            return _number(self._client.incoming_phone_numbers(number.sid).fetch())

    @contextmanager
    def _told(self, consequence: str, refused: str = "") -> Iterator[None]:
        """Put whatever goes wrong into words, with its consequence; another one where Twilio did answer and refused."""
        try:
            yield
        except requests.RequestException as error:
            what = f"Twilio's API at {self._api} cannot be reached: {_reason(error)}."
            raise AccountError(f"{what} {consequence} Is there a network, and is TWILIO_API_URL right?") from None
        except TwilioException as error:
            status, said = _status(error)
            after = consequence if status >= HTTPStatus.INTERNAL_SERVER_ERROR else refused or consequence
            raise AccountError(self._refusal(status, said, after)) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            what = f"What answers at {self._api} is not Twilio's API."
            raise AccountError(f"{what} {consequence} Is TWILIO_API_URL right, or is a proxy in between?") from None

    def _refusal(self, status: int, said: str, consequence: str) -> str:
        match status:
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                return (
                    f"Twilio does not accept TWILIO_AUTH_TOKEN for account {self._sid} ({status}). {consequence} Copy "
                    "TWILIO_ACCOUNT_SID and the primary auth token from the same account in the Twilio console."
                )
            case HTTPStatus.TOO_MANY_REQUESTS:
                return f"Twilio has had too many requests of this account (429). {consequence} Try again in a minute."
            case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                return (
                    f"Twilio's API fails ({status}). {consequence} Try again; https://status.twilio.com may say more."
                )
            case _:
                told = f"{status}{said.replace(self._token, '(the token)')}"
                return f"Twilio refuses ({told}). {consequence} Look the message up in Twilio's documentation."


class _At(TwilioHttpClient):  # type: ignore[misc] # has no types of its own
    """Talks to the API at another address than Twilio's, with the same paths."""

    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._api_url = api_url

    def request(self, method: str, url: str, *arguments: Any, **named: Any) -> Any:
        """Make the request at this address."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        return super().request(method, self._api_url + target, *arguments, **named)


def _number(found: Any) -> Number:
    settings = {name: getattr(found, name) or "" for name in SETTINGS}
    settings["voice_receive_mode"] = settings["voice_receive_mode"] or "voice"
    has_voice = bool((found.capabilities or {}).get("voice", True))
    return Number(
        found.sid, found.phone_number, settings, found.voice_application_sid or "", found.trunk_sid or "", has_voice
    )


def _status(error: TwilioException) -> tuple[int, str]:
    """Give the status that Twilio refused with, and what it said; of a list, the library keeps the answer alone."""
    answer = next((argument for argument in error.args if hasattr(argument, "status_code")), None)
    if answer is None:
        return getattr(error, "status", 0), _quoted(getattr(error, "msg", ""))
    try:
        said = json.loads(answer.text).get("message", "")
    except (ValueError, AttributeError):
        said = ""
    return int(answer.status_code), _quoted(said)


def _quoted(said: object) -> str:
    clean = "".join(character if character.isprintable() else " " for character in str(said or ""))
    return f": {clean[:300]}" if clean else ""


def _reason(error: requests.RequestException) -> str:
    match error:
        case requests.exceptions.SSLError():
            return "its certificate is not trusted here"
        case requests.exceptions.ProxyError():
            return "the proxy of this machine refuses"
        case requests.Timeout():
            return "it does not answer in time"
        case requests.ConnectionError():
            return "there is no connection"
        case _:
            return type(error).__name__
