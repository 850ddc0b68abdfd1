"""What a test decides about the other side: who is ahead in the queue, what advisors do, and how the REST API fares.

    with Office(account=ACCOUNT, token=TOKEN) as office:
        line = Simulator(WSGI(app_that_calls(office.url)), url=URL, token=TOKEN, office=office)
        office.advisor("+31201234567").accepts(after=12)

An office that is not opened by a `with` has no REST API; its queues work all the same.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from .api import Api, Failure
from .dialling import PICK_UP_SECONDS
from .orders import Refused
from .outcomes import OUTCOMES, Outcome, named

ACCOUNT = "AC" + "0" * 32

HANGS_UP = "hangs up"
"""Stands among the outcomes for the keys of who hears the document and puts down the receiver."""

_NO_RESULT = "missing"


@dataclass
class Advisor:
    """One telephone that the REST API may ring. Until something is decided, the call's own script goes for it."""

    number: str
    outcome: Outcome | None = None
    after: float = PICK_UP_SECONDS
    """When it is picked up, or the network says why not: seconds after it was ordered."""

    def accepts(self, *, after: float = PICK_UP_SECONDS, talks: float = 60) -> None:
        """Picks up, presses 1, and talks for so many seconds."""
        self.does(replace(OUTCOMES["answered"], seconds=talks), after=after)

    def drops(self, *, after: float = PICK_UP_SECONDS) -> None:
        """Accepts, and falls away after ten seconds."""
        self.does("dropped", after=after)

    def declines(self, *, after: float = PICK_UP_SECONDS) -> None:
        """Picks up, hears what is asked, and hangs up."""
        self.does(Outcome(presses=HANGS_UP), after=after)

    def does_not_accept(self, *, after: float = PICK_UP_SECONDS) -> None:
        """Picks up and presses nothing: a voicemail."""
        self.does("not-accepted", after=after)

    def is_busy(self, *, after: float = PICK_UP_SECONDS) -> None:
        """Is on the telephone already."""
        self.does("busy", after=after)

    def does_not_answer(self) -> None:
        """Lets it ring."""
        self.does("no-answer")

    def does(self, outcome: str | Outcome, *, after: float = PICK_UP_SECONDS) -> None:
        """Any outcome, by name or in detail."""
        self.outcome, self.after = named(outcome), after


class Office:
    """The account that a line's calls are in. `ahead` others wait before every caller, `average_wait` in seconds.

    The REST API listens on this port of 127.0.0.1; 0 chooses one that is free.
    """

    def __init__(
        self,
        *,
        account: str = ACCOUNT,
        token: str = "",
        ahead: int = 0,
        average_wait: float = 0,
        most: int = 1000,
        port: int = 0,
    ) -> None:
        self.account = account
        self.ahead = ahead
        self.average_wait = average_wait
        self.most = most
        self.api = Api(account, token, port)
        self._advisors: dict[str, Advisor] = {}
        self._queues: dict[str, str] = {}
        self._results: list[str] = []

    def advisor(self, number: str) -> Advisor:
        """Who has this number."""
        return self._advisors.setdefault(number, Advisor(number))

    def gives(self, *results: str) -> None:
        """The next <Enqueue> ends at once with this QueueResult, the one after it with the second, and so on.

        Any word is sent as it is; "missing" sends none.
        """
        self._results += results

    def api_fails(self, failure: Failure) -> None:
        """From now on the REST API answers 500 ("error") or 429 ("busy"), "refuses" connections, or is "silent".

        When it is "late" it is silent too, but the telephone rings.
        """
        self.api.fails(failure)

    def api_works(self) -> None:
        """The REST API is itself again."""
        self.api.fails(None)

    @property
    def url(self) -> str:
        """Where the REST API is, instead of https://api.twilio.com."""
        return self.api.url

    @property
    def refused(self) -> list[Refused]:
        """What the REST API has answered instead of ringing somebody."""
        return list(self.api.refused)

    def has_queue(self, name: str) -> bool:
        """Whether anybody has ever waited in the queue of this name."""
        return name in self._queues

    def queue(self, name: str) -> str:
        """The QueueSid of the queue of this name, which is made when it is first used."""
        return self._queues.setdefault(name, f"QU{uuid.uuid4().hex}")

    def next_result(self) -> Mapping[str, str] | None:
        """What the next <Enqueue> is told at once; a caller that was never queued has neither QueueSid nor a time."""
        if not self._results and self.ahead < self.most:
            return None
        return told(self._results.pop(0) if self._results else "queue-full")

    def __enter__(self) -> Self:
        self.api.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.api.close()


def told(result: str) -> dict[str, str]:
    """The QueueResult as a parameter."""
    return {} if result == _NO_RESULT else {"QueueResult": result}
