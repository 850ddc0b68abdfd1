"""What can happen in a state, one thing after another; each step says where what comes of it leads."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from msgspec import Struct

from ivr.hours import Condition
from ivr.keys import Key


class Outcome(Enum):
    """What became of ringing the advisors."""

    CONVERSATION = "conversation"
    """Caller and advisor have talked."""
    DROPPED = "dropped"
    """They were connected, and the advisor's side fell away almost at once."""
    BACK = "back"
    """The caller pressed * while it rang."""
    NOBODY = "nobody"
    """Busy, no answer, failed, not accepted, and whatever is not known."""
    FAILED = "failed"
    """The queue did not work, or what became of a caller in it is not known."""


class Speak(Struct, frozen=True, tag=True):
    """Says the prompts to the end; no key is listened to."""

    prompts: tuple[str, ...]


class Ask(Struct, frozen=True, tag=True):
    """Says the prompts and listens for one key, also while speaking; silence leads to the next step."""

    prompts: tuple[str, ...]
    keys: Mapping[Key, str]
    other: str
    """Where every key leads that is not in `keys`."""
    seconds: int
    """How long silence lasts, after the last prompt, before anything happens."""
    ringing: int = 0
    """How often a ringing tone is heard behind the prompts, so that a caller who waits does not think that the line is
    dead."""

    def after(self, key: str) -> str:
        """Name the state that a key leads to; anything that is no key counts as a wrong one."""
        return self.keys.get(key, self.other)  # type: ignore[call-overload, no-any-return]


class Telephones(Struct, frozen=True):
    """Whose telephones ring: a ring group's, or that of the national number."""

    numbers: tuple[str, ...]
    seconds: int
    in_turn: bool
    """One after another, and not all at once."""
    group: int | None
    """Its place among the ring groups of the menu; None is the national number."""


class Connect(Struct, frozen=True, tag=True):
    """Rings the advisors once; how the call goes on afterwards depends on what became of it."""

    ring: Telephones
    caller_id: str
    """What the advisor's telephone shows: the line's own number, never the caller's."""
    whisper: str | None
    """The state in which who picks up is asked to accept the caller; None connects at once."""
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


class Enqueue(Struct, frozen=True, tag=True):
    """Lets the caller wait in turn; the document of `wait` is heard meanwhile, again and again."""

    queue: str
    wait: str
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


class Tell(Struct, frozen=True, tag=True):
    """Goes on in the state that tells a caller in a queue their place, or how long it may take; in turn, if known."""

    first: str
    """Where who is first goes on: telephones ring for them. So does whoever's place is not known."""
    places: tuple[str, ...]
    """By place, from the second on; the last goes for every later one."""
    waits: tuple[tuple[int | None, str], ...]
    """By how many seconds it takes at most; None is any longer wait."""

    def now(self, place: int, expected: int | None, *, turn: bool) -> str:
        """Name the state for this place; `turn` tells the expected wait, in seconds, and not the place."""
        if place <= 1:
            return self.first
        wait = next((state for most, state in self.waits if expected and (most is None or expected <= most)), None)
        return (wait if turn else None) or self.places[min(place - 2, len(self.places) - 1)]


class Summon(Struct, frozen=True, tag=True):
    """Rings advisors for whoever is first in the queue, who hears the next steps meanwhile."""

    numbers: tuple[str, ...]
    seconds: int
    caller_id: str
    """What the advisor's telephone shows: the line's own number."""
    whisper: str
    """The state in which who picks up is asked to accept the caller, or is connected at once."""
    failed: str
    """Where the caller goes on when nobody can be rung."""


class Leave(Struct, frozen=True, tag=True):
    """Takes the caller out of the queue; what brought them there says where that leads."""


class Fetch(Struct, frozen=True, tag=True):
    """On an advisor's side: connects them with whoever waits longest in the queue."""

    queue: str
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


class Go(Struct, frozen=True, tag=True):
    """Goes on in another state."""

    to: str


class Choose(Struct, frozen=True, tag=True):
    """Goes on in the first state whose condition holds at this moment; nothing is said and nothing asked."""

    ways: tuple[tuple[Condition, str], ...]
    otherwise: str

    def now(self, moment: datetime) -> str:
        """Name the state to go on in."""
        return next((state for condition, state in self.ways if condition.holds(moment)), self.otherwise)


class End(Struct, frozen=True, tag=True):
    """Hangs up."""


Step = Speak | Ask | Connect | Enqueue | Tell | Summon | Leave | Fetch | Go | Choose | End
