"""What a request of Twilio's tells: a key, the end of a dial or of waiting in a queue, or that a caller waits."""

from collections.abc import Callable
from typing import Final

from flask import request

from ivr.script import Dialled, Event, Pressed, Waiting
from ivr.steps import Outcome
from ivr.twiml import DIALLED, QUEUED, WAITS

AT_ONCE: Final = 20
"""Seconds; a conversation that is over sooner has fallen away, and the caller is offered another."""

_TALKED: Final = ("bridged", "bridging-in-process", "redirected-from-bridged")


def event(can_ring: Callable[[], bool]) -> Event | None:
    """Tell what happened; silence tells nothing: it leads to a state by itself.

    `can_ring` finds out whether advisors can be rung for a queue.
    """
    mark = _mark()
    if mark == DIALLED:
        return Dialled(_dialled())
    if mark == QUEUED:
        return Dialled(_queued(can_ring))
    if digits := request.form.get("Digits"):
        return Pressed(digits)
    if mark == WAITS:
        return Waiting(_number("QueuePosition") or 1, _number("QueueTime") or 0, _number("AvgQueueTime"))
    return Dialled(_dialled()) if "DialCallStatus" in request.form else None


def is_queued() -> bool:
    """Tell whether a request follows a queue, and not a dial."""
    return _mark() == QUEUED


def _mark() -> str | None:
    """Tell which of our marks the address has; of several, the first of these."""
    marks = {pair.partition(b"=")[0].decode("latin-1") for pair in request.query_string.split(b"&")}
    return next((mark for mark in (DIALLED, QUEUED, WAITS) if mark in marks), None)


def _dialled() -> Outcome:
    """Tell what became of ringing: answered, and not merely picked up without being connected, is a conversation.

    A result without DialBridged is believed; one that says anything but true is not (docs/voice/twiml/dial). What was
    completed without a conversation was ended by the caller with *, unless somebody had picked up, and not accepted.
    """
    status, seconds = request.form.get("DialCallStatus"), _number("DialCallDuration")
    if request.form.get("DialBridged", "true").lower() == "true" and status in ("completed", "answered"):
        return Outcome.DROPPED if seconds is not None and seconds <= AT_ONCE else Outcome.CONVERSATION
    return Outcome.BACK if status == "completed" and not seconds else Outcome.NOBODY


def _queued(can_ring: Callable[[], bool]) -> Outcome:
    """Tell what became of waiting; a caller leaves by *, or is led out because nobody can be rung."""
    result = request.form.get("QueueResult")
    if result in _TALKED:
        return Outcome.CONVERSATION
    return Outcome.BACK if result == "leave" and can_ring() else Outcome.FAILED


def _number(parameter: str) -> int | None:
    """Give a whole number that was told; None for anything else, and years are not believed."""
    told = request.form.get(parameter, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
