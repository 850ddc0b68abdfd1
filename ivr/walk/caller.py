"""Asks a line for documents as Twilio does in a call: standard parameters, a signature, and what happened.

`simulator.Client` does the same for one call at a time; this makes the requests of a whole place together.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final
from urllib.parse import urlencode

from ivr.simulator import Request
from ivr.simulator.identity import Identity
from ivr.simulator.signing import signature
from ivr.walk.dialled import SID
from ivr.walk.sides import Side

_ACCOUNT: Final = "AC" + "0" * 32
_HEADERS: Final = {
    "User-Agent": "TwilioProxy/1.1",
    "Accept": "*/*",
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
}


@dataclass(frozen=True)
class Form:
    """The parameters of a request, as they are sent, with their headers, and joined as they are signed."""

    sent: bytes
    headers: Mapping[str, str]
    signed: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Form":
        """Write these parameters."""
        sent = urlencode(parameters).encode()
        joined = "".join(name + parameters[name] for name in sorted(parameters))
        return cls(sent, {**_HEADERS, "Content-Length": str(len(sent))}, {"": joined})


class Caller:
    """Somebody who calls a line, again and again, and tells one of a few things each time; or who picks up there.

    Of who calls and is called Twilio tells cities and such where it knows them; here it does not.
    """

    def __init__(self, token: str, called: str) -> None:
        self._token = token
        self._called = called
        self._identity = Identity(_ACCOUNT, "+31612345678", called)
        self._forms: dict[tuple[str, ...], Form] = {}
        self._once, self._count = str(uuid.uuid4())[:24], count()

    def asks(
        self, url: str, told: Mapping[str, str], *, status: str = "in-progress", who: str = "", side: Side = Side.CALLER
    ) -> Request:
        """The signed request for the document at this address, with what Twilio tells besides.

        `who` is the number of who has picked up on this side: their telephone's part of the call, or their own call, is
        told then (docs/voice/twiml).
        """
        form = self._form(status, told, who, side)
        headers = {
            **form.headers,
            "X-Twilio-Signature": signature(self._token, url, form.signed),
            "I-Twilio-Idempotency-Token": f"{self._once}{next(self._count):012x}",
        }
        return Request("POST", url, headers, form.sent)

    def _form(self, status: str, told: Mapping[str, str], who: str, side: Side) -> Form:
        """Every place is asked the same few things, so each form is written once."""
        key = (who, side.value, status, *told, *told.values())
        if key not in self._forms:
            identity = self._picked_up(who, side) if who else self._identity
            known = {name: value for name, value in identity.parameters(status).items() if value}
            self._forms[key] = Form.of({**known, **told})
        return self._forms[key]

    def _picked_up(self, number: str, side: Side) -> Identity:
        if side is Side.SUMMONED:
            return Identity(_ACCOUNT, self._called, number, "outbound-api", sid=SID)
        return Identity(_ACCOUNT, self._called, number, "outbound-dial", self._identity.sid, SID)
