"""Keeps the time of everybody at once: the caller who may be waiting, and the telephones that the line has had called.

Whenever the caller's time passes, whatever the others do until then is done first, in order of time.
"""

from collections.abc import Sequence

from .audio import Audio
from .callee import Callee, Taken
from .client import Client
from .dialling import Dialled
from .office import Office
from .outcomes import Outcome, named
from .speech import Heard
from .tape import Clock, Tape

AFTERWARDS_SECONDS = 600.0
"""How long those who were called go on after the caller has gone."""


class Switchboard:
    """For one caller, whose tape this is. `script` says what becomes of each telephone that nobody has decided about.

    The last of the script goes for all that follow.
    """

    def __init__(
        self, office: Office, script: Sequence[str | Outcome], caller: str, tape: Tape, client: Client, audio: Audio
    ) -> None:
        self._office = office
        self._script = [named(entry) for entry in script]
        self._caller = caller
        self._tape, self._client, self._audio = tape, client, audio
        self._callees: list[Callee] = []
        self.waits_in: str | None = None
        """The queue in which the caller is."""
        self.taken_by: Callee | None = None
        self.dialled: list[Dialled] = []
        self.whispered: list[Heard] = []
        tape.clock.meanwhile = self.until

    @property
    def ringing(self) -> list[Callee]:
        """Whose telephones ring now."""
        return [callee for callee in self._callees if callee.is_ringing]

    def decides(self, outcome: Outcome) -> None:
        """What becomes of all that ring now; of those, one picks up."""
        for callee in self.ringing[:1] if outcome.bridged else self.ringing:
            callee.decides(outcome, self._tape.clock.seconds)

    def joins(self, queue: str) -> None:
        """The caller is in the queue; who was waiting for somebody there finds the caller now."""
        self.waits_in, self.taken_by = queue, None
        for callee in self._callees:
            if callee.waits_for == queue:
                callee.finds(self._tape.clock.seconds)

    def leaves(self) -> None:
        """The caller is in no queue any more."""
        self.waits_in = None

    def releases(self, *, advisor_hangs_up: bool, was_bridged: bool) -> None:
        """The caller and whoever took the caller are no longer connected."""
        if self.taken_by:
            self.taken_by.lets_go(self._tape.clock.seconds, hangs_up=advisor_hangs_up, was_bridged=was_bridged)
        self.taken_by = None

    def until(self, moment: float) -> float | None:
        """Does what happens elsewhere until this moment; tells when the caller is taken out of the queue, if so."""
        self.rings(self._tape.clock.seconds)
        while callee := self._next(moment):
            self._lets_act(callee)
            self.rings(callee.at)
            if callee is self.taken_by:
                return callee.at
        return None

    def afterwards(self) -> None:
        """The caller has gone; those who were called do what they still do."""
        self.until(self._tape.clock.seconds + AFTERWARDS_SECONDS)

    def rings(self, at: float) -> None:
        """Has a telephone ring for every order that has come in.

        A line may order at once in several threads: who is ordered at the same moment goes by number.
        """
        for order in self._office.api.taken():
            advisor = self._office.advisor(order.to)
            outcome = advisor.outcome or self._script[min(len(self._callees), len(self._script) - 1)]
            tape = Tape(Clock(at), heard=self.whispered)
            parts = self._office.account, tape, self._client, self._audio, self
            self._callees.append(Callee(order, outcome, advisor.after, *parts))
            self.dialled.append(Dialled((order.to,), order.caller, at))
            self._tape.note(f"rings {order.to}, showing {order.caller}", at=at)
            self._callees[-1].acts()

    def has_queue(self, name: str) -> bool:
        """Whether anybody has ever waited in it."""
        return self._office.has_queue(name)

    def takes(self, callee: Callee, name: str) -> Taken | None:
        """Those ahead go first."""
        if self._office.ahead:
            self._office.ahead -= 1
            return Taken(None)
        if self.waits_in != name:
            return None
        self.waits_in, self.taken_by = None, callee
        return Taken(self._caller)

    def _lets_act(self, callee: Callee) -> None:
        at, rang = callee.at, callee.is_ringing
        callee.acts()
        if rang:
            what = "picks up" if callee.outcome.bridged else callee.outcome.status
            self._tape.note(f"{callee.order.to} {what}", at=at)

    def _next(self, moment: float) -> Callee | None:
        """Who acts first, no later than this; whoever talks with the caller waits for the caller."""
        free = (callee for callee in self._callees if not (callee.is_over or callee.taking) and callee.at <= moment)
        return min(free, key=lambda callee: callee.at, default=None)
