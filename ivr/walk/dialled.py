"""How Twilio can tell what became of ringing the advisors: every result that is walked, and which are conversations.

A result without a status, with one that is not known, or with DialBridged=false is none (docs/voice/twiml/dial#action).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ivr.simulator import OUTCOMES

SID: Final = "CA" + "1" * 32
"""The CallSid of who was dialled."""


@dataclass(frozen=True)
class Result:
    """The parameters of a request that follows ringing, and whether caller and advisor have talked."""

    parameters: Mapping[str, str]
    conversation: bool


def _told(conversation: bool, **parameters: str) -> Result:
    return Result({"DialCallSid": SID, **parameters}, conversation)


RESULTS: Final[Mapping[str, Result]] = {
    **{name: Result(one.result(SID), one.bridged) for name, one in OUTCOMES.items() if not one.rings},
    "answered-status": _told(True, DialCallStatus="answered", DialBridged="true"),
    "completed-alone": _told(True, DialCallStatus="completed"),
    "answered-unbridged": _told(False, DialCallStatus="answered", DialBridged="false"),
    "no-answer-alone": _told(False, DialCallStatus="no-answer"),
    "unknown": _told(False, DialCallStatus="unknown", DialBridged="false"),
    "unknown-bridged": _told(False, DialCallStatus="unknown", DialBridged="true"),
    "empty": _told(False, DialCallStatus="", DialBridged=""),
    "nothing": Result({}, conversation=False),
}
"""By name; `ivr call --advisor` knows those of the simulator."""
