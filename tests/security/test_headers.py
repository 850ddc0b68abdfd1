"""What browsers, proxies and scanners are told besides the answer."""

import pytest

from tests.security.sending import Sent, form, signed

POLICY = "default-src 'none'; frame-ancestors 'none'"


SIGNED = ("document", "fallback", "status")
"""What only who can sign a request gets, and so no browser."""


def recording(app):
    """The address of the first recording that a caller hears."""
    document = signed(form()).to(app).body.decode()
    return document.partition("<Play>")[2].partition("</Play>")[0]


def answers(app):
    """One answer of every kind."""
    post, get = signed(form()), Sent(body=b"", content_type=None, method="GET")
    kinds = {
        "document": post,
        "fallback": signed(form(target="/voice/fallback")),
        "status": signed(form(target="/voice/status")),
        "refused": form(),
        "too large": Sent(body=b"x" * 70_000),
        "wrong method": get,
        "recording": Sent(recording(app), b"", None, method="GET"),
        "part": Sent(recording(app), b"", None, method="GET", headers={"Range": "bytes=0-9"}),
        "no recording": Sent("/prompts/x.wav", b"", None, method="GET"),
        "nothing": Sent("/", b"", None, method="GET"),
        "alive": Sent("/healthz", b"", None, method="GET"),
        "ready": Sent("/readyz", b"", None, method="GET"),
    }
    return {kind: sent.to(app) for kind, sent in kinds.items()}


def test_every_answer_is_only_what_it_says_it_is(app):
    """No browser guesses another type, runs anything, or shows the line inside another page."""
    for kind, response in answers(app).items():
        assert response.headers["x-content-type-options"] == "nosniff", kind
        policy = None if kind in SIGNED else POLICY
        assert response.headers.get("content-security-policy") == policy, kind


def test_a_document_says_what_it_is_and_how_long_and_nothing_else(app):
    """Twilio needs no more, and a server looks through each header of each answer."""
    for kind, response in answers(app).items():
        said = {
            "content-type": "text/xml; charset=utf-8",
            "content-length": str(len(response.body)),
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        }
        assert (response.headers == said) is (kind in SIGNED), kind


def test_only_recordings_are_kept(app):
    """What a caller hears, or that a request was refused, is stored by nobody on the way."""
    for kind, response in answers(app).items():
        kept = kind in ("recording", "part")
        assert response.headers["cache-control"] == ("public, max-age=31536000, immutable" if kept else "no-store"), (
            kind
        )


def test_a_recording_that_is_known_already_stays_so(app):
    """304 says how long it may be kept, as 200 does."""
    address = recording(app)
    first = Sent(address, b"", None, method="GET").to(app)
    again = Sent(address, b"", None, method="GET", headers={"If-None-Match": first.headers["etag"]}).to(app)
    assert (again.status, again.headers["cache-control"]) == (304, first.headers["cache-control"])
    assert again.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["server", "x-powered-by", "set-cookie", "access-control-allow-origin", "location", "via"]
)
def test_no_answer_tells_more(app, name):
    """Of what it is made, who asked, or where else to go."""
    assert [kind for kind, response in answers(app).items() if name in response.headers] == []
