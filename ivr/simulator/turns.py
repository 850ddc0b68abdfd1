"""Where a call stands still, and what can happen there: the words in which a call and its documents talk.

Executing a document is a generator: it yields a standstill, and is sent what happened.
"""

from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from .outcomes import Outcome
from .verbs import Dial, Gather, Record


@dataclass(frozen=True)
class Listening:
    """At a Gather: prompts may still be spoken, and a key may be pressed at any moment."""

    gather: Gather
    digits: str = ""
    """What has been keyed so far."""

    @property
    def seconds(self) -> float:
        """How long the line waits for a key, once its prompts are done."""
        return self.gather.timeout


@dataclass(frozen=True)
class Ringing:
    """Somebody's telephone rings, and nobody has answered yet."""

    dial: Dial


@dataclass(frozen=True)
class Talking:
    """A conversation with whoever has this number (or address, or name)."""

    to: str


@dataclass(frozen=True)
class Queued:
    """In the queue of this name, and nothing is being asked."""

    name: str


@dataclass(frozen=True)
class Recording:
    """After the tone of a Record: whatever is said now is recorded."""

    record: Record


@dataclass(frozen=True)
class Ended:
    """The call is over."""


Standstill = Listening | Ringing | Talking | Queued | Recording | Ended


@dataclass(frozen=True)
class Pressed:
    """The caller pressed one key."""

    key: str


class Passed(Enum):
    """What happens without a key."""

    SILENCE = auto()
    """The caller did nothing for as long as the line waits."""
    ADVISOR_HUNG_UP = auto()


@dataclass(frozen=True)
class Decided:
    """While it rings: what becomes of it, instead of what was scripted."""

    outcome: Outcome


@dataclass(frozen=True)
class Spoke:
    """The caller said this, a WAV file, and pressed a key that ends the recording; without one, fell silent."""

    sound: bytes
    key: str = ""


Event = Pressed | Passed | Decided | Spoke


class HungUp(Exception):  # noqa: N818 - it is what a caller does, and no error
    """Thrown into what a call stands still at: the caller has put down the receiver. Whoever is told tells the line."""


T = TypeVar("T")
Turns = Generator[Standstill, Event, T]
