"""Who calls whom: the parameters that Twilio sends with every request about a call (docs/voice/twiml)."""

import uuid
from dataclasses import dataclass, field

_PLACES = ("City", "State", "Zip", "Country")


def new_sid() -> str:
    """A call's id: CA and 32 hexadecimal digits."""
    return f"CA{uuid.uuid4().hex}"


@dataclass(frozen=True)
class Identity:
    """One end of a call. `caller` is E.164, or what Twilio sends for a withheld number, such as "anonymous"."""

    account: str
    caller: str
    called: str
    direction: str = "inbound"
    parent: str | None = None
    sid: str = field(default_factory=new_sid)

    def parameters(self, status: str) -> dict[str, str]:
        """The standard parameters with this CallStatus, the empty ones included."""
        return {
            "CallSid": self.sid,
            "AccountSid": self.account,
            "From": self.caller,
            "Caller": self.caller,
            "To": self.called,
            "Called": self.called,
            "CallStatus": status,
            "ApiVersion": "2010-04-01",
            "Direction": self.direction,
            **_places(("From", "Caller"), self.caller),
            **_places(("To", "Called"), self.called),
            **({"ParentCallSid": self.parent} if self.parent else {}),
        }


def _places(prefixes: tuple[str, ...], number: str) -> dict[str, str]:
    known = {"Country": "NL"} if number.startswith("+31") else {}
    return {prefix + place: known.get(place, "") for prefix in prefixes for place in _PLACES}
