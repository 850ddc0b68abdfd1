"""The line as it runs for real: gunicorn started by the Procfile's own command, called over real sockets."""

import re
import socket
import subprocess
from collections.abc import Iterator

import pytest

from ivr.prompts import words_of
from ivr.simulator import HTTP, Simulator
from tests.conftest import ADVISOR, CALLER, ROOT, TOKEN
from tests.server import Server, command, environment, free_port, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run gunicorn for all the tests here."""
    with running(tmp_path_factory.mktemp("gunicorn")) as found:
        yield found
        assert found.stop() == 0


@pytest.fixture
def line(server, script) -> Iterator[Simulator]:
    """Call the running server."""
    with HTTP() as network:
        yield Simulator(network, url=server.url, token=TOKEN, caller=CALLER, texts=words_of(script.prompts(), "nl-NL"))


def test_a_whole_call_over_real_sockets(line):
    """The opening, an answer, an advisor, and the end, from two workers that share nothing."""
    call = line.call(dials=["busy", "answered"])
    assert call.hears("Veilig Thuis en de meldcode: toets 4.")
    call.presses("24")
    assert call.hears("gratis: nul achthonderd, tweeduizend")
    call.waits()
    assert call.hears("U kunt nu kiezen")
    call.waits()
    assert call.connected_to == ADVISOR
    call.advisor_hangs_up()
    assert call.ended
    assert call.faults == []


def test_the_recordings_are_fetched_and_measured(line):
    """The opening is as short over real HTTP as it is in process."""
    call = line.call()
    assert call.heard_at("één één twee") <= 6 if call.hears("één één twee") else False
    assert {heard.kind for heard in call.heard} == {"play"}


def raw(server: Server, request: bytes) -> bytes:
    """Send bytes as they are, and give the status line."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096).split(b"\r\n")[0]


def test_hostile_requests_get_an_answer_and_no_more(server):
    """Malformed HTTP, bodies without end, and targets that are no path: refused, without redirect or failure."""
    post = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    big = b"11000\r\n" + b"x" * 0x11000 + b"\r\n0\r\n\r\n"
    assert b" 400 " in raw(server, b"nonsense\r\n\r\n")
    assert b" 413 " in raw(server, post % b"/voice" + b"Content-Length: 70000\r\n\r\n" + b"x" * 70000)
    assert b" 413 " in raw(server, post % b"/voice" + b"Transfer-Encoding: chunked\r\n\r\n" + big)
    for target in (b"/voice", b"//voice", b"http://elsewhere.test:99999/voice", b"/voice?\xff", b"/voice%00"):
        status = raw(server, post % target + b"Content-Length: 0\r\n\r\n")
        assert re.search(rb" 4\d\d ", status), (target, status)


def test_nothing_of_a_caller_is_written_down(line, server):
    """After a call, and after refused and failed requests, no log line holds the caller's number, call or keys."""
    call = line.call()
    call.presses("2")
    call.presses("4")
    call.presses("0")
    call.hangs_up()
    raw(server, b"POST /voice?From=%2B31612345678 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    sid = next(dict(exchange.params)["CallSid"] for exchange in call.exchanges if exchange.method == "POST")
    written = server.log.read_text()
    for secret in (CALLER, CALLER[1:], "612345678", sid, TOKEN, ADVISOR, "/voice"):
        assert secret not in written, secret


@pytest.mark.parametrize("name", ["IVR_PUBLIC_URL", "TWILIO_AUTH_TOKEN", "ADVISOR_NUMBER", "LINE_NUMBER"])
def test_a_missing_setting_stops_the_start_with_one_line(name, tmp_path):
    """An administrator reads which variable is missing; there is no traceback, and no server that answers nothing."""
    port = free_port()
    without = {key: value for key, value in environment(port, tmp_path).items() if key != name}
    done = subprocess.run(command(port), cwd=ROOT, env=without, capture_output=True, text=True, timeout=30)
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if name in line and line.startswith("ivr: ")]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("workers", ["0", "1000"])
def test_a_bad_number_of_workers_stops_the_start_with_one_line(workers, tmp_path):
    """A line that listens without answering is worse than one that does not start."""
    port = free_port()
    environ = environment(port, tmp_path, WEB_CONCURRENCY=workers)
    done = subprocess.run(command(port), cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30)
    assert done.returncode != 0
    assert done.stderr.startswith("ivr: WEB_CONCURRENCY is not a number")
    assert "Traceback" not in done.stderr


def test_who_begins_a_request_and_stops_keeps_nobody_waiting(server):
    """Twenty half requests do not keep the line from answering within Twilio's fifteen seconds."""
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    for connection in held:
        connection.sendall(b"POST /voice HTTP/1.1\r\nHost: x\r\n")
    try:
        assert server.reaches("/healthz", tries=3)
    finally:
        for connection in held:
            connection.close()


def test_headers_of_a_proxy_or_a_stranger_change_nothing(server):
    """What a request says of itself is not believed, and never answered with a failure."""
    for header in (
        b"SCRIPT_NAME: /x",
        b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off",
        b"X-Forwarded-Proto: gopher",
    ):
        status = raw(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n")
        assert b" 200 " in status, (header, status)


def test_a_broken_menu_does_not_stop_the_start(tmp_path):
    """With a menus.yml that is not valid, callers get 112 and an advisor, and /readyz says what is wrong."""
    menus = tmp_path / "menus.yml"
    menus.write_text("name: Veilig Thuis\nwelkom: Goedendag.\n")
    with running(tmp_path, IVR_MENUS=str(menus)) as server:
        assert b"menus.yml:2:1" in server.reaches("/readyz")
        with HTTP() as network:
            call = Simulator(network, url=server.url, token=TOKEN).call()
            call.waits()
            call.waits()
            assert call.connected_to == ADVISOR
            call.hangs_up()
        assert "menus.yml:2:1" in server.log.read_text()
