"""Tells whether a request comes from Twilio, by its signature over URL and parameters (docs/usage/security)."""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha1, sha256
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict


def signed_by_twilio(
    public_url: str, target: str, parameters: Mapping[str, str], signature: str, tokens: Iterable[str]
) -> bool:
    """Check X-Twilio-Signature for a POST with form parameters; where one may come twice, they are a MultiDict.

    The URL is the configured public address with the raw request target behind it, never one rebuilt from the Host
    header, which a stranger chooses. A target that does not start with a slash could rewrite the host, and is refused.
    """
    if not target.startswith("/"):
        return False
    url = public_url + target
    if not isinstance(parameters, MultiDict):
        text = (url + "".join([name + parameters[name] for name in sorted(parameters)])).encode()
        for token in tokens:
            if hmac.compare_digest(_signature(token, text), signature.encode()):
                return True
    return any(RequestValidator(token).validate(url, parameters, signature) for token in tokens)


def is_told(body: bytes, target: str) -> bool:
    """Check a body that is no form: it is not signed itself, but its hash is, as bodySHA256 in the address."""
    told = parse_qs(target.partition("?")[2]).get("bodySHA256")
    return hmac.compare_digest(sha256(body).hexdigest().encode(), told[0].encode()) if told else not body


def _signature(token: str, text: bytes) -> bytes:
    """Sign the address as it stands, with the parameters behind it."""
    signing = _keyed(token).copy()
    signing.update(text)
    return b64encode(signing.digest())


@cache
def _keyed(token: str) -> hmac.HMAC:
    return hmac.new(token.encode(), digestmod=sha1)
