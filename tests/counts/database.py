"""A real PostgreSQL of one's own: a cluster in a temporary folder, that can be stopped and started again."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.server import free_port

PASSWORD = "geheim@woord"
NAME = "teller"


def _program(name: str) -> str:
    """Find a program of PostgreSQL's server; Debian keeps them out of the way."""
    places = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ["PATH"]]))
    if not found:
        pytest.skip(f"this machine has no PostgreSQL ({name})")
    return found


def _nobody() -> str | None:
    """As whom it runs: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass
class Database:
    """The cluster, and where it listens."""

    folder: Path
    port: int
    user: str | None

    @property
    def url(self) -> str:
        """What an administrator sets, written as some platforms do."""
        return f"postgres://{NAME}:{PASSWORD.replace('@', '%40')}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Make the cluster."""
        word = self.folder / "word"
        word.write_text(PASSWORD)
        if self.user:
            shutil.chown(self.folder, self.user)
            shutil.chown(word, self.user)
        self._run("initdb", "-U", NAME, "--auth=scram-sha-256", f"--pwfile={word}", "--no-sync", "-E", "UTF8")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-F -h 127.0.0.1 -p {self.port} -k {self.folder}"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """Break every connection off, and stop."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        data = str(self.folder / "data")
        command = [_program(program), "-D", data, *arguments]
        done = subprocess.run(command, user=self.user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def database() -> Iterator[Database]:
    """Run one for as long as this lasts."""
    _program("initdb")
    with tempfile.TemporaryDirectory(prefix="ivr-") as folder:
        found = Database(Path(folder), free_port(), _nobody())
        found.make()
        found.start()
        try:
            yield found
        finally:
            found.stop()
