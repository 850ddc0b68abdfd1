"""Walking in several processes proves the same as walking alone."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

IN_PROCESSES = """
# Any menu counts as large, and nobody can walk alone.
import sys
from ivr.cli import main
sys.modules["ivr.cli.walk"].LARGE = 0
sys.modules["ivr.walk.crew"].Alone = None
main(["walk", *sys.argv[1:]])
"""


@pytest.fixture
def walked(tmp_path):
    """Run `ivr walk --json` on a small menu, any warning being an error; in processes, or alone."""

    def walked(*start):
        environment = {**os.environ, "IVR_STATE": str(tmp_path)}
        command = [sys.executable, "-W", "error", *start, "tests/menus/good/plain.yml", "--prompts", "none", "--json"]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return walked


def test_a_large_menu_is_walked_in_processes(walked):
    """Every figure, document and remark is the same, though who meets what first may not be."""
    assert walked("-c", IN_PROCESSES) == walked("-m", "ivr", "walk")
