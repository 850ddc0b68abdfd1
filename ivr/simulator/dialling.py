"""Advisors' telephones: who is rung by a <Dial>, what becomes of it by the caller's script, and the whisper before it.

What the line does with the result is in its own documents, which the leg goes on executing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .audio import Audio
from .client import Ask, Client, resolve
from .identity import Identity, new_sid
from .leg import End, Leg
from .outcomes import Outcome, named
from .speech import Heard
from .tape import Tape
from .turns import Decided, Passed, Pressed, Ringing, Talking, Turns
from .verbs import Dial, Noun, Queue

PICK_UP_SECONDS = 5.0
"""How long it takes until somebody answers, or the network says why not."""

EXTRA_RING_SECONDS = 5.0
"""Twilio adds about five seconds to the time-out (docs/voice/twiml/dial#timeout)."""


@dataclass(frozen=True)
class Dialled:
    """Whose telephones rang, which number they showed, and when (seconds since the call was answered)."""

    numbers: tuple[str, ...]
    caller_id: str
    at: float


class Dialler:
    """Rings by a script of outcomes, one for each <Dial>; the last one goes for all that follow.

    Raises ValueError for an empty script, and for an outcome without such a name.
    """

    def __init__(
        self, script: Sequence[str | Outcome], tape: Tape, identity: Identity, client: Client, audio: Audio
    ) -> None:
        if not script:
            raise ValueError("a script needs at least one outcome")
        self._script = [named(entry) for entry in script]
        self._tape = tape
        self._identity = identity
        self._client = client
        self._audio = audio
        self.dialled: list[Dialled] = []
        self.whispered: list[Heard] = []

    def dial(self, dial: Dial, base: str) -> Turns[Mapping[str, str]]:
        """Rings, lets them talk, and returns the parameters of the action (docs/voice/twiml/dial#action)."""
        shown = dial.caller_id or self._identity.caller
        outcome = self._begin(dial, shown)
        sid = new_sid()
        if outcome.rings:
            outcome = yield from self._ring(dial, outcome)
        else:
            self._tape.passes(_ring_seconds(dial, outcome), "ringing")
        if outcome.bridged:
            noun = _who_answers(dial, outcome)
            callee = Identity(self._identity.account, shown, noun.to, "outbound-dial", self._identity.sid, sid)
            picked_up = self._tape.clock.seconds
            if self._lets_in(noun, base, callee, outcome.presses):
                yield from self._talk(dial, noun, outcome)
            else:
                outcome = replace(outcome, bridged=False, seconds=self._tape.clock.seconds - picked_up)
        return outcome.result(sid)

    def _begin(self, dial: Dial, shown: str) -> Outcome:
        outcome = self._script[min(len(self.dialled), len(self._script) - 1)]
        numbers = tuple(noun.to for noun in dial.nouns)
        self.dialled.append(Dialled(numbers, shown, self._tape.clock.seconds))
        self._tape.note(f"rings {', '.join(numbers)}, showing {shown}")
        return outcome

    def _ring(self, dial: Dial, outcome: Outcome) -> Turns[Outcome]:
        """Until somebody decides, or the caller has waited, or ended it: hangupOnStar gives completed."""
        while True:
            match (yield Ringing(dial)):
                case Pressed("*") if dial.hangup_on_star:
                    return replace(outcome, status="completed", bridged=False, seconds=0)
                case Decided(decided):
                    outcome = decided
                    break
                case Passed():
                    break
        self._tape.passes(_ring_seconds(dial, outcome), "ringing")
        return outcome

    def _lets_in(self, noun: Noun, base: str, callee: Identity, presses: str) -> bool:
        """Runs the whisper on the side of who picked up; whoever hangs up there does not get the caller."""
        if isinstance(noun, Queue) or noun.url is None:
            return True
        tape = Tape(self._tape.clock, heard=self.whispered)
        leg = Leg(self._client, self._audio, tape, callee, self.dial, place="whisper")
        turns = leg.run(Ask(resolve(base, noun.url), noun.method))
        keys, start = iter(presses), self._tape.clock.seconds
        try:
            next(turns)
            while True:
                tape.listen_to_end()
                key = next(keys, None)
                turns.send(Pressed(key) if key else Passed.SILENCE)
        except StopIteration as stop:
            self._tape.has_passed(start, "ringing")
            return stop.value is End.RAN_OUT

    def _talk(self, dial: Dial, noun: Noun, outcome: Outcome) -> Turns[None]:
        while True:
            match (yield Talking(noun.to)):
                case Pressed("*") if dial.hangup_on_star:
                    break
                case Passed.ADVISOR_HUNG_UP:
                    break
        self._tape.passes(min(outcome.seconds, dial.time_limit), "conversation")


def _ring_seconds(dial: Dial, outcome: Outcome) -> float:
    if outcome.status != "no-answer":
        return PICK_UP_SECONDS
    turns = len(dial.nouns) if dial.sequential else 1
    return turns * (dial.timeout + EXTRA_RING_SECONDS)


def _who_answers(dial: Dial, outcome: Outcome) -> Noun:
    for noun in dial.nouns:
        if outcome.number in (None, noun.to):
            return noun
    raise ValueError(f"the script lets {outcome.number} answer, but this <Dial> does not ring it")
