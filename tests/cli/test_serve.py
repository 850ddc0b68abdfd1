"""`make run` and, in a second terminal, `make call`."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.conftest import ROOT
from tests.server import free_port


@pytest.fixture
def environment(tmp_path):
    """An environment with nothing set but where the state goes."""
    return {"PATH": os.environ["PATH"], "IVR_STATE": str(tmp_path / "var"), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def server(environment):
    """The development server, until the test is over."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ivr", "serve", "--port", str(port)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    lines = [process.stdout.readline(), process.stdout.readline()]
    yield process, port, lines
    process.kill()
    process.stdout.close()
    process.wait()


def ivr(environment, *arguments):
    """Run a command as in a second terminal."""
    command = [sys.executable, "-m", "ivr", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_run_and_call_need_no_settings(server, environment):
    """A newcomer types two commands and hears the line, over real HTTP, signed with a token that nobody typed."""
    _, port, lines = server
    assert f"http://127.0.0.1:{port}" in lines[0]
    done = ivr(environment, "call", "2", "4")
    assert done.returncode == 0, done.stderr
    assert f"Calling http://127.0.0.1:{port}" in done.stdout
    assert "Dat nummer is gratis" in done.stdout
    assert "(talks with +31101234568)" in done.stdout


def test_the_token_is_for_its_owner_only(server, environment):
    """Nobody else on the machine can read it, and nothing else is written."""
    folder = environment["IVR_STATE"]
    assert sorted(os.listdir(folder)) == ["development.json", "editions"]
    path = os.path.join(folder, "development.json")
    assert os.stat(path).st_mode & 0o777 == 0o600
    with open(path) as file:
        assert set(json.load(file)) == {"url", "token", "api"}


def test_it_does_not_tell_of_which_version_it_is(server):
    """A scanner on the same network learns nothing that it could use."""
    _, port, _ = server
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
        assert answer.headers["Server"] == "ivr"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing_behind(server, environment, stop):
    """After Ctrl-C or a kill, a call is made without a server again."""
    process, _, _ = server
    process.send_signal(stop)
    assert process.wait(10) == 0
    assert os.listdir(environment["IVR_STATE"]) == ["editions"]
    assert "no server is running" in ivr(environment, "call", "1").stdout


def test_a_server_that_was_killed_does_not_stop_a_call(server, environment):
    """What a killed server left behind is not believed."""
    process, _, _ = server
    process.kill()
    process.wait()
    time.sleep(0.1)
    assert "no server is running" in ivr(environment, "call", "1").stdout


def test_a_port_that_is_taken_is_told_in_one_line(server, environment):
    """A second server on the same port says what is wrong and what to do."""
    _, port, _ = server
    done = ivr(environment, "serve", "--port", str(port))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(port) in done.stderr
