"""What is signed is exactly what was sent: address, parameters and body. The rest is in tests/web/test_signature.py."""

import hashlib
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests.conftest import TOKEN, URL
from tests.security.sending import FORM, JSON, PAIRS, Sent, app_at, form, signed

ACCOUNT = PAIRS[0][1]
REFUSED = (403, b"403 Forbidden\n")
QUERY = "/voice?a=b%20c&d=%7E&e=&a=%c3%a9&f=1"


def verdict(response):
    """The status, and what a stranger reads of it."""
    return response.status, response.body


@pytest.mark.parametrize(
    ("ours", "signed_for", "status"),
    [
        ("https://ivr.test", "http://ivr.test", 403),
        ("https://ivr.test", "https://ivr.test:80", 403),
        ("https://ivr.test", "https://IVR.test", 403),
        ("https://ivr.test", "https://ivr.test.", 403),
        ("https://ivr.test", "https://www.ivr.test", 403),
        ("https://ivr.test", "https://user:word@ivr.test", 403),
        ("http://ivr.test", "http://ivr.test", 200),
        ("http://ivr.test", "http://ivr.test:80", 200),
        ("http://ivr.test", "http://ivr.test:443", 403),
        ("http://ivr.test", "https://ivr.test", 403),
        ("http://ivr.test:8080", "http://ivr.test:8080", 200),
        ("http://ivr.test:8080", "http://ivr.test:8081", 403),
    ],
)
def test_scheme_host_and_port_are_those_of_the_line(settings, ours, signed_for, status):
    """Only the default port may be told or left out; over HTTP too."""
    assert signed(form(), url=signed_for).to(app_at(settings, ours), ours).status == status


@pytest.mark.parametrize(
    "altered",
    [
        QUERY.replace("%20", "+"),
        QUERY.replace("%7E", "~"),
        QUERY.replace("%7E", "%7e"),
        QUERY.replace("%c3%a9", "é"),
        QUERY.replace("&e=", ""),
        QUERY.replace("&e=", "&e"),
        QUERY.replace("&a=%c3%a9", ""),
        "/voice?f=1&a=b%20c&d=%7E&e=&a=%c3%a9",
        QUERY + "&",
        QUERY + "&f=1",
        QUERY.replace("/voice?", "/voice/?"),
        QUERY.replace("/voice?", "/%76oice?"),
        QUERY.partition("?")[0],
    ],
)
def test_an_address_that_was_altered_on_the_way_is_refused(app, altered):
    """Also where it means the same: order, encoding, empty values and repeated names are all signed as they stand."""
    sent = signed(form(target=QUERY))
    assert sent.to(app).status == 200
    assert verdict(replace(sent, target=altered).to(app)) == REFUSED


EVERYTHING = (
    *PAIRS,
    ("Naam", "Zoë ☎ 𝔘"),
    ("Leeg", ""),
    ("Ruimte", "  a  "),
    ("T", "b"),
    ("T", "a"),
    ("T", "b"),
    ("", ""),
)


def test_parameters_may_be_anything_in_any_order(app):
    """Not ASCII, empty, with spaces, several times, without a name: all are signed, and the order is Twilio's."""
    assert signed(form(EVERYTHING), EVERYTHING).to(app).status == 200
    assert signed(form(EVERYTHING[::-1]), EVERYTHING).to(app).status == 200


@pytest.mark.parametrize(
    "altered",
    [
        EVERYTHING[1:],
        (*EVERYTHING, ("Extra", "")),
        tuple(pair for pair in EVERYTHING if pair != ("T", "a")),
        tuple((name, value.strip()) for name, value in EVERYTHING),
        tuple((name, value.replace("ë", "e\u0308")) for name, value in EVERYTHING),
        tuple((name.lower(), value) for name, value in EVERYTHING),
        tuple((name, "anonymous" if name == "From" else value) for name, value in EVERYTHING),
        (),
    ],
)
def test_parameters_that_were_altered_on_the_way_are_refused(app, altered):
    """One left out, added, trimmed, spelled otherwise or changed; an empty one that is added changes the name alone."""
    assert verdict(signed(form(altered), EVERYTHING).to(app)) == REFUSED


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS", "TRACE", "QUERY"])
def test_a_get_is_refused_however_well_it_is_signed(app, method):
    """A number that is configured with GET in Twilio's console would put callers' numbers into everyone's logs."""
    sent = signed(replace(form(target="/voice?" + urlencode(PAIRS)), method=method, body=b""), ())
    response = sent.to(app)
    assert (response.status, response.headers["allow"]) == (405, "POST")


BODY = b'{"CallSid": "CA0", "From": "+31612345678"}'
HASH = hashlib.sha256(BODY).hexdigest()


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [
        (f"?bodySHA256={HASH}", BODY, 200),
        (f"?x=y&bodySHA256={HASH}", BODY, 200),
        (f"?bodySHA256={HASH}", BODY + b" ", 403),
        (f"?bodySHA256={HASH}", b"", 403),
        (f"?bodySHA256={HASH.upper()}", BODY, 403),
        (f"?bodySHA256={HASH[:-1]}", BODY, 403),
        (f"?bodySHA256=&bodySHA256={HASH[::-1]}", BODY, 403),
        ("?bodySHA256=%C3%A9", BODY, 403),
        ("?bodySHA256=", BODY, 403),
        ("?bodysha256=" + HASH, BODY, 403),
        ("", BODY, 403),
        (f"?bodySHA256={hashlib.sha256(bytes(range(256))).hexdigest()}", bytes(range(256)), 200),
    ],
)
@pytest.mark.parametrize("content_type", [JSON, "text/plain", "multipart/form-data; boundary=x", None])
def test_a_body_that_is_no_form_is_signed_by_its_hash(app, content_type, query, body, status):
    """docs/usage/security: bodySHA256 stands in the address, and the address is signed."""
    assert signed(Sent("/voice" + query, body, content_type), ()).to(app).status == status


def test_a_signed_address_does_not_vouch_for_another_body(app):
    """Whoever has seen one signed request without parameters cannot send keys with it."""
    empty = signed(Sent(body=b"", content_type=None), ())
    assert empty.to(app).status == 200
    for content_type in (FORM, JSON, "multipart/form-data; boundary=x", "text/plain", None):
        for body in (b"Digits=0", b"\xff", b"--x\r\n\r\n--x--", b"&"):
            assert verdict(replace(empty, body=body, content_type=content_type).to(app)) == REFUSED


@pytest.mark.parametrize("content_type", [None, "", "text/plain", JSON, "multipart/form-data", FORM + "x", "\xff", ";"])
def test_a_form_that_is_called_something_else_is_refused(app, content_type):
    """What was not read as parameters is not believed to have been signed."""
    assert verdict(signed(replace(form(), content_type=content_type)).to(app)) == REFUSED


def test_a_form_in_parts_is_refused(app):
    """Twilio never sends one; its parameters are not read from there, though they be the signed ones."""
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in PAIRS)
    sent = Sent("/voice", f"{parts}--x--\r\n".encode(), "multipart/form-data; boundary=x")
    assert verdict(signed(sent).to(app)) == REFUSED


@pytest.mark.parametrize(
    "content_type", [FORM + "; charset=utf-8", FORM.upper(), FORM + " ; x", FORM + ";charset=latin-1"]
)
def test_a_form_is_known_by_its_type_alone(app, content_type):
    """Twilio adds a charset; what follows the type changes nothing."""
    assert signed(replace(form(), content_type=content_type)).to(app).status == 200


@pytest.mark.parametrize(
    "pairs", [PAIRS[1:], (("AccountSid", ""), *PAIRS[1:]), (("AccountSid", "AC" + "1" * 32), *PAIRS)]
)
@pytest.mark.parametrize("target", ["/voice", f"/voice?AccountSid={ACCOUNT}", "/voice/x/y", "/voice/fallback"])
def test_the_account_counts_only_where_twilio_puts_it(settings, target, pairs):
    """Another account's SID, none, or ours in the address or behind another: refused, though the token fits."""
    app = app_at(settings, URL, account=ACCOUNT)
    assert signed(form(target=target)).to(app).status == 200
    assert verdict(signed(form(pairs, target), pairs).to(app)) == REFUSED


def test_a_line_of_one_account_refuses_what_names_none(settings):
    """JSON has no AccountSid among its parameters, and Twilio never calls a voice URL with it."""
    sent = signed(Sent(f"/voice?bodySHA256={HASH}", BODY, JSON), ())
    assert verdict(sent.to(app_at(settings, URL, account=ACCOUNT))) == REFUSED


@pytest.mark.parametrize("target", ["/voice", "/voice/fallback", "/voice/status", "/voice/x/y"])
def test_both_tokens_are_believed_on_every_route_while_rotating(settings, target):
    """And with both of them another account is still another account."""
    app = app_at(settings, URL, tokens=(TOKEN, "next"), account=ACCOUNT)
    statuses = [
        signed(form(target=target), token=token).to(app).status for token in (TOKEN, "next", "", TOKEN + "next")
    ]
    assert statuses == [200, 200, 403, 403]
    assert signed(form(PAIRS[1:], target), PAIRS[1:], token="next").to(app).status == 403


@pytest.mark.parametrize("size", [64 * 1024 - 200, 64 * 1024, 64 * 1024 + 1, 1_000_000])
def test_64_kb_is_read_and_not_one_byte_more(app, size):
    """However well it is signed, and whether or not its length is told beforehand."""
    rest = size - len(urlencode((*PAIRS, ("x", ""))))
    pairs = (*PAIRS, ("x", "y" * rest))
    sent = signed(form(pairs), pairs)
    told = replace(sent, headers={"Content-Length": str(size)})
    assert [one.to(app).status for one in (sent, told)] == [200 if size <= 64 * 1024 else 413] * 2


@pytest.mark.parametrize("around", ["{},{}", "{}, x", " {}x", "{}\x00", "sha1={}", "{}=", "\xff{}"])
def test_a_signature_with_something_around_it_is_none(app, around):
    """Two headers in one, another scheme, a longer one."""
    sent = signed(form())
    assert sent.signature is not None
    assert verdict(replace(sent, signature=around.replace("{}", sent.signature)).to(app)) == REFUSED
