"""Calls the line with the simulator as callers do, to see on a virtual clock that the figures are true."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ivr.simulator import Call, Request, Response, Simulator
from ivr.simulator.transport import Transport
from ivr.walk.explorer import Explorer, Number
from ivr.walk.naming import names_112, until_advisor

RECORDINGS: Final = "recordings"
DOCUMENTS: Final = "documents"
"""What can fail."""

MOST_WAITS: Final = 20
"""Nobody waits more often than this for an advisor."""


@dataclass(frozen=True)
class Failing:
    """A network on which some requests fail."""

    network: Transport
    fails: Callable[[Request], bool]

    def send(self, request: Request) -> Response:
        """The line's answer, or an error in its place."""
        return Response(500, {}, b"") if self.fails(request) else self.network.send(request)


def measured(explorer: Explorer, task: tuple[datetime, Sequence[str]]) -> Mapping[str, float | None]:
    """The figures of calls that were made at a moment, with these wrong keys: None for what did not happen in them."""
    explorer.clock.shows, wrong_keys = task
    return {**_silent(explorer), **_wrong(explorer, wrong_keys)}


def rescued(explorer: Explorer, moment: datetime) -> Mapping[str, bool]:
    """Whether a caller still gets an advisor while something fails, by what fails."""
    explorer.clock.shows = moment
    failures: dict[str, Callable[[Request], bool]] = {
        RECORDINGS: lambda request: request.method == "GET",
        DOCUMENTS: lambda request: request.method == "POST" and "/voice/fallback" not in request.url,
    }
    return {what: _connects(_line(explorer, fails)) for what, fails in failures.items()}


def _line(explorer: Explorer, fails: Callable[[Request], bool] = lambda _: False) -> Simulator:
    number: Number = explorer.number
    network = Failing(explorer.network, fails)
    return Simulator(network, url=number.url, token=number.token, called=number.called, texts=number.texts)


def _connects(line: Simulator) -> bool:
    """Whether a caller who does nothing talks with an advisor who answers the second time."""
    call = line.call(dials=["no-answer", "answered"])
    _wait(call, lambda: call.connected_to is not None)
    return call.connected_to is not None


def _silent(explorer: Explorer) -> Mapping[str, float | None]:
    call = _line(explorer).call()
    opening = call.listens()
    words = next(filter(None, (names_112(heard.text) for heard in opening)), None)
    choice = until_advisor(opening)
    return {
        "to_112": call.heard_at(words) if words else None,
        "to_advisor_key": choice[1] if choice else None,
        "opening": opening[-1].end if opening else None,
        "silent": _rings_at(call),
    }


def _wrong(explorer: Explorer, keys: Sequence[str]) -> Mapping[str, float | None]:
    call = _line(explorer).call()
    for key in keys:
        call.listens()
        if not call.ended and not call.dialled:
            call.presses(key)
    return {"wrong": _rings_at(call)}


def _rings_at(call: Call) -> float | None:
    """Wait until telephones ring, and say when they did."""
    _wait(call, lambda: bool(call.dialled))
    return call.dialled[0].at if call.dialled else None


def _wait(call: Call, done: Callable[[], bool]) -> None:
    for _ in range(MOST_WAITS):
        if call.ended or done():
            return
        call.waits()
