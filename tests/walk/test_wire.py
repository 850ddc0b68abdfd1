"""The walk's own server and the connection to it carry every request to the application, and every answer back."""

import socket
import threading
from contextlib import closing, contextmanager

import pytest

from ivr.simulator import Request, Trouble
from ivr.walk.server import Loopback
from ivr.walk.wire import OneByOne, Wire


def asked(path="/voice", body=b"Digits=1"):
    """A request as the walk makes it."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body)), "X-Y": "a: b"}
    return Request("POST", f"https://ivr.walk{path}", headers, body)


def mirror(environ, start):
    """Answer with what was asked; what begins with /bad raises."""
    if environ["PATH_INFO"].startswith("/bad"):
        raise RuntimeError("broken")
    body = environ["wsgi.input"].read()
    told = (environ["REQUEST_METHOD"], environ["RAW_URI"], environ["PATH_INFO"], environ["QUERY_STRING"],
            environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"], environ["HTTP_X_Y"], environ["HTTP_HOST"],
            environ["wsgi.url_scheme"], body.decode())  # fmt: skip
    start("200 OK", [("Content-Type", "text/xml"), ("X-Long", "x" * 5000)])
    return ["|".join(told).encode(), b""]


@contextmanager
def wired(app=mirror):
    """The application behind its server, and a connection to it."""
    with Loopback(app, "https") as server, closing(Wire(server.address)) as wire:
        yield wire


def test_the_application_sees_what_was_asked():
    """Method, address with what stands behind the question mark, headers and body, as a real server has them."""
    with wired() as wire:
        answer = wire.send(asked("/voice/a%20b?dialled=1"))
    assert (answer.status, answer.content_type) == (200, "text/xml")
    assert answer.body.decode().split("|") == [
        "POST", "/voice/a%20b?dialled=1", "/voice/a b", "dialled=1", "application/x-www-form-urlencoded", "8", "a: b",
        "ivr.walk", "https", "Digits=1",
    ]  # fmt: skip


def test_many_requests_at_once_are_answered_in_order():
    """More than fit in one piece of the connection, each with its own body."""
    bodies = [str(number).encode() * 1000 for number in range(300)]
    with wired() as wire:
        answers = wire.send_all([asked(body=body) for body in bodies])
    assert [answer.body.rpartition(b"|")[2] for answer in answers] == bodies


def test_an_application_that_raises_answers_500():
    """Only that request fails."""
    with wired() as wire:
        answers = wire.send_all([asked(), asked("/bad"), asked()])
    assert [answer.status for answer in answers] == [200, 500, 200]


@contextmanager
def serving(*answers):
    """A server that gives these bytes, one for each connection, and closes it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            for answer in answers:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(1 << 16)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()
        thread.join(5)


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"


@pytest.mark.parametrize(("bad", "words"), [(b"", "closed"), (b"SMTP\r\n\r\n", "HTTP"), (OK + b"a", "closed")])
def test_the_request_that_fails_is_the_one_that_is_named(bad, words):
    """Whatever was sent behind it is asked again, and gets its own answer."""
    with serving(OK + b"ab" + bad, OK + b"cd") as address, closing(Wire(address)) as wire:
        answers = wire.send_all([asked(), asked(), asked()])
    first, second, third = (one.message if isinstance(one, Trouble) else one.body for one in answers)
    assert (first, third) == (b"ab", b"cd")
    assert words in str(second)


@pytest.mark.parametrize("network", [OneByOne(), Wire(("127.0.0.1", 9))])
def test_a_server_that_is_not_there(network):
    """Each request says so, and none raises."""
    request = Request("POST", "http://127.0.0.1:9/voice", {}, b"")
    answers = network.send_all([request, request])
    assert [isinstance(answer, Trouble) for answer in answers] == [True, True]
    with pytest.raises(Trouble):
        network.send(request)
