"""What a request of Twilio's tells: a key, the end of a dial or of waiting in a queue, or that a caller waits."""

from collections.abc import Callable
from typing import Final

from ivr.marks import DIALLED, QUEUED, WAITS
from ivr.script import Dialled, Event, Pressed, Waiting
from ivr.steps import Outcome
from ivr.web.webhook import Webhook

AT_ONCE: Final = 20
"""Seconds; a conversation that is over sooner has fallen away, and the caller is offered another."""

_TALKED: Final = ("bridged", "bridging-in-process", "redirected-from-bridged")


def event(asked: Webhook, can_ring: Callable[[], bool]) -> Event | None:
    """Tell what happened; silence tells nothing: it leads to a state by itself.

    `can_ring` finds out whether advisors can be rung for a queue.
    """
    mark = _mark(asked)
    if mark == DIALLED:
        return Dialled(_dialled(asked))
    if mark == QUEUED:
        return Dialled(_queued(asked, can_ring))
    if digits := asked.parameters.get("Digits"):
        return Pressed(digits)
    if mark == WAITS:
        place, waited = _number(asked, "QueuePosition") or 1, _number(asked, "QueueTime") or 0
        return Waiting(place, waited, _number(asked, "AvgQueueTime"))
    return Dialled(_dialled(asked)) if "DialCallStatus" in asked.parameters else None


def is_queued(asked: Webhook) -> bool:
    """Tell whether a request follows a queue, and not a dial."""
    return _mark(asked) == QUEUED


def _mark(asked: Webhook) -> str | None:
    """Tell which of our marks the address has; of several, the first of these."""
    if not asked.query:
        return None
    marks = {pair.partition("=")[0] for pair in asked.query.split("&")}
    return next((mark for mark in (DIALLED, QUEUED, WAITS) if mark in marks), None)


def _dialled(asked: Webhook) -> Outcome:
    """Tell what became of ringing: answered, and not merely picked up without being connected, is a conversation.

    A result without DialBridged is believed; one that says anything but true is not (docs/voice/twiml/dial). What was
    completed without a conversation was ended by the caller with *, unless somebody had picked up, and not accepted.
    """
    status, seconds = asked.parameters.get("DialCallStatus"), _number(asked, "DialCallDuration")
    if asked.parameters.get("DialBridged", "true").lower() == "true" and status in ("completed", "answered"):
        return Outcome.DROPPED if seconds is not None and seconds <= AT_ONCE else Outcome.CONVERSATION
    return Outcome.BACK if status == "completed" and not seconds else Outcome.NOBODY


def _queued(asked: Webhook, can_ring: Callable[[], bool]) -> Outcome:
    """Tell what became of waiting; a caller leaves by *, or is led out because nobody can be rung."""
    result = asked.parameters.get("QueueResult")
    if result in _TALKED:
        return Outcome.CONVERSATION
    return Outcome.BACK if result == "leave" and can_ring() else Outcome.FAILED


def _number(asked: Webhook, parameter: str) -> int | None:
    """Give a whole number that was told; None for anything else, and years are not believed."""
    told = asked.parameters.get(parameter, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
