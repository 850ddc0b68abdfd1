"""What a request of Twilio's holds, read once: where it was sent, what was signed, and what it tells."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes

import werkzeug.urls  # noqa: F401 - knows what to do with escapes that are no characters
from werkzeug.datastructures import MultiDict

from ivr.settings import Settings
from ivr.signature import is_told, signed_by_twilio

FORM: Final = "application/x-www-form-urlencoded"

_HIDDEN: Final = re.compile("%26|%3[Dd]")
"""What divides a form, where it does not."""


class Webhook(NamedTuple):
    """One request to a route of Twilio's; not yet believed."""

    target: str
    """As it was sent; `request.url` has been decoded and put together again."""
    query: str
    body: bytes
    signature: str
    parameters: Mapping[str, str]
    """The first value of each; of a MultiDict, which what may come twice is, all can be asked for. No form has none."""

    @classmethod
    def read(cls, environ: Mapping[str, Any], body: bytes) -> "Webhook":
        """Read what a server hands on (PEP 3333), with the body that came with it."""
        target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
        query, signature = environ.get("QUERY_STRING", ""), environ.get("HTTP_X_TWILIO_SIGNATURE", "")
        is_form = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == FORM
        return cls(target, query, body, signature, _plainly(body) or _thoroughly(body) if is_form else {})

    def is_believed(self, settings: Settings) -> bool:
        """Tell whether Twilio has signed all of it, for the account of the line if that is known.

        What was not read as a form counts by its hash.
        """
        told = self.parameters
        return (
            signed_by_twilio(settings.public_url, self.target, told, self.signature, settings.tokens)
            and (bool(told) or is_told(self.body, self.target))
            and settings.account in (None, told.get("AccountSid"))
        )


def _plainly(body: bytes) -> dict[str, str] | None:
    """Read a form that tells everything once, as Twilio's do, in a fraction of the time; None for any other."""
    try:
        text = body.decode().replace("+", " ").replace("%2B", "+")
        if _HIDDEN.search(text):
            return None
        fields = unquote_to_bytes(text).decode().split("&")
        told = dict([field.split("=") for field in fields])
    except ValueError:
        return None
    return told if len(told) == len(fields) else None


def _thoroughly(body: bytes) -> MultiDict[str, str]:
    """Read a form as Flask does; what is no UTF-8 holds nothing."""
    try:
        return MultiDict(parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote"))
    except UnicodeDecodeError:
        return MultiDict()
