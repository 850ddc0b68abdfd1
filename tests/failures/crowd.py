"""Callers who keep calling a real server, one call after another, and complain of whatever is not as it should be."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from ivr.simulator import HTTP, Call, Code, Outcome, Request, Response, Simulator
from tests.conftest import ADVISOR, TOKEN
from tests.failures.menus import offered

CALLERS: Final = 4
THINKS: Final = 0.1
"""Seconds before a caller presses the next key."""

TIRES: Final = 3
"""How often a caller who asked for an advisor waits: from the fallback, who is not answered comes to the opening."""

_UNKNOWN: Final = Outcome("unheard-of", bridged=False, seconds=0)
_OUTCOMES: Final[Iterator[str | Outcome]] = cycle(
    ("busy", "no-answer", "failed", "canceled", "completed-unbridged", "not-accepted", "missing", _UNKNOWN)
)
"""What becomes of the first round of ringing, in one call after another."""


class Once(HTTP):
    """Brings every request over a connection of its own, so that any worker may answer."""

    def send(self, request: Request) -> Response:
        """Bring it."""
        try:
            return super().send(request)
        finally:
            self.close()


@dataclass
class Crowd:
    """What the callers of one line met with."""

    url: str
    are_cut_off: bool = False
    """Whether processes are killed: who was just being answered then gets the fallback, and nothing worse."""
    heard: list[tuple[float, str]] = field(default_factory=list)
    """When each call began (monotonic seconds), and the colour that its opening offered."""
    complaints: list[str] = field(default_factory=list)
    cut_off: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def calling(self, callers: int = CALLERS) -> Iterator["Crowd"]:
        """Keep calling while this lasts; every call is brought to its end. Half of them stay with the same worker."""
        kinds = [HTTP, Once] * (callers // 2)
        threads = [threading.Thread(target=self._keep_calling, args=(kind,)) for kind in kinds]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _keep_calling(self, kind: type[HTTP]) -> None:
        while not self._over.is_set():
            try:
                with kind() as network:
                    self._call(Simulator(network, url=self.url, token=TOKEN))
            except Exception as error:  # noqa: BLE001 - told in the test, not lost in a thread
                self.complaints.append(f"{type(error).__name__}: {error}")

    def _call(self, line: Simulator) -> None:
        """Listen, choose, go back, choose once more, and talk with an advisor."""
        begun, call = time.monotonic(), line.call(dials=[next(_OUTCOMES), "answered"])
        choice = offered(said(call))
        if choice:
            self.heard.append((begun, choice[0]))
            self._choose(call, *choice)
        self._expect(call, call.connected_to == ADVISOR, "an advisor")
        call.hangs_up()
        self._expect(call, self._is_sound(call), "documents")

    def _choose(self, call: Call, colour: str, key: str) -> None:
        for pressed, words in ((key, f"Dit gaat over {colour}."), ("*", f"Iets over {colour}:")) * 2:
            time.sleep(THINKS)
            if call.connected_to:
                return
            call.presses(pressed)
            heard, was_cut_off = said(call), self.are_cut_off and bool(call.faults)
            self._expect(call, bool(call.connected_to) or words in heard or was_cut_off, words)
            if was_cut_off:  # the fallback has helped, and may have led to the opening
                break
        time.sleep(THINKS)
        if not call.connected_to:
            call.presses("0")
        for _ in range(TIRES if self.are_cut_off else 1):
            if not call.connected_to:
                call.waits()

    def _is_sound(self, call: Call) -> bool:
        """Every answer is 200; a connection may only break off where processes are killed, and leads to help."""
        faults = [fault.code for fault in call.faults]
        self.cut_off += len(faults)
        allowed = {Code.CONNECTION, Code.PROTOCOL} if self.are_cut_off else set()
        return set(faults) <= allowed and {exchange.status for exchange in call.exchanges} <= {200, None}

    def _expect(self, call: Call, holds: bool, what: str) -> None:
        if not holds:
            self.complaints.append(f"no {what}: {call.faults}\n{call.transcript()}")


def said(call: Call) -> str:
    """What is said now, to the end."""
    return " ".join(heard.text for heard in call.listens())
