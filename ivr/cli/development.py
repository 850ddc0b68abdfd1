"""What a developer's machine has in place of a Twilio account: a token made on the spot, and invented telephones.

`ivr serve` writes down where it listens and with which token, for its owner alone; `ivr call` finds it there.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ivr.rehearsal import numbers
from ivr.settings import Settings, state_folder
from ivr.simulator import ACCOUNT

NOWHERE = "http://127.0.0.1:9"
"""Where nobody listens (the discard port): a queue then connects without its help."""


@dataclass(frozen=True)
class Connection:
    """Where a development server listens, and the token it believes."""

    url: str
    token: str = field(repr=False)
    api: str = ""
    """Where it looks for Twilio's API: `ivr call` stands in for it, for as long as it calls."""


def settings(environment: Mapping[str, str], url: str, menus: Path, prompts: Path, api: str = NOWHERE) -> Settings:
    """Make settings that need nothing from anybody: an own token, and a number for each `${NAME}` that is not set.

    `api` is where a stand-in for Twilio's API listens; the real one is never asked.
    """
    state = state_folder(environment)
    return Settings(
        public_url=url,
        tokens=(secrets.token_hex(16),),
        account=ACCOUNT,
        api_url=api,
        menus=menus,
        prompts=prompts,
        state=state,
        numbers=numbers(menus, environment),
    )


@contextmanager
def announced(connection: Connection, state: Path) -> Iterator[None]:
    """Write the connection down while the server runs."""
    path = _file(state)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(connection), file)
    try:
        yield
    finally:
        if running(state) == connection:
            path.unlink(missing_ok=True)


def running(state: Path) -> Connection | None:
    """Find the development server that was started on this machine, if any."""
    try:
        found = json.loads(_file(state).read_text())
        return Connection(found["url"], found["token"], found["api"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(state: Path) -> Path:
    return state / "development.json"
