"""Servers to be measured, each in processes of its own, on a port of this machine."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.webhooks import ACCOUNT
from tests.conftest import ROOT, URL
from tests.server import APP, command, environment, free_port

PROCESSORS = sorted(os.sched_getaffinity(0))
SERVING, ASKING = {PROCESSORS[0]}, {PROCESSORS[-1]}
"""A server and who asks it get a processor each where there are two, so that neither takes time of the other's."""

PEERS = ROOT / ".venv-bench/bin/python"
NODE = ROOT / "tests/node"


class MissingError(Exception):
    """Something that is needed for a figure is not on this machine; says what."""


@dataclass(frozen=True)
class Server:
    """One that answers, and the processes that do."""

    port: int
    process: subprocess.Popen[bytes]
    first_answer: float
    """Seconds from the command to the first answer."""

    @property
    def workers(self) -> list[int]:
        """The processes that answer; a server without any answers itself."""
        master = self.process.pid
        found = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [int(pid) for pid in found] or [master]

    @property
    def edition(self) -> str:
        """The edition that a line serves."""
        told = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).read()
        found = re.search(rb'"edition":\s*"(\w+)"', told)
        assert found, told
        return found[1].decode()


@contextmanager
def on(processors: set[int]) -> Iterator[None]:
    """Run on these processors; what is started meanwhile stays there."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def started(arguments: Sequence[str], port: int, environ: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Start a server, and give it as soon as it answers."""
    begun = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(arguments, cwd=ROOT, env=environ, stdout=out, stderr=subprocess.STDOUT)
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - begun > 30:
                raise AssertionError(f"{arguments[0]} does not answer: {log.read_text()[-500:]}")
            time.sleep(0.002)
        yield Server(port, process, time.perf_counter() - begun)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answers(port: int) -> bool:
    try:
        return bool(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).read())
    except OSError:
        return False


@contextmanager
def gunicorn(folder: Path, app: str = APP, workers: int = 2, *, alone: bool = False) -> Iterator[Server]:
    """Serve the line, or another application, by the Procfile's own command and settings.

    One that is served alone goes without gunicorn.conf.py, since that imports the line; it is preloaded all the same.
    """
    port = free_port()
    more = {"IVR_PUBLIC_URL": URL, "TWILIO_ACCOUNT_SID": ACCOUNT, "WEB_CONCURRENCY": str(workers)}
    environ = environment(port, folder / "var", **more)
    arguments = command(port, app)
    if alone:
        arguments[arguments.index("gunicorn.conf.py")] = os.devnull
        arguments += ["--preload", "--no-control-socket"]
    with started(arguments, port, environ, folder / "log") as server:
        while len(server.workers) < workers:
            time.sleep(0.01)
        yield server


@contextmanager
def fastapi(folder: Path) -> Iterator[Server]:
    """Serve the same work on FastAPI and uvicorn; raises MissingError where they are not installed."""
    if not PEERS.exists():
        raise MissingError("FastAPI is not installed: make bench")
    port = free_port()
    arguments = [str(PEERS), "-m", "uvicorn", "--port", str(port), "--log-level", "error"]
    with started([*arguments, "tests.bench.peers.fast:app"], port, dict(os.environ), folder / "log") as server:
        yield server


@contextmanager
def express(folder: Path) -> Iterator[Server]:
    """Serve the same work on Express and Twilio's library for Node; raises MissingError where that is not there."""
    node = shutil.which("node")
    if not node:
        raise MissingError("node is not installed (apt-get install nodejs)")
    if not (NODE / "node_modules/express").is_dir():
        raise MissingError("express is not installed: npm ci --prefix tests/node --ignore-scripts")
    port = free_port()
    with started([node, str(NODE / "express.js"), str(port)], port, dict(os.environ), folder / "log") as server:
        yield server
