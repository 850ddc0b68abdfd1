"""An application in this process sees what a server would show it."""

import time
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.validate import validator

import pytest

from ivr.simulator import WSGI, Request
from ivr.simulator.faults import Trouble
from ivr.simulator.wsgi import environ

from .conftest import Site

REQUEST = Request("POST", "https://ivr.test:8443/v%2Fa%C3%A9?q=a%20b&", {"Content-Type": "a/b", "X-A": "1"}, b"x=1")


def test_the_environ() -> None:
    """Bytes of the path are unquoted, the raw target stays as it was asked for."""
    made = environ(REQUEST)
    assert made["wsgi.input"].read() == b"x=1"
    expected = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/v/a\u00c3\u00a9",
        "QUERY_STRING": "q=a%20b&",
        "RAW_URI": "/v%2Fa%C3%A9?q=a%20b&",
        "REQUEST_URI": "/v%2Fa%C3%A9?q=a%20b&",
        "SERVER_NAME": "ivr.test",
        "SERVER_PORT": "8443",
        "HTTP_HOST": "ivr.test:8443",
        "CONTENT_TYPE": "a/b",
        "HTTP_X_A": "1",
        "wsgi.url_scheme": "https",
        "wsgi.input_terminated": True,
    }
    assert {name: made[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("url", "target", "port"),
    [("http://ivr.test", "/", "80"), ("https://ivr.test?", "/?", "443"), ("https://ivr.test/v?", "/v?", "443")],
)
def test_targets(url: str, target: str, port: str) -> None:
    """No path is the root, a bare question mark stays, and ports are the scheme's own."""
    made = environ(Request("GET", url, {}))
    assert (made["RAW_URI"], made["SERVER_PORT"]) == (target, port)


@pytest.mark.filterwarnings("ignore::wsgiref.validate.WSGIWarning")
def test_it_is_wsgi(site: Site) -> None:
    """The standard library's validator has nothing to say against it."""
    headers = {"Content-Type": "text/plain", "Content-Length": "3"}
    response = WSGI(validator(site)).send(Request("GET", "https://ivr.test/voice/status", headers))
    assert (response.status, response.error) == (200, None)


class Pieces:
    """An answer in pieces that knows whether it was closed."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"a"
        yield b"b"

    def close(self) -> None:
        """Called by the server, always."""
        self.closed = True


def test_the_iterable_is_closed() -> None:
    """PEP 3333: "If the iterable has a close() method, the server must call it"; write() comes before it."""
    pieces = Pieces()

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("201 Created", [("X-One", "1")])(b"<")
        return pieces

    response = WSGI(app).send(REQUEST)
    assert (response.status, response.headers, response.body) == (201, {"x-one": "1"}, b"<ab")
    assert pieces.closed


def raises(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
    """An application that fails."""
    raise KeyError("Digits")


def starts_twice(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """An application that breaks PEP 3333."""
    start("200 OK", [])
    start("200 OK", [])
    return []


def never_starts(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
    """An application that forgets its status."""
    return []


@pytest.mark.parametrize(
    ("app", "error"), [(raises, "KeyError"), (starts_twice, "called twice"), (never_starts, "never called")]
)
def test_a_failing_application_answers_500(app: WSGI, error: str) -> None:
    """A server would answer 500; the exception stays at hand for whoever must mend it."""
    response = WSGI(app).send(REQUEST)  # type: ignore[arg-type]
    assert response.status == 500
    assert error in repr(response.error)


def test_an_application_may_change_its_mind() -> None:
    """With exc_info an application may replace what it had started."""

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        start_response("503 Service Unavailable", [], (ValueError, ValueError(), None))  # type: ignore[arg-type]
        return []

    assert WSGI(app).send(REQUEST).status == 503


def test_an_application_that_is_too_slow(site: Site) -> None:
    """docs/api/errors/11205: longer than the limit is no answer."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        time.sleep(0.02)
        return site(environ, start_response)

    with pytest.raises(Trouble, match=r"no answer within 0\.01 seconds") as caught:
        WSGI(app, total=0.01).send(REQUEST)
    assert caught.value.code == 11205
