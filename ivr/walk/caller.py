"""Asks a line for documents as Twilio does in a call: standard parameters, a signature, and what happened.

`simulator.Client` does the same for one call at a time; this makes the requests of a whole place together.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from ivr.simulator import Request
from ivr.simulator.identity import Identity
from ivr.simulator.signing import signature

_ACCOUNT: Final = "AC" + "0" * 32
_HEADERS: Final = {
    "User-Agent": "TwilioProxy/1.1",
    "Accept": "*/*",
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
}


@dataclass(frozen=True)
class Form:
    """The parameters of a request, as they are sent, and joined as they are signed."""

    sent: bytes
    signed: str

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Form":
        """Write these parameters."""
        joined = "".join(name + parameters[name] for name in sorted(parameters))
        return cls(urlencode(parameters).encode(), joined)


class Caller:
    """Somebody who calls a line, again and again, and tells one of a few things each time."""

    def __init__(self, token: str, called: str) -> None:
        self._token = token
        self._identity = Identity(_ACCOUNT, "+31612345678", called)
        self._forms: dict[tuple[str, ...], Form] = {}

    def asks(self, url: str, told: Mapping[str, str], *, status: str = "in-progress") -> Request:
        """The signed request for the document at this address, with what Twilio tells besides."""
        form = self._form(status, told)
        headers = {
            **_HEADERS,
            "Content-Length": str(len(form.sent)),
            "X-Twilio-Signature": signature(self._token, url, {"": form.signed}),
            "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
        }
        return Request("POST", url, headers, form.sent)

    def _form(self, status: str, told: Mapping[str, str]) -> Form:
        """Every place is asked the same few things, so each form is written once."""
        key = (status, *told, *told.values())
        if key not in self._forms:
            self._forms[key] = Form.of({**self._identity.parameters(status), **told})
        return self._forms[key]
