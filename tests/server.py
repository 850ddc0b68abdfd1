"""A line as it runs for real: gunicorn, started by the Procfile's own command, on a port of this machine."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import NUMBERS, ROOT, TOKEN

APP = "wsgi:app"


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(port: int, state: Path, **more: str) -> dict[str, str]:
    """Make the environment of a server on this port, that keeps its editions in this folder."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    url, folder = f"http://127.0.0.1:{port}", str(state)
    settings = {"IVR_PUBLIC_URL": url, "TWILIO_AUTH_TOKEN": TOKEN, "PORT": str(port), "IVR_STATE": folder}
    return {"PATH": path, "HOME": os.environ.get("HOME", "/"), "WEB_CONCURRENCY": "2"} | settings | NUMBERS | more


def command(port: int, app: str = APP) -> list[str]:
    """Give the Procfile's own command, to serve the line or an application of a test."""
    web = re.search(r"^web: (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    assert web
    return shlex.split(web[1].replace("$PORT", str(port)).replace(APP, app))


@dataclass
class Server:
    """A running gunicorn, and the file that holds every byte it wrote."""

    url: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def reaches(self, path: str, tries: int = 100) -> bytes:
        """Fetch a page, as soon as the server answers."""
        for _ in range(tries):
            try:
                return bytes(urllib.request.urlopen(self.url + path, timeout=5).read())  # noqa: S310
            except (ConnectionError, urllib.error.URLError):
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    @property
    def workers(self) -> list[int]:
        """The processes that answer, the oldest first."""
        master = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Let none of the workers answer but this one."""
        others = [pid for pid in self.workers if pid != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        while not all(map(_is_stopped, others)):
            time.sleep(0.001)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it, and give what it ends with."""
        self.process.send_signal(how)
        return self.process.wait(30)


def _is_stopped(pid: int) -> bool:
    """Whether every thread of a process stands still; it takes a moment until all have noticed."""
    stats = Path(f"/proc/{pid}/task").glob("*/stat")
    return all(stat.read_text().rpartition(") ")[2].startswith("T") for stat in stats)


@contextmanager
def running(
    folder: Path, *, port: int | None = None, before: Sequence[str] = (), app: str = APP, **more: str
) -> Iterator[Server]:
    """Run gunicorn as a platform would, with its log and its state in a folder, until the test is over.

    `before` is what starts it in other surroundings, and becomes it.
    """
    port, log = port or free_port(), folder / "log"
    environ = environment(port, folder / "var", **more)
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*before, *command(port, app)], cwd=ROOT, env=environ, stdout=out, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", port, process, log)
    try:
        server.reaches("/healthz")
        while len(server.workers) < int(environ["WEB_CONCURRENCY"]) and process.poll() is None:
            time.sleep(0.02)
        yield server
    finally:
        if process.poll() is None:
            server.stop()
