"""The simulator shares nothing with the line it calls: a shared reader would hide a shared fault."""

import subprocess
import sys

from tests.conftest import ROOT

PROGRAM = """
import sys
standard = set(sys.modules)
import ivr.simulator
for name in sorted(set(sys.modules) - standard):
    top = name.partition(".")[0]
    if top not in sys.stdlib_module_names and name != "ivr" and not name.startswith("ivr.simulator"):
        print(name)
print(len([name for name in sys.modules if name.startswith("ivr.simulator.")]))
"""


def test_it_needs_only_the_standard_library() -> None:
    """Importing it imports nothing else of the project, no Flask and no twilio."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(run.stdout) > 10
