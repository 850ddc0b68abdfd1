"""The studio of a line of its own, and a visitor with the password."""

import base64
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from ivr.settings import Settings
from ivr.studio import create_app
from tests.conftest import NUMBERS, ROOT, TOKEN, URL

PASSWORD = "een heel lang wachtwoord"
HASH = generate_password_hash(PASSWORD, "pbkdf2:sha256:1000")


def basic(password: str, user: str = "") -> dict[str, str]:
    """What a browser sends for whoever typed this."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def act(name: str, detail: str = "", heard: int = 200) -> dict[str, object]:
    """Something that is done in a call, after listening to so many texts."""
    return {"name": name, "detail": detail, "heard": heard}


@dataclass
class Visitor:
    """Somebody who has the password, and whose page goes on with one call."""

    client: FlaskClient
    which: str = "draft"
    edition: str | None = None
    at: str | None = None

    def gets(self, path: str) -> TestResponse:
        """Fetch something."""
        return self.client.get(path, base_url=URL, headers=basic(PASSWORD))

    def posts(self, path: str, body: object, **headers: str) -> TestResponse:
        """Ask for something from the page itself, unless the headers say otherwise."""
        return self.client.post(path, json=body, base_url=URL, headers=basic(PASSWORD) | {"Origin": URL} | headers)

    def asks(self, acts: Sequence[object], path: str = "/studio/call") -> TestResponse:
        """Go on with the call."""
        body = {"which": self.which, "edition": self.edition, "at": self.at, "acts": list(acts)}
        return self.posts(path, body)

    def calls(self, *acts: object) -> dict[str, Any]:
        """Call with these acts, and give what the page is told."""
        answer = self.asks(acts)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.get_json()
        self.edition, self.at = told["edition"], told["at"]
        return told


@pytest.fixture
def menus(tmp_path) -> Path:
    """A copy of the shipped menu, to be changed."""
    return Path(shutil.copy(ROOT / "menus.yml", tmp_path / "menus.yml"))


@pytest.fixture
def studio_settings(menus, tmp_path) -> Settings:
    """Settings for the copy, with a password."""
    settings = Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", state=tmp_path / "var", numbers=NUMBERS)
    return replace(settings, studio_password=HASH)


@pytest.fixture
def visitor(studio_settings) -> Visitor:
    """Somebody in the studio."""
    return Visitor(create_app(studio_settings).test_client())
