"""Calls the line with the simulator as callers do, to see on a virtual clock that the figures are true."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ivr.simulator import Request, Response, Simulator
from ivr.simulator.transport import Transport
from ivr.walk.clock import Moment
from ivr.walk.exchange import RUNG
from ivr.walk.explorer import Explorer, Number
from ivr.walk.naming import names_112, until_advisor

RECORDINGS: Final = "recordings"
DOCUMENTS: Final = "documents"
"""What can fail."""

MOST_WAITS: Final = 20
"""Nobody waits more often than this for an advisor."""


@dataclass
class Network:
    """A network on which some requests fail; who calls over it learns when telephones ring for a queue."""

    network: Transport
    fails: Callable[[Request], bool]
    rings: Callable[[], None] = lambda: None

    def send(self, request: Request) -> Response:
        """The line's answer, or an error in its place."""
        if self.fails(request):
            return Response(500, {}, b"")
        answer = self.network.send(request)
        if RUNG in answer.headers:
            self.rings()
        return answer


class Caller:
    """Somebody who calls, and knows since when telephones ring."""

    def __init__(self, explorer: Explorer, fails: Callable[[Request], bool] = lambda _: False, *dials: str) -> None:
        number: Number = explorer.number
        network = Network(explorer.network, fails)
        line = Simulator(network, url=number.url, token=number.token, called=number.called, texts=number.texts)
        self.call = line.call(dials=dials or ("answered",))
        self._rung_at: float | None = None
        network.rings = self._rings

    @property
    def rung_at(self) -> float | None:
        """When telephones began to ring: rung by the call itself, or for a queue."""
        return self.call.dialled[0].at if self.call.dialled else self._rung_at

    @property
    def is_done(self) -> bool:
        """Whether telephones ring, or the call is over."""
        return self.call.ended or self.rung_at is not None

    @property
    def is_helped(self) -> bool:
        """Whether the caller talks with somebody, or waits in a queue while telephones ring."""
        return self.call.connected_to is not None or (self._rung_at is not None and self.call.queued_in is not None)

    def presses(self, key: str) -> None:
        """Press a key after all has been said."""
        self.call.listens()
        if not self.is_done:
            self.call.presses(key)

    def waits(self, done: Callable[[], bool]) -> None:
        """Do nothing until it is done, or the call is over."""
        for _ in range(MOST_WAITS):
            if self.call.ended or done():
                return
            self.call.waits()

    def _rings(self) -> None:
        self._rung_at = self.call.seconds if self._rung_at is None else self._rung_at


def measured(explorer: Explorer, task: tuple[Moment, Sequence[str]]) -> Mapping[str, float | None]:
    """The figures of calls that were made at a moment, with these wrong keys: None for what did not happen in them."""
    moment, wrong_keys = task
    explorer.clock.turns_to(moment)
    return {**_silent(explorer), **_wrong(explorer, wrong_keys)}


def rescued(explorer: Explorer, moment: Moment) -> Mapping[str, bool]:
    """Whether a caller still gets an advisor while something fails, by what fails."""
    explorer.clock.turns_to(moment)
    failures: dict[str, Callable[[Request], bool]] = {
        RECORDINGS: lambda request: request.method == "GET",
        DOCUMENTS: lambda request: request.method == "POST" and "/voice/fallback" not in request.url,
    }
    return {what: _connects(explorer, fails) for what, fails in failures.items()}


def _connects(explorer: Explorer, fails: Callable[[Request], bool]) -> bool:
    """Whether a caller who does nothing talks with an advisor who answers the second time, or is first in a queue."""
    caller = Caller(explorer, fails, "no-answer", "answered")
    caller.waits(lambda: caller.is_helped)
    return caller.is_helped


def _silent(explorer: Explorer) -> Mapping[str, float | None]:
    caller = Caller(explorer)
    opening = caller.call.listens()
    words = next(filter(None, (names_112(heard.text) for heard in opening)), None)
    choice = until_advisor(opening)
    caller.waits(lambda: caller.is_done)
    return {
        "to_112": caller.call.heard_at(words) if words else None,
        "to_advisor_key": choice[1] if choice else None,
        "opening": opening[-1].end if opening else None,
        "silent": caller.rung_at,
    }


def _wrong(explorer: Explorer, keys: Sequence[str]) -> Mapping[str, float | None]:
    caller = Caller(explorer)
    for key in keys:
        caller.presses(key)
    caller.waits(lambda: caller.is_done)
    return {"wrong": caller.rung_at}
