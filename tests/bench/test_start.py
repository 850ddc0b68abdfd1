"""What the server does not need to answer a caller, it does not load; and a file that has not changed costs nothing."""

import gc
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from tests.bench.figures import QUICK
from tests.bench.network import BARE
from tests.bench.process import menu, unchanged
from tests.bench.servers import gunicorn
from tests.conftest import ROOT
from tests.server import environment, running


@pytest.mark.parametrize(
    "module",
    [
        *("twilio.rest", "sqlalchemy", "requests", "prometheus_client", "ivr.simulator", "ivr.difference"),
        *("pydantic", "yaml", "phonenumbers", "twilio.twiml", "ivr.publishing", "ivr.loader", "ivr.check", "ivr.menu"),
    ],
)
def test_the_server_starts_without_what_only_others_need(tmp_path, module):
    """Twilio's REST client takes longer to import than all of the line."""
    code = f"import sys, wsgi; sys.exit({module!r} in sys.modules)"
    environ = environment(8000, tmp_path / "var", IVR_PROMPTS=str(ROOT / "prompts"))
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, timeout=60)
    assert (found.returncode, found.stderr.decode()) == (0, "")


def garbage(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Tell whether this process looks for garbage, and whether it leaves what was loaded before it out."""
    start_response("200 OK", [])
    return [f"{gc.isenabled()} {gc.get_freeze_count() > 10_000}".encode()]


def test_a_worker_clears_up_after_its_requests_though_the_start_does_not(tmp_path):
    """Looking for garbage is put off while the line is loaded, and no longer."""
    with running(tmp_path, app="tests.bench.test_start:garbage") as server:
        assert server.reaches("/") == b"True True"


def test_what_the_line_is_held_against_has_nothing_of_the_line(tmp_path):
    """Bare Flask is no measure for memory and for a start, if it loads what the line loads."""
    with gunicorn(tmp_path, BARE, workers=1, alone=True) as server:
        loaded = Path(f"/proc/{server.workers[0]}/maps").read_text()
    assert "pydantic" not in loaded


def test_an_unchanged_file_costs_next_to_nothing(tmp_path):
    """Less than two microseconds of a request, the look once a second included."""
    assert min(list(unchanged(tmp_path, QUICK))[1].value for _ in range(3)) < 2.0


@pytest.mark.parametrize("options", [10, 1000])
def test_the_menus_that_grow_have_so_many_options(options):
    """Each of them says something."""
    assert menu(options).count("Dit is antwoord") == options
