"""One end of a call: fetches documents and executes their verbs until there is nothing left to do.

Every place where somebody can do something is a `yield`; ringing telephones are left to whoever is passed as `dial`.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import assert_never

from .audio import Audio
from .client import Ask, Client, resolve
from .document import read
from .faults import Code, Trouble
from .identity import Identity
from .readers import Place
from .tape import Tape
from .turns import Listening, Passed, Pressed, Turns
from .verbs import (
    Dial,
    Document,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Verb,
)

MOST_DOCUMENTS = 100
"""So many in a row without the caller doing anything, and the line goes round in circles."""


class End(Enum):
    """How a leg came to its end."""

    RAN_OUT = auto()
    HUNG_UP = auto()
    LEFT = auto()
    """Out of the queue."""
    FAILED = auto()


Dialling = Callable[[Dial, str], Turns[Mapping[str, str]]]
"""Rings for a <Dial> in the document at this URL, and returns the parameters for its action."""

Recording = Callable[[Record, str], Turns[Mapping[str, str] | None]]
"""Records for a <Record> in the document at this URL; gives the parameters for its action, None when nobody spoke."""

Queueing = Callable[[Enqueue, str], Turns[Mapping[str, str]]]
"""Waits in the queue of this <Enqueue>, and returns the parameters for its action; HungUp when the call is over."""


class Leg:
    """Executes documents for one end of a call. `fallback` is requested when a document cannot be had or executed."""

    def __init__(
        self,
        client: Client,
        audio: Audio,
        tape: Tape,
        identity: Identity,
        dial: Dialling | None = None,
        enqueue: Queueing | None = None,
        record: Recording | None = None,
        *,
        fallback: str | None = None,
        place: Place = "call",
        status: str = "ringing",
    ) -> None:
        self._client = client
        self._audio = audio
        self._tape = tape
        self._identity = identity
        self._dial = dial
        self._enqueue = enqueue
        self._record = record
        self._fallback = fallback
        self._place = place
        self._documents = 0
        self.status = status
        self.document: Document | None = None
        self.has_asked = False

    def somebody_acts(self) -> None:
        """Whatever documents came before this moment were not in vain."""
        self._documents = 0

    def run(self, first: Ask) -> Turns[End]:
        """Executes what `first` fetches, and all that follows from it."""
        follows: Ask | End = first
        while isinstance(follows, Ask):
            ask = follows
            try:
                self.document = self._open(ask)
                follows = yield from self._execute(self.document)
            except Trouble as trouble:
                follows = self._rescue(ask, trouble)
        return follows

    def _open(self, ask: Ask) -> Document:
        self._documents += 1
        if self._documents > MOST_DOCUMENTS:
            raise Trouble(Code.ENDLESS, f"{MOST_DOCUMENTS} documents, and nobody has had a turn")
        reply = self._client.document(ask, self._identity.parameters(self.status))
        return read(reply.response.body, reply.response.content_type, reply.url, place=self._place)

    def _rescue(self, ask: Ask, trouble: Trouble) -> Ask | End:
        """The fallback, unless it is the fallback that failed (docs/usage/security/availability-reliability)."""
        fault = trouble.at(ask.url)
        self._client.faults.append(fault)
        self._tape.note(f"fault {fault}")
        if self._fallback is None or ask.url == self._fallback or trouble.code is Code.ENDLESS:
            return End.FAILED
        return Ask(self._fallback, parameters={"ErrorCode": str(fault.code), "ErrorUrl": fault.url})

    def _execute(self, document: Document) -> Turns[Ask | End]:
        for verb in document.verbs:
            follows = yield from self._perform(verb, document.url)
            if follows is not None:
                return follows
        return End.RAN_OUT

    def _perform(self, verb: Verb, base: str) -> Turns[Ask | End | None]:
        """What follows instead of the next verb, if anything."""
        if isinstance(verb, Reject):
            return self._reject(verb)
        self.status = "in-progress"
        match verb:
            case Say() | Play() | Pause():
                self._tape.play(self._audio.sounds(verb, base))
                return None
            case Gather():
                return (yield from self._gather(verb, base))
            case Dial() | Enqueue() | Record():
                return (yield from self._hand_over(verb, base))
            case Redirect(url, method):
                return Ask(resolve(base, url), method)
            case Hangup() | Leave():
                return self._end(verb)
            case _:
                assert_never(verb)

    def _hand_over(self, verb: Dial | Enqueue | Record, base: str) -> Turns[Ask | None]:
        """To whoever was passed for it; what follows is the verb's action, or else the next verb."""
        result: Mapping[str, str] | None
        match verb:
            case Dial() if self._dial:
                result = yield from self._dial(verb, base)
            case Enqueue() if self._enqueue:
                result = yield from self._enqueue(verb, base)
            case Record() if self._record:
                result = yield from self._record(verb, base)
            case _:
                raise NotImplementedError(
                    f"<{type(verb).__name__}> is TwiML, but this stand-in does not execute it here"
                )
        if verb.action is None or result is None:
            return None
        return Ask(resolve(base, verb.action), verb.method, result)

    def _end(self, verb: Hangup | Leave) -> End:
        if isinstance(verb, Hangup):
            return End.HUNG_UP
        if self._place != "wait":
            raise Trouble(Code.SCHEMA, "<Leave> in a document that nobody hears in a queue: Twilio ignores it")
        return End.LEFT

    def _reject(self, verb: Reject) -> End:
        """Only as the very first verb is a call left unanswered; later it is a hang-up."""
        if self.status == "ringing":
            self.status = "busy" if verb.reason == "busy" else "no-answer"
        return End.HUNG_UP

    def _gather(self, gather: Gather, base: str) -> Turns[Ask | None]:
        """All recordings are fetched first: "Twilio retrieves the contents of all files before the Play begins"."""
        self.has_asked = True
        self._tape.coming.extend([sound for prompt in gather.prompts for sound in self._audio.sounds(prompt, base)])
        digits, finished_on = yield from self._keys(gather)
        if not digits and not gather.action_on_empty_result:
            return None
        parameters = {"Digits": digits, "msg": "Gather End", "FinishedOnKey": finished_on}
        return Ask(resolve(base, gather.action), gather.method, parameters)

    def _keys(self, gather: Gather) -> Turns[tuple[str, str]]:
        """The digits, and the key that finished them; both may be empty. The first key silences the prompts."""
        digits = ""
        while gather.num_digits is None or len(digits) < gather.num_digits:
            match (yield Listening(gather, digits)):
                case Passed():
                    self._tape.listen_to_end()
                    self._tape.passes(gather.timeout, "silence")
                    return digits, ""
                case Pressed(key) if "dtmf" in gather.input:
                    self._tape.coming.clear()
                    if key == gather.finish_on_key:
                        return digits, key
                    digits += key
        return digits, ""
