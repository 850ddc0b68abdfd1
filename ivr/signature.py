"""Tells whether a request comes from Twilio, by its signature over URL and parameters (docs/usage/security)."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator, compare
from werkzeug.datastructures import MultiDict


def signed_by_twilio(
    public_url: str, target: str, form: MultiDict[str, str], signature: str, tokens: Iterable[str]
) -> bool:
    """Check X-Twilio-Signature for a POST with form parameters.

    The URL is the configured public address with the raw request target behind it, never one rebuilt from the Host
    header, which a stranger chooses. A target that does not start with a slash could rewrite the host, and is refused.
    """
    if not target.startswith("/"):
        return False
    url, parameters = public_url + target, _Parameters(form.lists())
    return any(_signed(RequestValidator(token), url, parameters, signature) for token in tokens)


def is_told(body: bytes, target: str) -> bool:
    """Check a body that is no form: it is not signed itself, but its hash is, as bodySHA256 in the address."""
    told = parse_qs(target.partition("?")[2]).get("bodySHA256")
    return bool(compare(sha256(body).hexdigest(), told[0])) if told else not body


def _signed(validator: RequestValidator, url: str, parameters: Mapping[str, list[str]], signature: str) -> bool:
    """Twilio signs the address as it stands; the validator computes it twice, with a port and without."""
    as_it_stands: str = validator.compute_signature(url, parameters)
    return compare(as_it_stands, signature) or bool(validator.validate(url, parameters, signature))


class _Parameters(dict[str, list[str]]):
    """Every value of each parameter, under the first of the names that the validator tries; looking for it is slow."""

    getall = dict.__getitem__
