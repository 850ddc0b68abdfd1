"""A visitor of the studio with the password, who asks for what its pages ask for."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from tests.conftest import URL

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

    def sends(self, path: str, sound: bytes, kind: str = "audio/wav", **headers: str) -> TestResponse:
        """Send a sound from the page."""
        given = basic(PASSWORD) | {"Origin": URL, "Content-Type": kind} | headers
        return self.client.post(path, data=sound, base_url=URL, headers=given)

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
