"""A form is read as Flask reads it, and is signed as Twilio's library signs it, whatever is in it."""

from urllib.parse import urlencode

from hypothesis import example, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from ivr.signature import signed_by_twilio
from ivr.web.webhook import FORM, Webhook
from tests.conftest import TOKEN

WORDS = st.text(max_size=8)
PIECES = st.sampled_from((b"%", b"%2", b"%2B", b"%C3%A9", b"%c3", b"%ff", b"\xc3\xa9", b"\xff", b"+", b"&", b"=", b";"))
BODIES = st.lists(PIECES | st.binary(max_size=6), max_size=12).map(b"".join)
PAIRS = st.lists(st.tuples(st.sampled_from(("From", "Digits", "T", "a")) | WORDS, WORDS), max_size=8)
HOSTS = ("http://ivr.test", "https://ivr.test", "http://ivr.test:80", "https://ivr.test:443", "https://ivr.test:8443")
TARGETS = st.sampled_from(("/voice", "/voice/x/y?dialled=1", "/voice?bodySHA256=0", "/voice?a=%C3%A9&a=+&b", "/\xe9"))


def read(body):
    """Read this form."""
    return Webhook.read({"CONTENT_TYPE": FORM}, body)


@settings(max_examples=3000)
@given(BODIES)
@example(b"%C3\xc3\xa9=%E2%82&a&&=b&a=1=2")
@example(b"+%2B%2b=%252B&%%2B41=%2%2B")
def test_any_form_is_read_as_flask_reads_it(body):
    """Escapes that are no characters, repeated names, empty ones, and bytes that are nothing at all."""
    request = Request(EnvironBuilder(method="POST", data=body, content_type=FORM).get_environ())
    assert MultiDict(read(body).parameters) == request.form


@settings(max_examples=3000)
@given(PAIRS.map(tuple), st.sampled_from(HOSTS), st.sampled_from(HOSTS), TARGETS, st.sampled_from((TOKEN, "other")))
@example((("A", "1"), ("A", "2")), HOSTS[0], HOSTS[0], "/voice", TOKEN)
@example((("A", "1"), ("A", "1")), HOSTS[0], HOSTS[0], "/voice", TOKEN)
@example((("A", "=&%"), ("A1", "é")), HOSTS[0], HOSTS[0], "/voice", TOKEN)
def test_what_twilios_library_signs_is_believed_and_nothing_else(pairs, ours, theirs, target, token):
    """Any parameters, with a port or without, with this token or another: the library has the last word."""
    form = MultiDict(pairs)
    made = RequestValidator(token).compute_signature(theirs + target, form)
    believed = RequestValidator(TOKEN).validate(ours + target, form, made)
    told = read(urlencode(pairs).encode()).parameters
    assert signed_by_twilio(ours, target, told, made, [TOKEN]) is believed


@given(PAIRS)
def test_the_first_of_two_values_counts(pairs):
    """As everywhere in Flask: what is added behind a parameter does not change it."""
    told = read(urlencode(pairs).encode()).parameters
    assert {name: told.get(name) for name in told} == dict(reversed(pairs))
