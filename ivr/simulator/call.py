"""One call, in the caller's words: hear, press, wait, hang up. What came of it is its record.

Time is virtual: it passes by listening and waiting, never by pressing. What happens between two of the caller's acts
is executed by the leg.
"""

from .client import Ask
from .faults import Trouble
from .outcomes import Outcome, named
from .record import Parts, Record
from .speech import Heard, heard_in
from .tape import Interrupted
from .turns import (
    Decided,
    Ended,
    Event,
    HungUp,
    Listening,
    Passed,
    Pressed,
    Recording,
    Ringing,
    Spoke,
    Standstill,
    Talking,
)

PATIENCE_SECONDS = 3.0
"""A line that waits shorter than this for a key does not seem to ask anything."""

KEYS = "0123456789*#"


class Call(Record):
    """A call to a line. Made by `Simulator.call`; it has been answered, or has already ended."""

    def __init__(self, urls: tuple[str, str | None], parts: Parts) -> None:
        super().__init__(parts)
        voice, self._status_url = urls
        self._queueing = parts.queueing
        self._board = parts.board
        self._recorder = parts.recorder
        self._since = 0
        self._at: Standstill = Ended()
        self._turns = parts.leg.run(Ask(voice))
        self._go_on(None)

    def hears(self, words: str) -> bool:
        """Listens until these words have been said, or to the end of what is being said now.

        Looks at everything since the caller last pressed a key or began to wait; words are whole, may run on over
        several prompts, and case and white space do not count. Raises ValueError when there are no words.
        """
        while not heard_in(self._tape.heard[self._since :], words):
            if not self._listens_on():
                return False
        return True

    def listens(self, most: int | None = None) -> list[Heard]:
        """Listens to the end of what is being said now, or no longer than to so many texts.

        Gives everything since the last key or wait.
        """
        while (most is None or len(self._tape.heard) - self._since < most) and self._listens_on():
            pass
        return self._tape.heard[self._since :]

    def presses(self, keys: str) -> None:
        """Presses these keys one after another; what is being said stops at the first.

        Raises ValueError for what is no key, RuntimeError when the call has ended.
        """
        for key in keys:
            if key not in KEYS:
                raise ValueError(f"a telephone has no key {key!r}")
            self._must_be_on()
            self._tape.note(key, "key")
            self._act(Pressed(key))

    def waits(self) -> None:
        """Does nothing until the line has waited in vain and asks again, somebody answers or rings, or the call ends.

        A wait shorter than PATIENCE_SECONDS does not count as being asked, except in a queue. There the caller may be
        taken out while listening, and then waits no longer. In a conversation nothing changes.
        """
        queue = self.queued_in
        while self.queued_in == queue and self._listens_on():
            pass
        self._tape.note("waits")
        if self.queued_in != queue:
            return
        self._act(Passed.SILENCE)
        while isinstance(self._at, Listening) and self._at.seconds < PATIENCE_SECONDS and not self.queued_in:
            self._go_on(Passed.SILENCE)

    def hangs_up(self) -> None:
        """The caller puts down the receiver; no action is requested any more, but that of a queue."""
        if not self.ended:
            self._tape.note("hangs up")
            self._go_on(HungUp())

    def records(self, sound: bytes, key: str = "#") -> None:
        """Says this, a WAV file, after the tone, and presses a key that ends the recording; "" falls silent instead.

        With "hangup" the caller puts down the receiver meanwhile. Raises RuntimeError when nothing is being recorded,
        ValueError for a key that does not end it.
        """
        match self._at:
            case Recording(record) if key == "hangup" or not key or key in record.finish_on_key:
                self._tape.note("speaks")
            case Recording(record):
                raise ValueError(f"{key!r} does not end this recording, but one of {record.finish_on_key}")
            case _:
                raise RuntimeError("nothing is being recorded")
        if key == "hangup":
            self._recorder.hangs_up_while_saying(sound)
            self.hangs_up()
        else:
            self._act(Spoke(sound, key))

    def is_put_out(self, result: str) -> None:
        """Something else takes the caller out of the queue, and this is the QueueResult; "missing" sends none.

        Raises RuntimeError when the caller is in no queue.
        """
        if not self.queued_in:
            raise RuntimeError("the caller is in no queue")
        self._tape.note(f"is put out of the queue: {result}")
        self._act(self._queueing.put_out(result))

    def advisor_hangs_up(self) -> None:
        """Ends the conversation on the other side. Raises RuntimeError when there is none."""
        if self.connected_to is None:
            raise RuntimeError("the caller is not talking with anybody")
        self._tape.note("advisor hangs up")
        self._act(Passed.ADVISOR_HUNG_UP)

    def advisors_do(self, outcome: str | Outcome) -> None:
        """Decides what becomes of the telephones that ring now, by name or in detail.

        Raises RuntimeError when none is ringing, ValueError for an outcome without such a name.
        """
        match self._at:
            case Ringing():
                self._act(Decided(named(outcome)))
            case _ if self._board.ringing:
                self._board.decides(named(outcome))
            case _:
                raise RuntimeError("no telephone is ringing")

    @property
    def connected_to(self) -> str | None:
        """The number of who the caller is talking with."""
        return self._at.to if isinstance(self._at, Talking) else None

    @property
    def queued_in(self) -> str | None:
        """The name of the queue in which the caller is waiting."""
        return self._board.waits_in

    @property
    def ringing(self) -> list[str]:
        """Whose telephones ring at the line's own order, while the caller waits or does something else."""
        return [callee.order.to for callee in self._board.ringing]

    @property
    def is_recorded(self) -> bool:
        """Whether what the caller says now is recorded."""
        return isinstance(self._at, Recording)

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return isinstance(self._at, Ended)

    @property
    def waiting_for(self) -> Standstill:
        """What the call stands still at."""
        return self._at

    def _listens_on(self) -> bool:
        """Listens to the next of what is coming, or as much of it as is said; False when nothing is."""
        try:
            return self._tape.listen_on()
        except Interrupted as interrupted:
            self._go_on(interrupted)
            return True

    def _act(self, event: Event | Interrupted) -> None:
        self._since = len(self._tape.heard)
        self._leg.somebody_acts()
        if not self.ended:
            self._go_on(event)

    def _go_on(self, event: Event | Interrupted | HungUp | None) -> None:
        before = self._at
        try:
            match event:
                case None:
                    self._at = next(self._turns)
                case Interrupted() | HungUp():
                    self._at = self._turns.throw(event)
                case _:
                    self._at = self._turns.send(event)
            self._board.rings(self.seconds)
        except (StopIteration, HungUp):
            self._end()
        if isinstance(self._at, Talking) and self._at != before:
            self._tape.note(self._at.to, "answer")

    def _end(self) -> None:
        """The status callback: "same params plus CallDuration"; its answer is ignored, but not its failing."""
        self._at = Ended()
        self._tape.note("ended")
        self._tell_status()
        self._board.afterwards()

    def _tell_status(self) -> None:
        if self._status_url is None:
            return
        rejected = self._leg.status in ("busy", "no-answer")
        standard = self._identity.parameters(self._leg.status if rejected else "completed")
        try:
            self._client.document(Ask(self._status_url, parameters={"CallDuration": f"{self.seconds:.0f}"}), standard)
        except Trouble as trouble:
            self._client.faults.append(trouble.at(self._status_url))

    def _must_be_on(self) -> None:
        if self.ended:
            raise RuntimeError("the call has ended")
