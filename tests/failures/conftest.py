"""A menu file, its recordings and the state of a line, for servers that are started, harmed and started again."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ivr.simulator import Simulator
from tests.conftest import TOKEN
from tests.failures import menus
from tests.failures.crowd import Once
from tests.server import Server, free_port, running


@dataclass
class Office:
    """Where a line is kept; its server always has the same address."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def menus(self) -> Path:
        """The operator's file."""
        return self.folder / "menus.yml"

    def serves(self, **more: Any) -> AbstractContextManager[Server]:
        """Start gunicorn."""
        paths = {"IVR_MENUS": str(self.menus), "IVR_PROMPTS": str(self.folder / "prompts")}
        return running(self.folder, port=self.port, **(paths | more))

    def save(self, text: str) -> None:
        """Save the menu."""
        menus.save(self.menus, text)

    @property
    def log(self) -> list[str]:
        """Every line that was logged."""
        return (self.folder / "log").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def office(tmp_path) -> Office:
    """A line with a red menu."""
    found = Office(tmp_path)
    found.save(menus.menu("rood"))
    return found


@pytest.fixture
def caller() -> Callable[[Server], Simulator]:
    """Somebody who calls a server; any worker may answer each request."""
    return lambda server: Simulator(Once(), url=server.url, token=TOKEN)


NOTICED = 4.0
"""Seconds; within these every new caller gets what was saved, also on a machine that does much else."""


def ready(server: Server) -> dict[str, Any]:
    """What operations read."""
    found = json.loads(server.reaches("/readyz"))
    assert isinstance(found, dict)
    return found


def comes_true(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    """Whether it is so within this time; it is looked at once at least."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def noticed(server: Server) -> Iterator[None]:
    """What is done meanwhile shows at every worker, in each request that begins some seconds later or sooner."""
    before = ready(server)
    yield
    until = time.monotonic() + NOTICED
    for worker in server.workers:
        with server.only(worker):
            assert comes_true(lambda: ready(server) != before, until - time.monotonic()), worker
