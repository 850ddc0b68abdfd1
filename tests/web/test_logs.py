"""What administrators read in the log, and what never stands in it."""

import json
import logging
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from ivr.simulator import HTTP, Simulator
from ivr.web.discretion import DiscreetLogger, Everybody
from ivr.web.errors import noted
from tests.conftest import CALLER, ROOT, TOKEN
from tests.server import command, environment, free_port, running
from tests.web.test_metrics import KEY, fetched

FIELDS = {"time", "level", "logger", "process", "message", "error", "place", "edition"}


@pytest.fixture(autouse=True)
def afterwards(monkeypatch) -> Iterator[None]:
    """Leave the log as it was."""
    monkeypatch.setenv("IVR_LOG", "json")
    monkeypatch.setattr(logging, "raiseExceptions", True)
    yield
    for handler in [found for found in logging.getLogger().handlers if isinstance(found, Everybody)]:
        logging.getLogger().removeHandler(handler)
    logging.getLogger("ivr").setLevel(logging.NOTSET)


def started() -> DiscreetLogger:
    """Set the log up as the server does."""
    return DiscreetLogger(Config())


def lines(capfd) -> list[dict[str, object]]:
    """Read what was written, each line of which is an object of known fields."""
    found = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert set().union(*found) <= FIELDS
    return found


def failed() -> ValueError:
    """Give an error that tells a caller's number, as it was raised."""
    try:
        int(CALLER + "x")
    except ValueError as error:
        return error
    raise AssertionError


REQUEST = [
    "Invalid request from ip={ip}: {error}",
    "Error handling request %s",
    "Error handling request %s %s",
    "Socket error processing request.",
    "Exception in post_request hook",
    "Whatever a next gunicorn tells of %s",
]


@pytest.mark.parametrize("message", REQUEST)
def test_gunicorns_lines_of_requests_hold_nothing_of_them(capfd, message):
    """That something failed is told, of which kind and where in the program; never what was asked, or by whom."""
    log = started()
    log.error_log.error(message.format(ip="203.0.113.7", error=CALLER), *["/voice/4-3"] * message.count("%s"))
    log.error_log.error(message, *["/voice/4-3"] * message.count("%s"), exc_info=failed())
    first, second = lines(capfd)
    assert (second["error"], second["level"]) == ("ValueError", "error")
    assert str(second["place"]).startswith(__file__)
    for secret in (CALLER, "203.0.113.7", "/voice", "4-3"):
        assert secret not in json.dumps([first, second])


def test_gunicorns_lines_of_processes_are_as_ever(capfd):
    """Which worker comes and goes is told, and why one does not start."""
    log = started()
    log.warning("Worker (pid:%s) was sent %s!", 7, "SIGKILL")
    try:
        raise failed()
    except ValueError:
        log.exception("Exception in worker process")
    killed, broken = lines(capfd)
    assert killed["message"] == "Worker (pid:7) was sent SIGKILL!"
    assert (broken["message"], broken["error"]) == ("Exception in worker process", "ValueError")


def test_libraries_tell_no_more_than_that_they_had_something_to_tell(capfd):
    """A library that logs an address, such as that of a telephone to ring, has its line told without it."""
    started()
    logging.getLogger("urllib3.connectionpool").warning("Retrying %s", f"/Calls.json?To={CALLER}")
    logging.getLogger("gunicorn.error").error({"path": "/voice/4-3"})
    logging.getLogger("ivr").error("Exception on %s", "/voice/4-3", exc_info=failed())  # Flask's own
    written = lines(capfd)
    assert len(written) == 3
    for told in written:
        assert "had something to tell" in str(told["message"])
        assert CALLER not in json.dumps(told)
        assert "/voice" not in json.dumps(told)


def test_our_own_lines_are_told_whole(capfd):
    """A failure names its kind and place, a publication its edition; every line is dated and once there."""
    started()
    noted(failed())
    logging.getLogger("ivr.edition.publisher").info(
        "Callers get %s.", "it", extra={"edition": "27a3d68ada", "to": CALLER}
    )
    failure, publication = lines(capfd)
    assert (failure["error"], failure["logger"]) == ("ValueError", "ivr.web.errors")
    assert (publication["message"], publication["edition"]) == ("Callers get it.", "27a3d68ada")
    assert str(publication["time"]).endswith("Z")


def test_a_person_reads_text(capfd, monkeypatch):
    """Without IVR_LOG the log is for people, and a server that sets it up anew says nothing twice."""
    log = started()
    monkeypatch.delenv("IVR_LOG")
    log.setup(Config())
    log.exception("Error handling request %s", "/voice/4-3", exc_info=failed())
    noted(failed())
    first, second = capfd.readouterr().err.splitlines()
    assert f"ERROR A request could not be answered (ValueError at {__file__}:" in first
    assert " ERROR ValueError at " in second


def test_a_line_that_cannot_be_written_is_not_told_by_python_instead(capfd):
    """Python would print what it was that could not be put in the line, which may be anything."""
    started()
    logging.getLogger("ivr.web").error("%d", CALLER)
    assert capfd.readouterr().err == ""


def test_gunicorn_still_says_what_is_known_of_it():
    """The lines that are let through are lines that this gunicorn has; another one may have others."""
    import gunicorn

    from ivr.web import logs

    source = "".join(path.read_text() for path in (ROOT / gunicorn.__path__[0]).rglob("*.py"))
    source = source.replace('" +\n', "").replace('sent %s!"', 'sent %s! Perhaps out of memory?"') + source
    assert [line for line in (*logs._GUNICORN, *logs._QUOTES) if line not in source] == []


def test_every_line_of_a_server_that_runs_is_an_object_without_a_caller(tmp_path):
    """Through a start, calls, bytes that are no HTTP, a worker that is killed, a broken menu, a reload and the end."""
    menus = tmp_path / "menus.yml"
    menus.write_bytes((ROOT / "menus.yml").read_bytes())
    with running(tmp_path, IVR_LOG="json", IVR_METRICS_TOKEN=KEY, IVR_MENUS=str(menus)) as server:
        with HTTP() as network:
            call = Simulator(network, url=server.url, token=TOKEN, caller=CALLER).call()
            call.presses("2")
            sid = next(dict(exchange.params)["CallSid"] for exchange in call.exchanges if exchange.method == "POST")
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(f"POST /voice/4-3?From={CALLER} NONSENSE {sid}\r\n\r\n".encode())
            connection.recv(4096)
        menus.write_text("name: [")
        time.sleep(1.5)
        server.reaches("/readyz")
        told = fetched(server)
        os.kill(server.workers[0], signal.SIGKILL)
        time.sleep(0.5)
        server.process.send_signal(signal.SIGHUP)
        time.sleep(1.0)
        assert server.stop() == 0
    written = server.log.read_text()
    lines = [json.loads(line) for line in written.splitlines()]
    assert {name for line in lines for name in line} <= FIELDS
    messages = [line["message"] for line in lines]
    assert "A request that is no HTTP was refused" in messages
    assert {line["edition"] for line in lines if "edition" in line} != set()
    for secret in (CALLER, CALLER[1:], sid, TOKEN, KEY, "/voice", "4-3"):
        assert secret not in written + told, secret


def test_a_form_of_the_log_that_does_not_exist_stops_the_start_with_one_line(tmp_path):
    """An administrator reads which variable it is, and what it may be."""
    port = free_port()
    environ = environment(port, tmp_path, IVR_LOG="xml")
    done = subprocess.run(command(port), cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30)
    assert done.returncode != 0
    assert done.stderr.startswith("ivr: IVR_LOG is neither text nor json")
    assert "Traceback" not in done.stderr
