"""The studio as it runs for real: under gunicorn with a password, and on a developer's machine without."""

import json
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT
from tests.server import environment, free_port, running
from tests.studio.visitor import HASH, PASSWORD, act, basic


def fetched(url, headers, body=None):
    """Ask for something, and give the status and the answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers | {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_either_worker_goes_on_with_a_call(tmp_path):
    """Each of gunicorn's workers tells the same of a call, and neither the password nor a key is in the log."""
    with running(tmp_path, IVR_STUDIO_PASSWORD=HASH) as server:
        headers = basic(PASSWORD) | {"Origin": server.url}
        call = {"which": "live", "edition": None, "at": "2026-12-01T12:00", "acts": [act("presses", "1", 1)]}
        told = []
        for worker in server.workers:
            with server.only(worker):
                told.append(fetched(f"{server.url}/studio/call", headers, call))
                assert fetched(f"{server.url}/studio", {})[0] == 401
        assert told[0] == told[1]
        assert told[0][0] == 200
        log = server.log.read_text()
    assert PASSWORD not in log
    assert "studio" not in log


def test_a_developer_needs_no_password(tmp_path):
    """`make run` says where the studio is, and it opens there."""
    port = free_port()
    environ = environment(port, tmp_path / "var", PYTHONUNBUFFERED="1")
    command = [sys.executable, "-m", "ivr", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(3)]
        try:
            url = f"http://127.0.0.1:{port}/studio"
            assert url in lines[2]
            assert fetched(url, {})[0] == 200
            assert fetched(url, {"Host": "evil.test"})[0] == 403
        finally:
            process.terminate()


@pytest.mark.parametrize("password", ["", None])
def test_without_the_setting_there_is_no_such_page(tmp_path, password):
    """A line without the setting starts as it did, and has no such page."""
    environ = environment(
        free_port(), tmp_path / "var", **({} if password is None else {"IVR_STUDIO_PASSWORD": password})
    )
    code = "import wsgi; print(wsgi.app.test_client().get('/studio').status_code)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "404"
