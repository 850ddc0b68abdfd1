"""Tells whether a request comes from Twilio, by its signature over URL and parameters (docs/usage/security)."""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha1, sha256
from itertools import chain
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator

Pairs = Sequence[tuple[str, str]]


def signed_by_twilio(public_url: str, target: str, pairs: Pairs, signature: str, tokens: Iterable[str]) -> bool:
    """Check X-Twilio-Signature for a POST with form parameters; `pairs` has each name with each of its values.

    The URL is the configured public address with the raw request target behind it, never one rebuilt from the Host
    header, which a stranger chooses. A target that does not start with a slash could rewrite the host, and is refused.
    """
    if not target.startswith("/"):
        return False
    url, given = public_url + target, signature.encode()
    once = pairs if len(dict(pairs)) == len(pairs) else set(pairs)
    text = (url + "".join(chain.from_iterable(sorted(once)))).encode()
    for token in tokens:
        if hmac.compare_digest(_signature(token, text), given):
            return True
    return any(RequestValidator(token).validate(url, _Parameters.of(pairs), signature) for token in tokens)


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


class _Parameters(dict[str, list[str]]):
    """Every value of each parameter, as Twilio's library asks for them; it tries it with and without a port."""

    getall = dict.__getitem__

    @classmethod
    def of(cls, pairs: Pairs) -> Mapping[str, list[str]]:
        """Put the values of a name together."""
        found = cls()
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        return found
