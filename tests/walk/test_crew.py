"""Walking in several processes proves the same as walking alone."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.walk.conftest import PLAIN, hourly

IN_PROCESSES = """
# Any menu counts as large, and nobody can walk alone.
import sys
from ivr.cli import main
sys.modules["ivr.cli.walk"].LARGE = 0
sys.modules["ivr.walk.crew"].Alone = None
main(["walk", *sys.argv[1:]])
"""


AT_TEN = """
# It is a Monday, at ten in the morning in Amsterdam.
import sys
from datetime import UTC, datetime
from ivr.cli import main
class Standing(datetime):
    now = classmethod(lambda _, zone: datetime(2026, 5, 4, 8, tzinfo=UTC))
sys.modules["ivr.cli.walk"].datetime = Standing
"""
ALONE = AT_TEN + 'main(["walk", *sys.argv[1:]])'
TOGETHER = AT_TEN + IN_PROCESSES


@pytest.fixture
def walked(tmp_path):
    """Run `ivr walk --json` on a menu, any warning being an error; in processes, or alone."""

    def walked(start, menus):
        environment = {**os.environ, "IVR_STATE": str(tmp_path)}
        command = [sys.executable, "-W", "error", "-c", start, str(menus), "--prompts", "none", "--json"]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return walked


def test_a_large_menu_is_walked_in_processes(walked):
    """Every figure, document and remark is the same, though who meets what first may not be."""
    assert walked(TOGETHER, PLAIN) == walked(ALONE, PLAIN)


def test_every_process_goes_by_the_clock_that_is_set(walked, tmp_path):
    """A menu with hours is walked at every moment in each of them."""
    menus = tmp_path / "menus.yml"
    menus.write_text(hourly("9:00-17:00"))
    together, alone = walked(TOGETHER, menus), walked(ALONE, menus)
    assert [one["at"][:16] for one in alone["moments"]] == ["2026-05-04T10:00", "2026-05-04T17:00"]
    assert together == alone
