"""What is no HTTP, or hardly, on a real gunicorn: refused or let go, repeated by nobody, and no caller waits for it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.simulator import HTTP, Simulator
from tests.conftest import ADVISOR, TOKEN, URL
from tests.security.sending import form, signed
from tests.server import Server, running

CANARY = b"kanariepiet"
POST = b"POST /voice HTTP/1.1\r\nHost: x\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One gunicorn for everything here, that Twilio reaches by another address; at the end it has said little."""
    with running(
        tmp_path_factory.mktemp("malformed"), IVR_PUBLIC_URL=URL, GUNICORN_CMD_ARGS="--log-level debug"
    ) as found:
        yield found
    written = found.log.read_bytes()
    assert CANARY not in written
    assert b"Traceback" not in written


def answer(server: Server, request: bytes) -> bytes:
    """Send bytes and nothing after them, and give all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        try:
            connection.sendall(request)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except ConnectionError:
            return b""


def status(answered: bytes) -> int | None:
    """The status of an answer; None where the connection was closed without one."""
    return int(answered.split()[1]) if answered else None


MALFORMED: dict[str, tuple[bytes, set[int | None]]] = {
    "no request line": (CANARY + b"\r\n\r\n", {400}),
    "bytes": (b"\0\xff\xfe" + CANARY + b"\r\n\r\n", {400}),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + CANARY + b"\r\n\r\n", {400}),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + CANARY, {400}),
    "a proxy's line": (b"PROXY TCP4 1.1.1.1 2.2.2.2 80 80\r\n" + GET + b"\r\n", {400}),
    "a bad method": (b"G(T /" + CANARY + b" HTTP/1.1\r\n\r\n", {400}),
    "a bad version": (b"GET / HTTP/" + CANARY + b"\r\n\r\n", {400}),
    "no version": (b"GET /" + CANARY + b"\r\n\r\n", {400}),
    "a bad address": (b"POST http://[" + CANARY + b" HTTP/1.1\r\n\r\n", {400}),
    "bytes in the address": (b"GET /\xff\xfe" + CANARY + b"%zz%00 HTTP/1.1\r\nHost: x\r\n\r\n", {400, 404}),
    "a huge address": (b"GET /" + CANARY * 7000 + b" HTTP/1.1\r\n\r\n", {414, None}),
    "a huge header": (GET + b"X: " + CANARY * 7000 + b"\r\n\r\n", {431, None}),
    "many headers": (GET + b"X: " + CANARY + (b"\r\nX: y" * 500) + b"\r\n\r\n", {431}),
    "no header": (GET + CANARY + b"\r\n\r\n", {400}),
    "a bad header": (GET + CANARY + b" x: y\r\n\r\n", {400}),
    "a folded header": (GET + b" " + CANARY + b"\r\n\r\n", {400}),
    "NUL in a header": (GET + b"X: \0" + CANARY + b"\r\n\r\n", {400}),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", {400}),
    "a length and chunks": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
    "a negative length": (POST + b"Content-Length: -5\r\n\r\nabcde", {400}),
    "a length in words": (POST + b"Content-Length: " + CANARY + b"\r\n\r\nabcde", {400}),
    "a huge length": (POST + b"Content-Length: 99999999999999999999\r\n\r\n" + CANARY, {413}),
    "an unknown coding": (POST + b"Transfer-Encoding: " + CANARY + b"\r\n\r\n", {400}),
    "another expectation": (POST + b"Expect: " + CANARY + b"\r\nContent-Length: 0\r\n\r\n", {417}),
    "a bad chunk": (CHUNKED + CANARY + b"\r\nabc\r\n0\r\n\r\n", {400}),
    "a negative chunk": (CHUNKED + b"-5\r\n" + CANARY + b"\r\n0\r\n\r\n", {400}),
    "a chunk that is too short": (CHUNKED + b"3\r\nabc" + CANARY + b"\r\n0\r\n\r\n", {400}),
    "a chunk that breaks off": (CHUNKED + b"fff\r\n" + CANARY, {400}),
    "a bad trailer": (CHUNKED + b"3\r\nabc\r\n0\r\n" + CANARY + b"\r\n\r\n", {400}),
    "a bad extension": (CHUNKED + b"3;" + CANARY + b"=\r1\r\nabc\r\n0\r\n\r\n", {400}),
    "chunks without end": (CHUNKED + (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 20 + b"0\r\n\r\n", {413}),
    "half a request": (POST[:-2] + b"From: " + CANARY, {400, None}),
    "half a body": (POST + b"Content-Length: 300\r\n\r\nFrom=" + CANARY, {400, 403}),
    "bytes as type": (POST + b"Content-Type: \xff;;=" + CANARY + b"\r\nContent-Length: 1\r\n\r\na", {403}),
    "parts without a boundary": (POST + b"Content-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\na", {403}),
    "a host in bytes": (b"GET /nowhere HTTP/1.1\r\nHost: \xff[::" + CANARY + b"\r\n\r\n", {400, 404}),
    "a request for all": (b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", {404, 405}),
    "a tunnel": (b"CONNECT elsewhere.test:443 HTTP/1.1\r\nHost: x\r\n\r\n", {404, 405}),
    "smuggling": (POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n" + GET + b"\r\n", {400}),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_http_is_refused(server, name):
    """With a status of its kind or by hanging up; never repeated, never a failure, and the next is answered."""
    request, expected = MALFORMED[name]
    answered = answer(server, request)
    assert status(answered) in expected
    assert answered.count(b"HTTP/1.1 ") <= 1
    assert CANARY not in answered.lower()
    assert b"gunicorn/" not in answered.lower()
    assert status(answer(server, GET + b"\r\n")) == 200


def test_a_refusal_of_the_servers_own_is_guarded_too(server):
    """What gunicorn refuses before the line sees it is plain text, kept by nobody, and no page."""
    assert answer(server, b"x\r\n\r\n").split(b"\r\n") == [
        b"HTTP/1.1 400 Bad Request",
        b"Connection: close",
        b"Content-Type: text/plain",
        b"X-Content-Type-Options: nosniff",
        b"Cache-Control: no-store",
        b"Content-Length: 16",
        b"",
        b"400 Bad Request\n",
    ]


@pytest.mark.parametrize(("size", "expected"), [(0, 200), (65_000, 200), (66_000, 413)])
def test_a_body_in_chunks_is_a_body(server, size, expected):
    """Signed, and of a length that is not told beforehand."""
    pairs = (("CallSid", "CA0"), ("x", "y" * size))
    sent = signed(form(pairs), pairs)
    head = POST + f"Content-Type: {sent.content_type}\r\nX-Twilio-Signature: {sent.signature}\r\n".encode()
    pieces = [sent.body[at : at + 7000] for at in range(0, len(sent.body), 7000)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    assert status(answer(server, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")) == expected


BYTES = st.binary(max_size=200)
LINES = st.lists(
    BYTES | st.sampled_from((b"GET /healthz HTTP/1.1", b"Host: x", b"Transfer-Encoding: chunked", b"", b"5"))
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(BYTES | LINES.map(b"\r\n".join) | BYTES.map((POST + b"Transfer-Encoding: chunked\r\n\r\n").__add__))
def test_bytes_are_refused(server, request_):
    """Whatever they are."""
    assert status(answer(server, request_)) in (None, 200, 400, 403, 404, 405, 413, 414, 417, 431)


def drip(server: Server, over: threading.Event) -> None:
    """Send a request a byte at a time, until it is let go or the test is over."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        for byte in POST * 50:
            if over.wait(0.2):
                return
            try:
                connection.sendall(bytes([byte]))
            except OSError:
                return


def test_who_sends_a_byte_at_a_time_keeps_no_caller_waiting(tmp_path):
    """Twenty of them, and a whole call goes on between them as quickly as ever."""
    over = threading.Event()
    with running(tmp_path) as server, HTTP() as network:
        slow = [threading.Thread(target=drip, args=(server, over)) for _ in range(20)]
        for thread in slow:
            thread.start()
        try:
            time.sleep(0.5)
            begun = time.monotonic()
            call = Simulator(network, url=server.url, token=TOKEN).call()
            call.presses("0")
            call.waits()
            assert call.connected_to == ADVISOR
            assert call.faults == []
            assert time.monotonic() - begun < 5
        finally:
            over.set()
            for thread in slow:
                thread.join()
