"""The signature is Twilio's, by its own example and by its own library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from ivr.simulator.signing import signature, signed_url

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FORMS = st.dictionaries(TEXT, TEXT, max_size=8)


def test_the_example_of_the_documentation() -> None:
    """docs/usage/security: this request with token 12345 has this signature."""
    form = {
        "Digits": "1234",
        "To": "+18005551212",
        "From": "+14158675310",
        "Caller": "+14158675310",
        "CallSid": "CA1234567890ABCDE",
    }
    assert signature("12345", "https://example.com/myapp.php?foo=1&bar=2", form) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


@given(
    token=st.text(st.characters(codec="ascii"), min_size=1, max_size=32),
    target=st.from_regex(r"(/[a-z%A-Z0-9.]{0,9}){0,3}(\?[a-z=&%]{0,9})?", fullmatch=True),
    form=FORMS,
)
def test_it_is_what_the_library_of_twilio_computes(token: str, target: str, form: dict[str, str]) -> None:
    """Both ways to the signature agree for any form, empty values and all of Unicode included."""
    url = f"https://ivr.example.nl{target}"
    assert signature(token, url, form) == RequestValidator(token).compute_signature(url, form)


@pytest.mark.parametrize(
    ("url", "signed"),
    [
        ("https://ivr.test:8443/voice?a=1", "https://ivr.test/voice?a=1"),
        ("http://ivr.test:8080/voice", "http://ivr.test:8080/voice"),
        ("https://user:pw@ivr.test/voice", "https://ivr.test/voice"),
        ("https://ivr.test/voice?e=a@b#rc=2&rp=ct", "https://ivr.test/voice?e=a@b"),
        ("https://[::1]:8443/voice", "https://[::1]/voice"),
        ("https://ivr.test/v%2Fa?q=a%20b+c&", "https://ivr.test/v%2Fa?q=a%20b+c&"),
        ("https://ivr.test/voice?", "https://ivr.test/voice?"),
    ],
)
def test_what_of_the_url_is_signed(url: str, signed: str) -> None:
    """Voice over HTTPS drops the port, over HTTP keeps it; user name and fragment go; the rest stays untouched."""
    assert signed_url(url) == signed


def test_only_web_addresses_are_signed() -> None:
    """Another scheme is a mistake of whoever asks."""
    with pytest.raises(ValueError, match="not an http"):
        signed_url("ftp://ivr.test/voice")
