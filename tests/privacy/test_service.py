"""A real server and one known caller: nothing of what it wrote tells of them, whatever happened, at any log level."""

import signal
import socket
from urllib.parse import quote, urlencode

import pytest

from tests.failures.conftest import comes_true
from tests.privacy import traces
from tests.privacy.faulty import FAILS
from tests.privacy.traces import CALLER, NUMBER, SID, House, asks, calls, edition, found, sends
from tests.security.sending import form, signed

DEBUG = {"GUNICORN_CMD_ARGS": "--log-level debug"}
BODY = urlencode(CALLER | {"Digits": "4"}).encode()
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
TELLING = f"/voice/0123456789/4-3-2?From={quote(NUMBER)}&CallSid={SID}"


@pytest.fixture
def house(tmp_path) -> House:
    """A folder of which every byte is searched."""
    return House(tmp_path)


@pytest.mark.parametrize("spelling", sorted(traces.SPELLINGS))
def test_the_search_finds_whatever_is_there(house, spelling):
    """In a log, in a file of the state, and in a file's name."""
    (house.folder / "log").write_bytes(b"a line\n")
    assert house.leaks() == {}
    (house.folder / "home" / "core").write_bytes(b"\0\xff" + spelling.encode() + b"\xfe")
    assert spelling in house.leaks()["core"]


def refused(server):
    """Everything that is refused, with the caller in every part of it."""
    header = FORM + f"From: {NUMBER}\r\nX-Twilio-Signature: {SID}\r\nCookie: {SID}\r\nUser-Agent: {NUMBER}\r\n"
    large = BODY + b"&x=" + BODY * 300
    answers = {
        "403": [
            sends(server, f"POST {TELLING} HTTP/1.1", BODY, header),
            sends(server, "POST /voice HTTP/1.1", BODY, FORM),
        ],
        "413": [sends(server, f"POST {TELLING} HTTP/1.1", large, header)],
        "405": [sends(server, f"{method} {TELLING} HTTP/1.1", b"", header) for method in ("GET", "PUT", "OPTIONS")],
        "404": [sends(server, f"GET {path}{TELLING} HTTP/1.1") for path in ("/x", "/prompts", "/readyz", "/metrics")],
        "400": [
            sends(server, f"POST {TELLING}", BODY),
            sends(server, f"({NUMBER} {TELLING} HTTP/1.1"),
            sends(server, f"POST {TELLING} HTTP/{NUMBER}"),
            sends(server, f"POST {TELLING} HTTP/1.1", b"", f"{NUMBER}\r\n"),
            sends(server, f"POST {TELLING} HTTP/1.1", b"", f"{NUMBER} {SID}: x\r\n"),
            sends(server, f"POST {TELLING} HTTP/1.1", b"", f"Transfer-Encoding: {SID}\r\n"),
        ],
        "431": [sends(server, f"POST {TELLING} HTTP/1.1", b"", f"{SID}: {'x' * 9000}\r\n")],
        "414": [sends(server, f"POST {TELLING}{'x' * 5000} HTTP/1.1")],
    }
    for status, given in answers.items():
        for answer in given:
            assert answer.split()[1].decode() == status
            assert found(answer) == []
    chunked = "Transfer-Encoding: chunked\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as half:
        half.sendall(
            f"POST {TELLING} HTTP/1.1\r\nHost: x\r\n{FORM}{chunked}\r\nx{SID}\r\n{NUMBER}\r\n0\r\n\r\n".encode()
        )
        assert b" 400 " in half.recv(4096)
    assert sends_half(server, f"POST {TELLING}") == sends_half(server, f"POST / HTTP/1.1\r\nFrom: {NUMBER}") == b""


def sends_half(server, half):
    """Begin a request, and hang up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(half.encode())
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(4096)


@pytest.mark.parametrize(
    "level", [{}, DEBUG, {"GUNICORN_CMD_ARGS": "--log-level debug --access-logfile - --capture-output"}]
)
def test_calls_and_refusals_leave_nothing(house, level):
    """Whole calls and whatever is refused, through a reload and to the end; also when an access log is asked for."""
    with house.serves(**level) as server:
        calls(server)
        refused(server)
        assert found(b"".join(server.reaches(page) for page in ("/healthz", "/readyz"))) == []
        assert comes_true(lambda: server.log.read_text().count("Booting worker") == 2)
        server.process.send_signal(signal.SIGHUP)
        assert comes_true(lambda: "Hang up" in server.log.read_text() and len(server.workers) == 2)
        calls(server)
        asks(server, "/voice/0123456789/4-3-2", Digits="1")
        assert server.stop() == 0
    assert "Requests were refused" in server.log.read_text()
    assert house.leaks() == {}


@pytest.mark.parametrize(
    ("fails", "status"), [("clock", 200), ("publication", 200), ("everything", 500), ("after", 500)]
)
def test_faults_in_the_program_leave_nothing(house, fails, status):
    """An exception that holds the whole request: in a route, while publishing, in the last resort, and after it all."""
    with house.serves(app="tests.privacy.faulty:make()", **DEBUG, **{FAILS: fails}) as server:
        for path in ("/voice", f"/voice/{edition(server)}/4-3-2", "/voice/0123456789/4-3-2"):
            answer = _signed(server, path)
            assert answer.split()[1] == str(status).encode()
            assert found(answer.partition(b"\r\n\r\n")[0]) == []
        server.stop()
    assert "CarelessError at " in server.log.read_text()
    assert "Traceback" not in server.log.read_text()
    assert house.leaks() == {}


def _signed(server, path):
    """Ask as Twilio does, whatever is answered."""
    pairs = tuple((CALLER | {"Digits": "4"}).items())
    sent = signed(form(pairs, path), pairs, url=server.url)
    return sends(server, f"POST {path} HTTP/1.1", sent.body, FORM + f"X-Twilio-Signature: {sent.signature}\r\n")
