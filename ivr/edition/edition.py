"""An edition: one published version of the line, with everything that its callers can hear."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from ivr.problems import Problem
from ivr.recording import Recording, Rejected
from ivr.script import Dialled, Event, Script
from ivr.steps import Outcome


class Edition(Struct, frozen=True):
    """One published version: its script, and the document of each of its states."""

    id: str
    script: Script
    documents: Mapping[str, bytes]
    recordings: Mapping[str, Recording]
    """The recordings that its documents play, by their public name."""
    tone: Recording
    """The ringing tone of a queue."""

    def recording(self, name: str) -> Recording | None:
        """Give what it plays under this public name: a recording, or the ringing tone."""
        if found := self.recordings.get(name):
            return found
        return self.tone if name == self.tone.public_name else None

    def address(self, state: str) -> str:
        """Give the path at which Twilio finds a state."""
        return address(self.id, state)


def address(edition: str, state: str) -> str:
    """Give the path at which Twilio finds a state of an edition."""
    return f"/voice/{edition}/{state}"


class Fallback(Struct, frozen=True):
    """What a caller gets when all else has failed: 112 is named and the advisors ring (docs/usage/security).

    Spoken by the computer voice only, so that it needs no recording, no disk and no edition.
    """

    first: bytes
    after_conversation: bytes
    dropped: bytes
    otherwise: bytes

    def document(self, event: Event | None = None) -> bytes:
        """Give the document to begin with, or the one after the advisors have been rung."""
        match event:
            case Dialled(Outcome.CONVERSATION):
                return self.after_conversation
            case Dialled(Outcome.DROPPED):
                return self.dropped
            case Dialled():
                return self.otherwise
            case _:
                return self.first


class Fault(Struct, frozen=True):
    """Why menus.yml is not what serves, and since when."""

    problems: tuple[Problem, ...]
    since: datetime


class Publication(Struct, frozen=True):
    """What the line serves, and whether that is what the operator wrote."""

    edition: Edition
    fallback: Fallback
    menu: bytes = b""
    """The menu file that it was made of; of the built-in line, nothing."""
    fault: Fault | None = None
    rejected: tuple[Rejected, ...] = ()
    """Files that were found among the recordings and are not played."""
    unreachable: tuple[str, ...] = ()
    """Why the built-in line would ring nobody, or rings nobody now."""
    zone: ZoneInfo = ZoneInfo("UTC")
    """By whose clock a day begins."""
    numbers: tuple[str, ...] = ()
    """The settings in which telephone numbers were looked up for it."""
    unkept: str = ""
    """Why the disk did not keep it for later; callers get it all the same."""
