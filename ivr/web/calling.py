"""Rings advisors for callers in a queue, through Twilio's API (docs/voice/api/call-resource).

Whom it rings, and from which number, stands in the menu; nothing that a request says is sent to anyone.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Protocol

from msgspec import Struct

from ivr.settings import Settings
from ivr.steps import Summon

log = logging.getLogger(__name__)

PATIENCE: Final = (2.0, 4.0)
"""Seconds to wait for a connection, and for an answer; a caller is waiting too, and Twilio gives up after 15."""


class Telephones(Protocol):
    """What a line needs of Twilio's API."""

    def rings(self, summon: Summon, url: str) -> bool:
        """Ring these telephones; whoever picks up gets the document at this address. Gives whether any can ring."""

    def works(self) -> bool:
        """Whether it answers, and knows the account."""


class Api(Struct, frozen=True):
    """Twilio's API, for the account of the line."""

    settings: Settings

    def rings(self, summon: Summon, url: str) -> bool:
        """Ring these telephones; whoever picks up gets the document at this address. Gives whether any can ring."""
        from concurrent.futures import ThreadPoolExecutor

        calls = [
            {"To": number, "From": summon.caller_id, "Url": url, "Method": "POST", "Timeout": str(summon.seconds)}
            for number in summon.numbers
        ]
        with ThreadPoolExecutor(len(calls)) as together:
            return any(list(together.map(self._call, calls)))

    def works(self) -> bool:
        """Whether it answers, and knows the account."""
        return self._asks("GET", "", None) == HTTPStatus.OK

    def _call(self, call: Mapping[str, str]) -> bool:
        status = self._asks("POST", "/Calls", call)
        return status == HTTPStatus.CREATED

    def _asks(self, method: str, resource: str, form: Mapping[str, str] | None) -> int | None:
        """Ask, and give the status of the answer; None without one. What goes wrong is logged, without any number."""
        import requests

        settings = self.settings
        url = f"{settings.api_url}/2010-04-01/Accounts/{settings.account}{resource}.json"
        try:
            answer = requests.request(
                method,
                url,
                data=form,
                auth=(settings.account or "", settings.tokens[0]),
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            _note(f"cannot be reached ({type(error).__name__})")
            return None
        if not answer.ok:
            _note(f"refuses with {answer.status_code}")
        return answer.status_code


def _note(what: str) -> None:
    log.error("Twilio's API %s; callers are connected without a queue.", what)
