"""The caller's side of a queue: the document for who waits, again and again, until something ends it.

How it can end, and what is told then, is from docs/voice/twiml/enqueue; who takes callers out of it is a callee.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .audio import Audio
from .callee import Callee, Taking
from .client import Ask, Client, resolve
from .faults import Code, Trouble
from .identity import Identity
from .leg import End, Leg
from .office import Office, told
from .readers import Place
from .switchboard import Switchboard
from .tape import Interrupted, Tape
from .turns import HungUp, Passed, Queued, Talking, Turns
from .verbs import Dial, Enqueue

MUSIC_SECONDS = 60.0
"""A piece of Twilio's own music, for a queue without a document."""

_RESULTS = {End.LEFT: "leave", End.FAILED: "error"}


@dataclass
class _Stay:
    """One time in a queue; `seconds` is how long it has lasted, once it is over."""

    enqueue: Enqueue
    base: str
    sid: str
    since: float
    seconds: float = 0.0
    result: str = "hangup"

    def parameters(self) -> dict[str, str]:
        return {**told(self.result), "QueueSid": self.sid, "QueueTime": f"{self.seconds:.0f}"}


class Queueing:
    """Lets one caller wait in the queues of an office."""

    def __init__(
        self, office: Office, board: Switchboard, tape: Tape, identity: Identity, client: Client, audio: Audio
    ) -> None:
        self._office = office
        self._board = board
        self._tape, self._identity, self._client, self._audio = tape, identity, client, audio
        self._put_out = ""
        self.leg: Leg | None = None
        """What the caller hears now, in a queue."""

    def enqueue(self, enqueue: Enqueue, base: str) -> Turns[Mapping[str, str]]:
        """Waits, perhaps talks, and returns the parameters of the action (docs/voice/twiml/enqueue#action).

        The action of who was bridged comes after the conversation. Whoever hangs up is gone: the action is requested
        with CallStatus=completed, what it answers is not executed, and HungUp is raised.
        """
        result = self._office.next_result()
        if result is not None:
            return result
        stay = _Stay(enqueue, base, self._office.queue(enqueue.name), self._tape.clock.seconds)
        self._tape.note(f"in the queue {enqueue.name}, place {self._office.ahead + 1}")
        try:
            yield from self._stays(stay)
        except HungUp:
            self._tells(stay)
            raise
        return stay.parameters()

    def put_out(self, result: str) -> Interrupted:
        """What to throw into who waits, so that it ends with this QueueResult ("missing": without any)."""
        self._put_out = result
        return Interrupted()

    def _stays(self, stay: _Stay) -> Turns[None]:
        self._board.joins(stay.enqueue.name)
        end = None
        try:
            end = yield from self._waits(stay)
        except Interrupted:
            self._tape.coming.clear()
        finally:
            stay.seconds = self._tape.clock.seconds - stay.since
            self._board.leaves()
            self.leg = None
        if end is End.HUNG_UP:
            raise HungUp
        callee = self._board.taken_by
        if end is None and callee and callee.taking:
            yield from self._is_taken(stay, callee, callee.taking)
        else:
            stay.result = _RESULTS[end] if end else self._put_out

    def _waits(self, stay: _Stay) -> Turns[End]:
        """The document for who waits is requested again whenever it has ended."""
        enqueue = stay.enqueue
        while enqueue.wait_url is None:
            yield from self._turn(enqueue)
            self._tape.passes(MUSIC_SECONDS, "music")
        while True:
            start = self._tape.clock.seconds
            leg = self._hears("wait")
            asked = Ask(resolve(stay.base, enqueue.wait_url), enqueue.wait_method, self._place(stay))
            end = yield from leg.run(asked)
            if end is not End.RAN_OUT:
                return end
            if not leg.has_asked:
                if self._tape.clock.seconds == start:
                    raise Trouble(Code.ENDLESS, "nobody hears anything of it, and it is requested again", asked.url)
                yield from self._turn(enqueue)

    def _turn(self, enqueue: Enqueue) -> Turns[None]:
        """Keys do nothing where none is asked for."""
        while (yield Queued(enqueue.name)) is not Passed.SILENCE:
            pass

    def _is_taken(self, stay: _Stay, callee: Callee, taking: Taking) -> Turns[None]:
        """Hears what comes before the conversation, and talks; a fault in that document is the end of it."""
        bridged = advisor_hangs_up = False
        try:
            if (yield from self._is_told(stay, callee, taking)):
                stay.result, bridged = "bridged", True
                yield from self._talks(callee, taking.dial)
                advisor_hangs_up = True
            else:
                stay.result = "error"
        finally:
            self._board.releases(advisor_hangs_up=advisor_hangs_up, was_bridged=bridged)

    def _is_told(self, stay: _Stay, callee: Callee, taking: Taking) -> Turns[bool]:
        """docs/voice/twiml/queue#url; DequeingCallSid is how Twilio spells it."""
        queue = taking.queue
        if queue.url is None:
            return True
        parameters = {**stay.parameters(), "DequeingCallSid": callee.order.sid}
        del parameters["QueueResult"]
        end = yield from self._hears("bridge").run(Ask(resolve(taking.base, queue.url), queue.method, parameters))
        return end is End.RAN_OUT

    def _talks(self, callee: Callee, dial: Dial) -> Turns[None]:
        while (yield Talking(callee.order.to)) is not Passed.ADVISOR_HUNG_UP:
            pass
        self._tape.passes(min(callee.outcome.seconds, dial.time_limit), "conversation")

    def _hears(self, place: Place) -> Leg:
        parts = self._client, self._audio, self._tape, self._identity
        self.leg = Leg(*parts, place=place, status="in-progress")
        return self.leg

    def _place(self, stay: _Stay) -> dict[str, str]:
        """docs/voice/twiml/enqueue#waiturl."""
        return {
            "QueueSid": stay.sid,
            "QueueTime": f"{self._tape.clock.seconds - stay.since:.0f}",
            "AvgQueueTime": f"{self._office.average_wait:.0f}",
            "QueuePosition": str(self._office.ahead + 1),
            "CurrentQueueSize": str(self._office.ahead + 1),
            "MaxQueueSize": str(self._office.most),
        }

    def _tells(self, stay: _Stay) -> None:
        enqueue = stay.enqueue
        if enqueue.action is None:
            return
        ask = Ask(resolve(stay.base, enqueue.action), enqueue.method, stay.parameters())
        try:
            self._client.document(ask, self._identity.parameters("completed"))
        except Trouble as trouble:
            self._client.faults.append(trouble.at(ask.url))
