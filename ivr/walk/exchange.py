"""Stands in for Twilio's API while a line is walked: it rings nobody, and tells who walks whom it would have rung."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ivr.steps import Summon

RUNG: Final = "x-rung"
"""The header that says in an answer whose telephones ring since it was asked for."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Telephones that the application had rung: whose, for how long, what they show, and the address for who picks up.

    As the application asked for it.
    """

    numbers: tuple[str, ...]
    seconds: int
    shows: str
    url: str

    @classmethod
    def read(cls, header: str) -> Self | None:
        """Read it off an answer's header; None when nobody was rung."""
        if not header:
            return None
        told: dict[str, Any] = json.loads(header)
        return cls(tuple(told["numbers"]), told["seconds"], told["shows"], told["url"])


class Exchange:
    """The API of an application that is walked: it works, or it fails, as whoever walks has set it."""

    def __init__(self) -> None:
        self.is_working = True
        self._rung: list[Rung] = []

    def rings(self, summon: Summon, url: str) -> bool:
        """Take note of these telephones."""
        if self.is_working:
            self._rung.append(Rung(summon.numbers, summon.seconds, summon.caller_id, url))
        return self.is_working

    def works(self) -> bool:
        """Whether it does."""
        return self.is_working

    def around(self, app: WSGIApplication) -> WSGIApplication:
        """The application, whose answers tell in a header who was rung last."""

        def answers(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            self._rung.clear()

            def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
                return start(status, [*headers, *((RUNG, json.dumps(asdict(one))) for one in self._rung[-1:])], *more)

            return app(environ, begin)

        return answers
