"""The caller's script for a <Dial>: what becomes of it, and how Twilio tells the line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What becomes of one <Dial>: `status` is sent as DialCallStatus; None sends neither status nor DialBridged.

    When `bridged`, somebody picks up (the first, or the one with this `number`), presses these keys in a whisper, and
    talks for so many seconds unless the whisper hangs up. `rings` makes the call stand still before all that.
    """

    status: str | None = "completed"
    bridged: bool = True
    seconds: float = 60.0
    number: str | None = None
    presses: str = "1"
    rings: bool = False

    def result(self, sid: str) -> dict[str, str]:
        """The parameters for the action of <Dial> (docs/voice/twiml/dial#action); `sid` is the dialled call's.

        The duration is that of the dialled call: of one that nobody picked up, 0.
        """
        told = {"DialCallStatus": self.status, "DialBridged": str(self.bridged).lower()} if self.status else {}
        return {"DialCallSid": sid, "DialCallDuration": f"{self.seconds:.0f}", **told}


OUTCOMES = {
    "answered": Outcome(),
    "dropped": Outcome(seconds=10),
    "not-accepted": Outcome(presses=""),
    "busy": Outcome("busy", bridged=False, seconds=0),
    "no-answer": Outcome("no-answer", bridged=False, seconds=0),
    "failed": Outcome("failed", bridged=False, seconds=0),
    "canceled": Outcome("canceled", bridged=False, seconds=0),
    "completed-unbridged": Outcome("completed", bridged=False, seconds=5),
    "missing": Outcome(None, bridged=False, seconds=0),
    "ringing": Outcome("no-answer", bridged=False, seconds=0, rings=True),
}


def named(outcome: str | Outcome) -> Outcome:
    """The outcome of this name. Raises ValueError when there is none."""
    if isinstance(outcome, Outcome):
        return outcome
    if outcome not in OUTCOMES:
        raise ValueError(f"{outcome!r} is none of {', '.join(OUTCOMES)}")
    return OUTCOMES[outcome]
