"""Leaves most of a worker to callers: few requests of the studio at a time, each in short turns."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from flask import Blueprint, g, request

from ivr.studio.answers import Refusal

MOST: Final = 12
"""Requests at a time in one worker; with those that wait for a password, fewer than its threads (Procfile)."""

TURN: Final = 0.0005
"""Seconds that one thread works on while others want to; Python's own 0.005 are felt in each answer to a caller."""

AT_ONCE: Final = "studio.part"
"""What pages are made of takes no time, and a browser asks for all of it together."""

BUSY: Final = "Het is hier net te druk, en bellers gaan voor. Probeer het zo nog eens."


@contextmanager
def alone(one: threading.Lock, patience: float, busy: str) -> Iterator[None]:
    """Do one of these at a time; raises Refusal with these words when the others take more seconds than that."""
    if not one.acquire(timeout=patience):
        raise Refusal(busy, HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        yield
    finally:
        one.release()


class Room:
    """What one worker has for the studio."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(MOST)
        sys.setswitchinterval(TURN)

    def enter(self) -> None:
        """Take a place for this request; raises Refusal when there is none."""
        if request.endpoint == AT_ONCE:
            return
        if not self._places.acquire(blocking=False):
            raise Refusal(BUSY, HTTPStatus.SERVICE_UNAVAILABLE)
        g.has_place = True

    def leave(self, _error: BaseException | None = None) -> None:
        """Give the place back, whatever became of the request."""
        if g.pop("has_place", False):
            self._places.release()

    def keeps(self, routes: Blueprint) -> None:
        """Have every request of these routes take a place."""
        routes.before_request(self.enter)
        routes.teardown_request(self.leave)
