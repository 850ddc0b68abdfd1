"""A telephone that rings because the line asked for it: picks up or not, hears its document, and may take a caller.

Its clock runs ahead to the moment of its next act; whoever keeps the time of all (the switchboard) lets it act when
that moment has come. Only what follows a prompt or a silence within one document is asked for ahead of its time.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Protocol

from .audio import Audio
from .client import Ask, Client, resolve
from .dialling import EXTRA_RING_SECONDS
from .faults import Trouble
from .identity import Identity
from .leg import Leg
from .office import HANGS_UP
from .orders import Order
from .outcomes import Outcome
from .tape import Tape
from .turns import Listening, Passed, Pressed, Queued, Standstill, Talking, Turns
from .verbs import Dial, Queue

Steps = Generator[None, None, None]
"""Each yield is a moment that others' time must have reached first."""


@dataclass(frozen=True)
class Taken:
    """A caller who has been taken out of a queue: their CallSid, None for one whom this stand-in does not play."""

    sid: str | None


@dataclass(frozen=True)
class Taking:
    """By which <Dial> and noun, in the document at which URL, a caller was taken."""

    dial: Dial
    queue: Queue
    base: str


class Hall(Protocol):
    """Where callers wait, as who takes them sees it."""

    def has_queue(self, name: str) -> bool:
        """Whether there is such a queue."""

    def takes(self, callee: "Callee", name: str) -> Taken | None:
        """Whoever waits longest in it, if anybody does."""


class Callee:
    """One call that was ordered, from `tape`'s present on. `outcome` may be decided anew as long as it rings."""

    def __init__(
        self,
        order: Order,
        outcome: Outcome,
        after: float,
        account: str,
        tape: Tape,
        client: Client,
        audio: Audio,
        hall: Hall,
    ) -> None:
        self.order = order
        self.outcome = outcome
        self.is_ringing = True
        self.is_over = False
        self.waits_for: str | None = None
        """The queue in which nobody has been found yet."""
        self.taking: Taking | None = None
        """How the caller was taken whom this one is connected with now."""
        self._identity = Identity(account, order.caller, order.to, "outbound-api", sid=order.sid)
        self._tape, self._client, self._audio, self._hall = tape, client, audio, hall
        self._after = after
        self._hangs_up = self._was_bridged = False
        self._reports = 0
        self._steps = self._life()

    @property
    def at(self) -> float:
        """When it acts next, in seconds."""
        return self._tape.clock.seconds

    def acts(self) -> None:
        """Its moment has come."""
        self.is_over = next(self._steps, self) is self

    def decides(self, outcome: Outcome, now: float) -> None:
        """While it rings: what becomes of it, in as many seconds as it takes to pick up."""
        self.outcome = outcome
        self._tape.clock.seconds = now + self._ring_seconds()

    def finds(self, now: float) -> None:
        """Somebody has come into the queue that it waits for."""
        self._tape.clock.seconds = now

    def lets_go(self, now: float, *, hangs_up: bool, was_bridged: bool) -> None:
        """The conversation is over; unless this one `hangs_up`, its <Dial> goes on."""
        self.taking = None
        self._tape.clock.seconds = now
        self._hangs_up, self._was_bridged = hangs_up, was_bridged

    def _life(self) -> Steps:
        self._report("initiated", "initiated")
        self._report("ringing", "ringing")
        self._tape.clock.seconds += self._ring_seconds()
        yield
        self.is_ringing = False
        if not self.outcome.bridged:
            self._report("completed", self.outcome.status or "", self.outcome.seconds)
            return
        begin = self.at
        self._report("answered", "in-progress")
        yield from self._hears()
        yield
        self._report("completed", "completed", self.at - begin)

    def _ring_seconds(self) -> float:
        """Nobody picks up after the time-out, whatever was decided."""
        longest = self.order.timeout + EXTRA_RING_SECONDS
        if self.outcome.rings or self.outcome.status == "no-answer" or self._after > longest:
            self.outcome = Outcome("no-answer", bridged=False, seconds=0)
            return longest
        return self._after

    def _hears(self) -> Steps:
        order, keys = self.order, iter(self.outcome.presses if self.outcome.presses != HANGS_UP else "")
        parts = self._client, self._audio, self._tape, self._identity
        turns = Leg(*parts, self._dial, fallback=order.fallback, status="in-progress").run(Ask(order.url, order.method))
        try:
            at = next(turns)
            while not self._leaves(at):
                yield
                if self._hangs_up:
                    break
                at = turns.send(_does(at, keys))
        except StopIteration:
            return
        turns.close()

    def _leaves(self, at: Standstill) -> bool:
        if isinstance(at, Listening):
            self._tape.listen_to_end()
        return isinstance(at, Listening) and self.outcome.presses == HANGS_UP

    def _dial(self, dial: Dial, base: str) -> Turns[Mapping[str, str]]:
        """Waits for somebody in the queue until the time-out (docs/voice/twiml/queue), and talks with them.

        "If the queue does not exist, Dial will post an error status": taken to be `failed`; of a queue that stays
        empty Twilio's page tells no status: taken to be `no-answer`.
        """
        if len(dial.nouns) != 1 or not isinstance(dial.nouns[0], Queue):
            raise NotImplementedError("who is called by the REST API can only <Dial> one <Queue> in this stand-in")
        queue = dial.nouns[0]
        if queue.url is not None:
            resolve(base, queue.url)
        if not self._hall.has_queue(queue.to):
            return Outcome("failed", bridged=False, seconds=0).result(self.order.sid)
        taken = yield from self._finds_somebody(dial, queue.to)
        if taken is None:
            return Outcome("no-answer", bridged=False, seconds=0).result(self.order.sid)
        begin = self.at
        if taken.sid is None:
            self._was_bridged = True
            self._tape.clock.seconds += min(self.outcome.seconds, dial.time_limit)
        else:
            self.taking = Taking(dial, queue, base)
        yield Talking(queue.to)
        return Outcome(bridged=self._was_bridged, seconds=self.at - begin).result(taken.sid or "")

    def _finds_somebody(self, dial: Dial, name: str) -> Turns[Taken | None]:
        deadline = self.at + dial.timeout + EXTRA_RING_SECONDS
        while True:
            taken = self._hall.takes(self, name)
            if taken or self.at >= deadline:
                self.waits_for = None
                return taken
            self.waits_for, self._tape.clock.seconds = name, deadline
            yield Queued(name)

    def _report(self, event: str, status: str, seconds: float | None = None) -> None:
        """The status callback, for the events that were ordered (docs/voice/api/call-resource#statuscallbackevent)."""
        url = self.order.status_callback
        if url is None or event not in self.order.status_events or not status:
            return
        told = {"Timestamp": formatdate(usegmt=True), "CallbackSource": "call-progress-events"}
        told["SequenceNumber"] = str(self._reports)
        if seconds is not None and status == "completed":
            told["CallDuration"] = f"{seconds:.0f}"
        self._reports += 1
        try:
            self._client.document(Ask(url, self.order.status_method, told), self._identity.parameters(status))
        except Trouble as trouble:
            self._client.faults.append(trouble.at(url))


def _does(at: Standstill, keys: Iterator[str]) -> Pressed | Passed:
    if not isinstance(at, Listening):
        return Passed.ADVISOR_HUNG_UP
    key = next(keys, None)
    return Pressed(key) if key else Passed.SILENCE
