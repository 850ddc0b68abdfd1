"""Real sockets: what is asked for arrives untouched, and Twilio's time limits hold."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ivr.simulator import HTTP, Request, Simulator
from ivr.simulator.faults import Trouble
from ivr.simulator.transport import CONNECT_SECONDS, TOTAL_SECONDS

from .conftest import TOKEN, twiml

HEAD = b"HTTP/1.1 200 OK\r\n"
RAW = {
    "/closes": HEAD + b"Content-Length: 6\r\n\r\nclosed",
    "/short": HEAD + b"Content-Length: 9\r\n\r\nabc",
    "/nonsense": b"nonsense\r\n\r\n",
    "/drops": b"",
}
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"


class Handler(BaseHTTPRequestHandler):
    """Answers a POST with its own target; a GET misbehaves as its path says."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        """Echoes target, Host and body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.client_address[1], self.path))
        if self.path == "/voice":
            return self._answer(twiml("<Say>Goedendag.</Say>").body)
        return self._answer(f"{self.path} {self.headers['Host']} ".encode() + body)

    def do_GET(self) -> None:
        """Misbehaves."""
        if self.path in RAW:
            self.wfile.write(RAW[self.path])
            self.close_connection = True
        elif self.path == "/says-close":
            self._answer(b"closing", "close")
        elif self.path == "/chunks":
            self.wfile.write(CHUNKS)
        else:
            self._trickle()

    def _trickle(self) -> None:
        self.wfile.write(HEAD + b"Content-Length: 9\r\n\r\n")
        for _ in range(9):
            time.sleep(0.05)
            self.wfile.write(b"a")

    def _answer(self, body: bytes, connection: str = "keep-alive") -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", connection)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps quiet."""


class Server(ThreadingHTTPServer):
    """A server in threads; whoever leaves early is not its concern."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[int, str]] = []

    def handle_error(self, *_: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on a free port."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def base(server: Server) -> str:
    """The server's address."""
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def http() -> Iterator[HTTP]:
    """A transport with Twilio's own limits."""
    with HTTP() as transport:
        yield transport


@pytest.fixture
def hasty() -> Iterator[HTTP]:
    """A transport with short limits."""
    with HTTP(connect=0.2, total=0.2) as transport:
        yield transport


def post(url: str, body: bytes = b"x=1") -> Request:
    """A form for this URL."""
    return Request("POST", url, {"Content-Length": str(len(body))}, body)


def test_the_target_arrives_untouched(http: HTTP, base: str) -> None:
    """Quoting, empty pairs and a bare question mark are sent as written."""
    for target in ("/v%2Fa?q=a%20b&x=%C3%A9&", "/v?"):
        assert http.send(post(base + target)).body.decode() == f"{target} {base[7:]} x=1"


def test_the_connection_is_kept(http: HTTP, base: str, server: Server) -> None:
    """One connection serves one request after another."""
    for number in range(3):
        http.send(post(f"{base}/{number}"))
    assert [path for _, path in server.seen] == ["/0", "/1", "/2"]
    assert len({port for port, _ in server.seen}) == 1


@pytest.mark.parametrize("path", ["/closes", "/says-close"])
def test_a_closed_connection_is_replaced(http: HTTP, base: str, path: str) -> None:
    """Whether the server said so or not, the next request gets its answer."""
    assert http.send(Request("GET", base + path, {})).body.startswith(b"clos")
    assert http.send(post(f"{base}/again")).status == 200


def test_chunks(http: HTTP, base: str) -> None:
    """A body in chunks is put together, and the connection stays usable."""
    assert http.send(Request("GET", f"{base}/chunks", {})).body == b"abcde"
    assert http.send(post(f"{base}/again")).status == 200


@pytest.mark.parametrize(
    ("path", "code"), [("/short", 11206), ("/nonsense", 11206), ("/drops", 11205), ("/trickles", 11205)]
)
def test_answers_that_are_none(hasty: HTTP, base: str, path: str, code: int) -> None:
    """Cut short, no HTTP, no answer, or too slow: each is a fault with its URL."""
    with pytest.raises(Trouble) as caught:
        hasty.send(Request("GET", base + path, {}))
    assert (caught.value.code, caught.value.url) == (code, base + path)


def test_a_slow_answer_within_the_limit(base: str) -> None:
    """The limit on connecting is none on answering."""
    with HTTP(connect=0.04, total=5) as http:
        assert http.send(Request("GET", f"{base}/trickles", {})).body == b"a" * 9


def test_after_an_answer_that_was_none(hasty: HTTP, base: str) -> None:
    """A connection that failed is never used again."""
    with pytest.raises(Trouble):
        hasty.send(Request("GET", f"{base}/trickles", {}))
    assert hasty.send(post(f"{base}/again")).body.startswith(b"/again ")


def test_the_limits_of_twilio() -> None:
    """docs/api/errors/11205: five seconds to connect, fifteen in all."""
    assert (CONNECT_SECONDS, TOTAL_SECONDS) == (5.0, 15.0)


@contextmanager
def silent_server() -> Iterator[str]:
    """Accepts connections in its backlog and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_the_total_time_limit(hasty: HTTP) -> None:
    """docs/api/errors/11205: no answer within the limit is a connection failure."""
    begin = time.monotonic()
    with silent_server() as host, pytest.raises(Trouble) as caught:
        hasty.send(post(f"http://{host}/voice"))
    assert caught.value.code == 11205
    assert 0.15 < time.monotonic() - begin < 5


def test_connecting_is_tried_twice(http: HTTP, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """docs/usage/webhooks/webhooks-connection-overrides: by default one retry, only when connecting fails."""
    attempts: list[object] = []
    connect: Callable[..., socket.socket] = socket.create_connection

    def flaky(*args: object, **settings: object) -> socket.socket:
        attempts.append(args)
        if len(attempts) % 3:
            raise ConnectionRefusedError("refused")
        return connect(*args, **settings)

    monkeypatch.setattr(socket, "create_connection", flaky)
    with pytest.raises(Trouble, match="refused") as caught:
        http.send(post(f"{base}/voice"))
    assert caught.value.code == 11205
    assert len(attempts) == 2
    assert http.send(post(f"{base}/voice")).status == 200
    assert len(attempts) == 3


def test_no_time_to_connect(base: str) -> None:
    """The total limit counts for connecting too."""
    with HTTP(total=0) as http, pytest.raises(Trouble, match="no time left"):
        http.send(post(f"{base}/voice"))


def test_other_troubles(http: HTTP, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/api/errors/11220 and 11210: TLS where there is none, and a host that nobody knows."""
    with pytest.raises(Trouble) as caught:
        http.send(post(base.replace("http", "https")))
    assert caught.value.code == 11220

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    with pytest.raises(Trouble) as caught:
        http.send(post("http://ivr.invalid/voice"))
    assert caught.value.code == 11210


def test_a_call_over_real_sockets(http: HTTP, base: str) -> None:
    """The same conversation works over HTTP."""
    call = Simulator(http, url=base, token=TOKEN).call()
    assert call.hears("Goedendag")
    assert call.faults == []
    assert [exchange.url for exchange in call.exchanges] == [f"{base}/voice", f"{base}/voice/status"]
