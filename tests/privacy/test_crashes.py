"""Processes that are stopped, killed or crash in the middle of a known caller's request: what is left tells nothing."""

import os
import signal
import socket
import time
from contextlib import contextmanager

import pytest
from gunicorn.arbiter import Arbiter

from tests.failures.conftest import comes_true
from tests.privacy.faulty import FAILS
from tests.privacy.traces import CALLER, House
from tests.security.sending import form, signed
from tests.server import Server

ARGUMENTS = "--log-level debug --timeout 2 --graceful-timeout 1"


@pytest.fixture
def house(tmp_path) -> House:
    """A folder of which every byte is searched."""
    return House(tmp_path)


def begin(server: Server, path: str = "/voice/0123456789/4-3-2") -> socket.socket:
    """Ask in a call of this caller, and wait for no answer."""
    pairs = tuple(CALLER.items())
    sent = signed(form(pairs, path), pairs, url=server.url)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {sent.content_type}\r\nContent-Length: {len(sent.body)}\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall(f"{head}X-Twilio-Signature: {sent.signature}\r\n\r\n".encode() + sent.body)
    return connection


def logs(server: Server, words: str) -> bool:
    """Whether this is logged, sooner or later."""
    return comes_true(lambda: words in server.log.read_text())


@contextmanager
def busy(house, fails="hanging"):
    """A server that says all it can, and fails in requests of this caller; nothing of it is left running."""
    environment = {"GUNICORN_CMD_ARGS": ARGUMENTS, "PYTHONFAULTHANDLER": "1", FAILS: fails}
    with house.serves(app="tests.privacy.faulty:make()", **environment) as server:
        held = [begin(server) for _ in range(8)]
        time.sleep(0.5)
        try:
            yield server
        finally:
            for connection in held:
                connection.close()
            processes = server.workers if server.process.poll() is None else []
            server.stop(signal.SIGKILL)
            for process in processes:
                os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (signal.SIGKILL, "was sent SIGKILL"),
        (signal.SIGABRT, "exited with code 1"),
        (signal.SIGSEGV, "Fatal Python error: Segmentation fault"),
        (signal.SIGSTOP, "WORKER TIMEOUT"),
    ],
)
def test_a_worker_that_dies_leaves_nothing(house, how, told):
    """Killed, aborted, crashed with Python's own report, or stuck and ended by gunicorn: with requests at hand."""
    with busy(house) as server:
        before = server.workers
        for worker in before:
            os.kill(worker, how)
        assert logs(server, told)
        assert comes_true(lambda: len(server.workers) == 2 and not set(server.workers) & set(before))
    assert house.leaks() == {}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGSEGV])
def test_a_server_that_is_ended_leaves_nothing(house, how):
    """In the middle of a call, in good order or not."""
    with busy(house) as server:
        server.stop(how)
    assert house.leaks() == {}


def test_workers_that_cannot_start_leave_nothing(house):
    """gunicorn gives up, with requests of a caller at hand."""
    with busy(house, fails="starting") as server:
        (house.folder / "var" / FAILS).touch()
        os.kill(server.workers[0], signal.SIGKILL)
        with begin(server):
            assert server.process.wait(20) == Arbiter.WORKER_BOOT_ERROR
    assert "failed to boot" in server.log.read_text()
    assert house.leaks() == {}
