"""`ivr twilio check`: whether callers of the number get the line, and what they get when it is out of reach."""

import json
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from ivr.cli import main
from ivr.number import asking, checking
from ivr.simulator import ACCOUNT
from ivr.walk.server import Loopback
from ivr.web import create_app
from tests.conftest import ROOT
from tests.number.carrier import TOKEN, answering


@dataclass
class Site:
    """The public address of the line, and what answers there."""

    url: str = ""
    app: WSGIApplication | None = None

    def __call__(self, environ, start):
        """Answer as whatever is there now."""
        assert self.app
        return self.app(environ, start)

    def answers(self, status: str, kind: str = "text/html", body: bytes = b"<p>Hello", **headers: str) -> None:
        """From now on, answer everything with this."""

        def app(_environ, start):
            start(status, [("Content-Type", kind), *headers.items()])
            return [body]

        self.app = app


@pytest.fixture
def site(settings, twilio, monkeypatch) -> Iterator[Site]:
    """The shipped line at its public address, with a number that has been set up for it."""
    site = Site()
    with Loopback(site) as loopback:
        site.url = f"http://127.0.0.1:{loopback.address[1]}"
        site.app = create_app(replace(settings, public_url=site.url, tokens=(TOKEN,), account=ACCOUNT))
        monkeypatch.setenv("IVR_PUBLIC_URL", site.url)
        twilio("apply", "--yes")
        yield site


def found(twilio, status: int = 0) -> dict[str, tuple[str, str]]:
    """Check, and give what was found: by subject, the verdict and the message."""
    told = json.loads(twilio("check", "--json", status=status).stdout)["findings"]
    return {finding["about"]: (finding["verdict"], finding["message"]) for finding in told}


@pytest.fixture
def elsewhere(carrier, site):
    """Host a document on another host, and make it the number's fallback."""
    stops = []

    def host(content: bytes, method: str = "POST", status: int = 200) -> None:
        class Host(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status if self.command == method else 405)
                self.send_header("Content-Type", "text/xml")
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - as the library names it

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        opened = answering(Host)
        stops.append(opened)
        carrier.line["voice_fallback_url"] = opened.__enter__().replace("127.0.0.1", "localhost") + "/hulp.xml"

    yield host
    for opened in stops:
        opened.__exit__(None, None, None)


def test_a_line_that_is_set_up(twilio, site):
    """Everything is good, but for the fallback on the line's own host and the open line, which are told plainly."""
    told = twilio("check").output
    assert "good    account       The account is active and the token is right.\n" in told
    assert "good    number        The number calls this line, and everything is set as it should be.\n" in told
    assert "good    line          The line answers a signed request in 0." in told
    assert "beware  tls           IVR_PUBLIC_URL is no https address" in told
    assert "good    edition       Callers get edition " in told
    assert "beware  out of reach  If the line fails, its own fallback answers. If Twilio cannot reach 127.0.0.1" in told
    assert "callers would hear an error message in English from Twilio, and the call would end" in told
    assert "WRONG" not in told


def test_nothing_of_a_check_is_changed_or_rung(twilio, carrier, site):
    """A check only looks."""
    before = len(carrier.changes)
    twilio("check")
    assert len(carrier.changes) == before


def test_a_fallback_elsewhere_that_is_this_lines(twilio, site, elsewhere):
    """What `ivr fallback` prints, hosted elsewhere, is recognised."""
    elsewhere(CliRunner().invoke(main, ["fallback"]).stdout.encode())
    verdict, message = found(twilio)["out of reach"]
    assert verdict == "good"
    assert "localhost answers with what" in message


def test_a_fallback_elsewhere_that_is_anothers(twilio, site, elsewhere):
    """A document that does not lead back to this line is for the administrator to hear."""
    elsewhere(b"<Response><Say>Welkom bij het hotel</Say></Response>")
    assert found(twilio)["out of reach"][0] == "warning"


@pytest.mark.parametrize(
    ("content", "method", "status", "told"),
    [
        (b"<Response/>", "GET", 200, "answers POST with 405, not with TwiML. Some hosts answer GET alone"),
        (b"<Response/>", "POST", 500, "answers POST with 500, not with TwiML."),
        (b"<Error/>", "POST", 200, "answers POST with 200, not with TwiML."),
        (b"<Response>", "POST", 200, "answers POST with 200, not with TwiML."),
    ],
)
def test_a_fallback_elsewhere_that_is_no_help(twilio, site, elsewhere, content, method, status, told):
    """A last resort that would not work is told before anybody needs it."""
    elsewhere(content, method, status)
    verdict, message = found(twilio, status=1)["out of reach"]
    assert verdict == "wrong"
    assert told in message


def test_a_fallback_elsewhere_that_is_asked_with_get(twilio, carrier, site, elsewhere):
    """It is asked as Twilio would ask it."""
    elsewhere(CliRunner().invoke(main, ["fallback"]).stdout.encode(), "GET")
    carrier.line["voice_fallback_method"] = "GET"
    assert found(twilio)["out of reach"][0] == "good"


def test_a_fallback_that_is_not_there(twilio, carrier, site):
    """No address, and an address where nobody is, come to the same for a caller."""
    carrier.line["voice_fallback_url"] = "http://localhost:9/hulp.xml"
    assert "the fallback does not answer either" in found(twilio, status=1)["out of reach"][1]
    carrier.line["voice_fallback_url"] = ""
    findings = found(twilio, status=1)
    assert "no fallback is set" in findings["out of reach"][1]
    assert "Not as it should be: VoiceFallbackUrl." in findings["number"][1]


@pytest.mark.parametrize(
    ("status", "kind", "body", "told"),
    [
        ("403 FORBIDDEN", "text/html", b"", "it does not believe this token"),
        ("308 PERMANENT REDIRECT", "text/html", b"", "it redirects (308)"),
        ("502 BAD GATEWAY", "text/html", b"", "it answers with 502"),
        ("200 OK", "text/html", b"<p>Apache works", "what it answers is no TwiML"),
        ("200 OK", "text/plain", b"<Response/>", "what it answers is no TwiML"),
    ],
)
def test_something_else_at_the_address(twilio, site, status, kind, body, told):
    """Callers get the fallback, and the administrator is told why."""
    site.answers(status, kind, body, Location="http://127.0.0.1:9/")
    findings = found(twilio, status=1)
    assert told in findings["line"][1]
    assert findings["line"][0] == "wrong"
    assert findings["edition"][0] == "warning"


def test_a_line_with_another_token(twilio, settings, site):
    """A line that would refuse Twilio refuses this too."""
    site.app = create_app(replace(settings, public_url=site.url, tokens=("other",)))
    assert "it does not believe this token" in found(twilio, status=1)["line"][1]


def test_a_line_that_is_down(twilio, surroundings, site, monkeypatch):
    """Where nobody listens, callers get the fallback, if that is there."""
    monkeypatch.setenv("IVR_PUBLIC_URL", "http://127.0.0.1:9")
    findings = found(twilio, status=1)
    assert "there is no connection with 127.0.0.1. Callers get the fallback." in findings["line"][1]
    assert findings["number"][0] == "wrong"


@pytest.mark.parametrize(
    ("ready", "verdict", "told"),
    [
        ({"edition": "a", "stale": True, "serves": "menu"}, "warning", "not the newest menus.yml"),
        ({"edition": "a", "stale": True, "serves": "built-in"}, "wrong", "Callers get the built-in line"),
        ({"edition": "a"}, "warning", "not with an edition"),
        ([], "warning", "not with an edition"),
    ],
)
def test_what_callers_get(twilio, site, ready, verdict, told):
    """An older edition is a warning, the built-in line is wrong."""
    line = site.app

    def app(environ, start):
        if environ["PATH_INFO"] != "/readyz":
            return line(environ, start)
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(ready).encode()]

    site.app = app
    assert found(twilio, status=int(verdict == "wrong"))["edition"][0] == verdict
    assert told in found(twilio, status=int(verdict == "wrong"))["edition"][1]


def test_a_slow_line(twilio, site, monkeypatch):
    """A caller hears it ring for as long."""
    monkeypatch.setattr(checking, "SLOW", 0.0)
    assert found(twilio)["line"][0] == "warning"


def test_a_line_that_never_answers(twilio, site, monkeypatch):
    """It is waited for no longer than Twilio does."""
    monkeypatch.setattr(asking, "TIMEOUT", (0.2, 0.2))

    def app(_environ, start):
        time.sleep(0.5)
        start("200 OK", [])
        return [b""]

    site.app = app
    assert "does not answer within 15 s" in found(twilio, status=1)["line"][1]


@pytest.mark.parametrize(
    ("account", "told"),
    [({"status": "suspended", "type": "Full"}, "is suspended: nobody can call"), ({"type": "Trial"}, "trial account")],
)
def test_an_account_that_harms_callers(twilio, carrier, site, account, told):
    """What Twilio says of the account comes before anything of the number."""
    carrier.account |= account
    assert told in found(twilio, status=1)["account"][1]


def test_an_account_that_cannot_be_asked(twilio, carrier, site):
    """The line is looked at all the same."""
    carrier.fails = {"READ": 429}
    findings = found(twilio, status=1)
    assert "too many requests" in findings["account"][1]
    assert findings["line"][0] == "good"


def test_a_number_that_calls_something_else(twilio, carrier, site):
    """What is not as it should be is named as Twilio's documentation does."""
    carrier.line["voice_url"] = "https://demo.twilio.com/welcome/voice/"
    carrier.line["trunk_sid"] = "TK" + "2" * 32
    said = twilio("check", status=1).output
    assert "WRONG   number        Calls go to SIP trunk" in said
    assert "WRONG   number        Not as it should be: VoiceUrl." in said


def test_a_queue_can_ring_advisors(twilio, site, monkeypatch):
    """With `connect: queue`, that the account can be asked means that advisors can be rung."""
    monkeypatch.setenv("IVR_MENUS", str(ROOT / "tests/menus/good/queue.yml"))
    assert "advisors can be rung for the queue" in found(twilio)["account"][1]


@pytest.fixture
def secure(site, tmp_path, monkeypatch):
    """Put an HTTPS server at the public address, with a certificate of its own for so many days; gives its file."""
    stack = ExitStack()

    def serve(days: int) -> Path:
        if not shutil.which("openssl"):
            pytest.skip("openssl is not installed")
        key, certificate = Path(tmp_path / "key.pem"), Path(tmp_path / "certificate.pem")
        made = (
            f"openssl req -x509 -newkey rsa:2048 -nodes -days {days} -subj /CN=line -addext subjectAltName=IP:127.0.0.1"
        )
        subprocess.run([*made.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        url = stack.enter_context(answering(_Silent, context))
        monkeypatch.setenv("IVR_PUBLIC_URL", url)
        return certificate

    with stack:
        yield serve


class _Silent(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def test_a_certificate_that_nobody_trusts(twilio, secure):
    """Twilio refuses a certificate that was not signed by anyone it knows, and so does the check."""
    secure(30)
    message = found(twilio, status=1)["line"][1]
    assert "the certificate of 127.0.0.1 is not trusted, or not whole; Twilio refuses it too" in message


@pytest.mark.parametrize(("days", "verdict", "told"), [(30, "good", "for 30 days"), (7, "warning", "ends in 7 days")])
def test_a_certificate_that_ends(twilio, secure, monkeypatch, days, verdict, told):
    """One that was not renewed in time is told before Twilio refuses it."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(secure(days)))
    findings = found(twilio, status=1)
    assert findings["tls"][0] == verdict
    assert told in findings["tls"][1]
