"""The X-Twilio-Signature header, made the way Twilio documents it (docs/usage/security); nothing is verified here."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping

_URL = re.compile(r"(?P<scheme>https?)://(?:[^/?#]*@)?(?P<host>[^/?#]*)(?P<target>[^#]*)")


def signed_url(url: str) -> str:
    """The part of `url` that Twilio signs, character for character.

    User name, password and fragment are left out; voice webhooks over HTTPS lose their port, over HTTP they keep it.
    Raises ValueError when `url` is not http(s).
    """
    match = _URL.match(url)
    if match is None:
        raise ValueError(f"{url!r} is not an http or https URL")
    scheme, host, target = match["scheme"], match["host"], match["target"]
    if scheme == "https":
        host = re.sub(r":\d*$", "", host)
    return f"{scheme}://{host}{target}"


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """The Base64 of HMAC-SHA1 over the URL and the sorted form, empty values included.

    A GET has no form: its parameters are in the URL already.
    """
    text = signed_url(url) + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), hashlib.sha1)).decode()
