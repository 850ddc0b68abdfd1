"""What came of a call: who heard what and when, whom it rang, what was asked for, and what was wrong with it."""

from dataclasses import dataclass

from .client import Client, Exchange
from .dialling import Dialled, Dialler
from .faults import Fault
from .identity import Identity
from .leg import Leg
from .queueing import Queueing
from .recording import Recorder
from .speech import Heard, heard_when
from .switchboard import Switchboard
from .tape import Entry, Tape
from .verbs import Document


@dataclass(frozen=True)
class Parts:
    """What a call is made of."""

    identity: Identity
    client: Client
    leg: Leg
    dialler: Dialler
    queueing: Queueing
    recorder: Recorder
    board: Switchboard
    tape: Tape


class Record:
    """The record of a call, as far as it has come."""

    def __init__(self, parts: Parts) -> None:
        self._identity = parts.identity
        self._client = parts.client
        self._leg = parts.leg
        self._tape = parts.tape
        self._parts = parts

    @property
    def seconds(self) -> float:
        """Virtual time since the call was answered."""
        return self._tape.clock.seconds

    @property
    def heard(self) -> list[Heard]:
        """Everything the caller listened to, from the start."""
        return list(self._tape.heard)

    def heard_at(self, words: str) -> float | None:
        """When these words had been said for the first time, in seconds; None when they were not listened to.

        Counted in proportion to the letters of their prompt; a recording has a quarter of a second of silence at each
        end.
        """
        return heard_when(self._tape.heard, words)

    @property
    def tape(self) -> list[Entry]:
        """Everything that was heard, passed and done, in order of time; together it lasts `seconds`."""
        return self._tape.in_order()

    def transcript(self) -> str:
        """What was heard and done, a line each: when, for how many seconds, and what."""
        return self._tape.transcript()

    @property
    def sid(self) -> str:
        """The CallSid."""
        return self._identity.sid

    @property
    def document(self) -> Document | None:
        """The document being executed, or the last one."""
        return (self._parts.queueing.leg or self._leg).document

    @property
    def dialled(self) -> list[Dialled]:
        """Whose telephones rang, in order of time."""
        return sorted([*self._parts.dialler.dialled, *self._parts.board.dialled], key=lambda dialled: dialled.at)

    @property
    def whispered(self) -> list[Heard]:
        """What those who picked up heard before they were connected."""
        return sorted([*self._parts.dialler.whispered, *self._parts.board.whispered], key=lambda heard: heard.start)

    @property
    def faults(self) -> list[Fault]:
        """Everything that Twilio would have reported."""
        return list(self._client.faults)

    @property
    def exchanges(self) -> list[Exchange]:
        """Every request made for this call, and its answer."""
        return list(self._client.exchanges)
