"""Twilio's API as Twilio's own OpenAPI specification describes it, acted by Prism; both come with `npm ci`."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.conftest import ROOT
from tests.server import free_port

MODULES: Final = ROOT / "tests/node/node_modules"
PRISM: Final = MODULES / ".bin/prism"
SPECIFICATION: Final = MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
NODE: Final = 20
PATIENCE: Final = 60
"""Seconds that it may take to read the specification."""


def missing() -> str | None:
    """What is not on this machine."""
    if not shutil.which("node"):
        return "node is not installed"
    version = subprocess.run(["node", "--version"], capture_output=True, check=False, text=True).stdout  # noqa: S607
    if int(version.removeprefix("v").partition(".")[0] or 0) < NODE:
        return f"node is {version.strip()}, and Prism needs {NODE}"
    absent = [path.name for path in (PRISM, SPECIFICATION) if not path.exists()]
    return f"{' and '.join(absent)} not installed: npm ci --prefix tests/node --ignore-scripts" if absent else None


def parameters(path: str) -> dict[str, Any]:
    """Give what the specification says of the form of a POST, by name."""
    operation = json.loads(SPECIFICATION.read_text())["paths"][path]["post"]
    content = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]
    return dict(content["schema"]["properties"])


@contextmanager
def prism(log: Path) -> Iterator[str]:
    """Run it while the `with` lasts; gives the address."""
    port = free_port()
    command = ["node", str(PRISM), "mock", "--host", "127.0.0.1", "--port", str(port), str(SPECIFICATION)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            _wait(process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while b"Prism is listening" not in log.read_bytes():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)
