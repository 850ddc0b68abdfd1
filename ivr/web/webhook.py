"""What a request of Twilio's holds, read once: where it was sent, what was signed, and what it tells."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import unquote_to_bytes

import werkzeug.urls  # noqa: F401 - knows what to do with escapes that are no characters

from ivr.settings import Settings
from ivr.signature import Pairs, is_told, signed_by_twilio

FORM: Final = "application/x-www-form-urlencoded"


class Webhook(NamedTuple):
    """One request to a route of Twilio's; not yet believed."""

    target: str
    """As it was sent; `request.url` has been decoded and put together again."""
    query: str
    body: bytes
    signature: str
    pairs: Pairs
    """Every parameter with every value; none of what is no form."""
    parameters: Mapping[str, str]
    """The first value of each."""

    @classmethod
    def read(cls, environ: Mapping[str, Any], body: bytes) -> "Webhook":
        """Read what a server hands on (PEP 3333), with the body that came with it."""
        target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
        is_form = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == FORM
        pairs = parameters(body) if is_form else ()
        signature = environ.get("HTTP_X_TWILIO_SIGNATURE", "")
        return cls(target, environ.get("QUERY_STRING", ""), body, signature, pairs, dict(reversed(pairs)))

    def is_believed(self, settings: Settings) -> bool:
        """Tell whether Twilio has signed all of it, for the account of the line if that is known.

        What was not read as a form counts by its hash.
        """
        signed = signed_by_twilio(settings.public_url, self.target, self.pairs, self.signature, settings.tokens)
        is_whole = bool(self.pairs) or is_told(self.body, self.target)
        return signed and is_whole and settings.account in (None, self.parameters.get("AccountSid"))


def parameters(body: bytes) -> Pairs:
    """Read a form as Flask does, in a fraction of the time; what is no UTF-8 holds nothing."""
    try:
        fields = body.decode().replace("+", " ").split("&")
    except UnicodeDecodeError:
        return ()
    pairs = []
    for field in filter(None, fields):
        name, _, value = field.partition("=")
        pairs.append((_plain(name), _plain(value)) if "%" in field else (name, value))
    return pairs


def _plain(text: str) -> str:
    return unquote_to_bytes(text).decode(errors="werkzeug.url_quote") if "%" in text else text
