"""A call that a line asks for through the REST API: what has to be said, and what Twilio answers to anything else.

Every parameter is from docs/voice/api/call-resource#create-a-call-resource. Twilio lets unknown ones pass in silence;
here they are refused, and so are those that this stand-in does not play.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import parse_qs

from .attributes import diallable
from .client import resolve
from .faults import Trouble
from .identity import new_sid
from .verbs import Method

EVENTS = ("initiated", "ringing", "answered", "completed")

_KNOWN = {
    *("To", "From", "Url", "Method", "Timeout", "TimeLimit", "FallbackUrl", "FallbackMethod"),
    *("StatusCallback", "StatusCallbackMethod", "StatusCallbackEvent"),
}
_REQUIRED = {"To": 21201, "From": 21213, "Url": 21205}
_INVALID = 20001
_INVALID_TO, _INVALID_FROM, _INVALID_URL = 21211, 21212, 21205


@dataclass(frozen=True)
class Order:
    """One telephone to ring: whose, which number it shows, and the document for who picks up. Times in seconds."""

    to: str
    caller: str
    url: str
    method: Method = "POST"
    timeout: int = 60
    time_limit: int = 14400
    fallback: str | None = None
    status_callback: str | None = None
    status_method: Method = "POST"
    status_events: tuple[str, ...] = ("completed",)
    sid: str = field(default_factory=new_sid)


class Refused(Exception):  # noqa: N818 - it is an answer
    """What Twilio answers instead: an HTTP status, its own error code and a message (docs/usage/twilios-response)."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> dict[str, object]:
        """The answer as Twilio's JSON has it."""
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.message, "more_info": more, "status": self.status}


def read_order(form: bytes) -> Order:
    """The order in a form. Raises Refused for whatever is missing, unknown, repeated or out of range."""
    given = parse_qs(form.decode("utf-8", "replace"), keep_blank_values=True)
    events = tuple(given.pop("StatusCallbackEvent", ["completed"]))
    values = _single(given)
    for name, code in _REQUIRED.items():
        if not values.get(name):
            raise Refused(400, code, f"no '{name}' is given")
    return Order(
        to=_number(values["To"], _INVALID_TO),
        caller=_number(values["From"], _INVALID_FROM),
        url=_url(values["Url"]),
        method=_method(values, "Method"),
        timeout=_seconds(values, "Timeout", 60, most=600),
        time_limit=_seconds(values, "TimeLimit", 14400, most=86400),
        fallback=_url(values["FallbackUrl"]) if "FallbackUrl" in values else None,
        status_callback=_url(values["StatusCallback"]) if "StatusCallback" in values else None,
        status_method=_method(values, "StatusCallbackMethod"),
        status_events=_events(events),
    )


def _single(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    for name, values in given.items():
        if name not in _KNOWN:
            raise Refused(400, _INVALID, f"'{name}' is no parameter that this stand-in knows")
        if len(values) > 1:
            raise Refused(400, _INVALID, f"'{name}' is given {len(values)} times")
    return {name: values[0] for name, values in given.items()}


def _number(number: str, code: int) -> str:
    try:
        return diallable(number)
    except Trouble as trouble:
        raise Refused(400, code, trouble.message) from trouble


def _url(url: str) -> str:
    try:
        return resolve(url, url)
    except Trouble as trouble:
        raise Refused(400, _INVALID_URL, trouble.message) from trouble


def _method(values: Mapping[str, str], name: str) -> Method:
    value = values.get(name, "POST")
    if value not in ("GET", "POST"):
        raise Refused(400, _INVALID, f"'{name}' is {value!r}, not GET or POST")
    return cast(Method, value)


def _seconds(values: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    value = values.get(name, str(default))
    if not re.fullmatch("[0-9]{1,6}", value) or not 1 <= int(value) <= most:
        raise Refused(400, _INVALID, f"'{name}' is {value!r}, not a whole number from 1 to {most}")
    return int(value)


def _events(events: tuple[str, ...]) -> tuple[str, ...]:
    for event in events:
        if event not in EVENTS:
            raise Refused(400, _INVALID, f"'StatusCallbackEvent' is {event!r}, none of {', '.join(EVENTS)}")
    return events
