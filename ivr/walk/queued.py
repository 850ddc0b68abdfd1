"""How Twilio can tell of a queue: at which place somebody waits, for how long, and what became of waiting.

Every place that a menu can tell apart is asked, one more, and what Twilio does not say or nobody knows
(docs/voice/twiml/enqueue).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ivr.fields import MOST_PLACES
from ivr.script import ROUND, Waiting
from ivr.steps import Outcome
from ivr.walk.dialled import RESULTS, Result

FIRST: Final = "place-1"
"""What is told of whoever is first, and has just come."""

LEAVE: Final = "leave"
"""The result of a caller who leaves: by *, or because nobody can be rung."""

SID: Final = "QU" + "1" * 32

_MINUTES: Final = (*range(1, 12), 15, 20, 30, 45, 60, 90, 99, 100)
"""Waits that are asked; a menu tells them apart by whole minutes, up to 99."""


@dataclass(frozen=True)
class Told:
    """The parameters of a request for what is heard in a queue, and what they say."""

    parameters: Mapping[str, str]
    event: Waiting


def _waits(place: int, waited: int = 0, average: int | None = None) -> Told:
    known = {} if average is None else {"AvgQueueTime": str(average)}
    told = {"QueueSid": SID, "QueuePosition": str(place), "QueueTime": str(waited), **known}
    return Told(told, Waiting(place, waited, average))


WAITS: Final[Mapping[str, Told]] = {
    FIRST: _waits(1, 0, 60),
    "place-1-later": _waits(1, ROUND, 600),
    "place-unknown": Told({"QueueSid": SID, "QueuePosition": "?", "QueueTime": "?", "AvgQueueTime": "?"}, Waiting()),
    "place-missing": Told({}, Waiting()),
    **{f"place-{place}": _waits(place, 0, 60) for place in range(2, MOST_PLACES + 2)},
    "place-1000": _waits(1000, 2 * ROUND),
    **{f"minutes-{minutes}": _waits(2, ROUND, ROUND + minutes * 60) for minutes in _MINUTES},
    "minutes-unknown": _waits(2, ROUND),
    "minutes-over": _waits(3, ROUND, ROUND),
}
"""By name."""

RUNG_FOR: Final = tuple(name for name, told in WAITS.items() if told.event.place == 1)
"""Of whom this is told, telephones ring: who is first, and of whom nothing is known."""


def _became(outcome: Outcome, result: str | None) -> Result:
    return Result({"QueueSid": SID, "QueueTime": "60", **({"QueueResult": result} if result else {})}, outcome)


QUEUE_RESULTS: Final[Mapping[str, Result]] = {
    "answered": _became(Outcome.CONVERSATION, "bridged"),
    "bridging-in-process": _became(Outcome.CONVERSATION, "bridging-in-process"),
    "redirected-from-bridged": _became(Outcome.CONVERSATION, "redirected-from-bridged"),
    LEAVE: _became(Outcome.BACK, "leave"),
    **{
        name: _became(Outcome.FAILED, name)
        for name in ("redirected", "error", "hangup", "queue-full", "system-error", "queue-unknown")
    },
    "queue-missing": _became(Outcome.FAILED, None),
    "queue-nothing": Result({}, Outcome.FAILED),
}
"""By name; `answered` is what `ivr call` calls a conversation. Who leaves while the API fails has not gone back."""


def outcome(name: str, *, works: bool) -> Outcome:
    """What became of waiting; `works` tells whether Twilio's API does."""
    told = QUEUE_RESULTS[name].outcome
    return Outcome.FAILED if told is Outcome.BACK and not works else told


def outcome_of(event: str) -> Outcome | None:
    """The outcome that an event tells, or the event behind an entry's name; None for a key, or nothing."""
    name = event.rpartition(" ")[2]
    result = RESULTS.get(name) or QUEUE_RESULTS.get(name)
    return result.outcome if result else None
