"""How Twilio can tell what became of ringing the advisors: every result that is walked, and which outcome each is.

A result without a status, with one that is not known, or with DialBridged=false is no conversation; hangupOnStar gives
`completed` too (docs/voice/twiml/dial#action). Whoever had picked up is told by DialCallDuration, in seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ivr.simulator import OUTCOMES
from ivr.steps import Outcome

SID: Final = "CA" + "1" * 32
"""The CallSid of who was dialled."""

STAR: Final = "star"
"""The result of the caller's own key *, while it rings."""


@dataclass(frozen=True)
class Result:
    """The parameters of a request that follows ringing, and which of the four outcomes it tells."""

    parameters: Mapping[str, str]
    outcome: Outcome


def _told(outcome: Outcome, **parameters: str) -> Result:
    return Result({"DialCallSid": SID, **parameters}, outcome)


def _simulated(name: str) -> Result:
    """As the simulator tells it; where nobody talks, nobody is reached."""
    one = OUTCOMES[name]
    talked = Outcome.DROPPED if name == "dropped" else Outcome.CONVERSATION
    return Result(one.result(SID), talked if one.bridged else Outcome.NOBODY)


RESULTS: Final[Mapping[str, Result]] = {
    **{name: _simulated(name) for name, one in OUTCOMES.items() if not one.rings and one.presses},
    "not-accepted": _told(Outcome.NOBODY, DialCallStatus="completed", DialBridged="false", DialCallDuration="12"),
    STAR: _told(Outcome.BACK, DialCallStatus="completed", DialBridged="false", DialCallDuration="0"),
    "star-alone": _told(Outcome.BACK, DialCallStatus="completed", DialBridged="false"),
    "answered-status": _told(Outcome.CONVERSATION, DialCallStatus="answered", DialBridged="true"),
    "completed-alone": _told(Outcome.CONVERSATION, DialCallStatus="completed"),
    "answered-unbridged": _told(Outcome.NOBODY, DialCallStatus="answered", DialBridged="false"),
    "no-answer-alone": _told(Outcome.NOBODY, DialCallStatus="no-answer"),
    "unknown": _told(Outcome.NOBODY, DialCallStatus="unknown", DialBridged="false"),
    "unknown-bridged": _told(Outcome.NOBODY, DialCallStatus="unknown", DialBridged="true"),
    "empty": _told(Outcome.NOBODY, DialCallStatus="", DialBridged=""),
    "nothing": Result({}, Outcome.NOBODY),
}
"""By name; `ivr call --advisor` knows those of the simulator."""
