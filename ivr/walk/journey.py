"""A way for a caller to get somewhere: where they came in, what they did, and what became of ringing."""

from dataclasses import dataclass, field, replace
from typing import Final

from ivr.keys import BACK, NEXT
from ivr.simulator import OUTCOMES, PATIENCE_SECONDS
from ivr.walk.dialled import STAR
from ivr.walk.graph import ANSWER, OPENING, WAIT, Place
from ivr.walk.queued import FIRST, LEAVE, WAITS

SPELLED: Final[dict[str, str]] = {BACK: "ster", NEXT: "hekje"}
"""As in menus.yml; a shell takes * and # for its own."""

STILL_RINGING: Final = "ringing"
"""What advisors do in `ivr call` while the caller presses *."""

SILENT: Final = "not-accepted"
"""What `ivr call` calls somebody who picks up and does nothing."""

UNANSWERED: Final = "no-answer"
"""What advisors do in `ivr call` whom the caller waits for in a queue, and goes on waiting."""


@dataclass(frozen=True, slots=True)
class Journey:
    """From where somebody came in: keys and waits in order, and what became of each time that telephones rang."""

    entry: str = OPENING
    keys: tuple[str, ...] = ()
    dials: tuple[str, ...] = ()
    is_hasty: bool = False
    """Whether a key is pressed in a moment that `ivr call` waits over."""
    picks_up: tuple[str, ...] | None = None
    """What somebody does who picks up then; None while nobody does."""
    waits: tuple[str, ...] = ()
    """What is told of waiting in a queue (`queued`), where the caller is not simply the first."""
    queued_at: str = field(default="", compare=False)
    """The place from which the caller came into the queue; empty when in none."""

    def and_then(self, event: str, at: Place | None = None) -> "Journey":
        """This journey, and then this: a key, silence, a result of ringing, somebody who picks up, or nothing.

        `at` is where the journey stands, when it is not waiting there already.
        """
        is_act = event == WAIT or event in SPELLED or event.isdigit()
        if not event:
            return self
        if event.startswith(f"{ANSWER} "):
            return replace(self, picks_up=())
        if self.picks_up is not None:
            return replace(self, picks_up=(*self.picks_up, event))
        if event in WAITS:
            return self if event == FIRST else replace(self, waits=(*self.waits, event))
        if event in (STAR, LEAVE):
            dials = (*self.dials, STILL_RINGING) if event == STAR else self.dials
            return replace(self, keys=(*self.keys, *self._until_it_rings(at), BACK), dials=dials)
        if is_act:
            return replace(self, keys=(*self.keys, event))
        return replace(self, dials=(*self.dials, event))

    def unanswered(self) -> "Journey":
        """This journey, while nobody answers telephones that ring for a queue."""
        return self if self.dials[-1:] == (UNANSWERED,) else replace(self, dials=(*self.dials, UNANSWERED))

    def _until_it_rings(self, at: Place | None) -> tuple[str, ...]:
        """A * in the moment before it rings would be a key of that place; who waited has let that moment go by."""
        if at is None or at.listens is None or (at.listens < PATIENCE_SECONDS and self.keys[-1:] == (WAIT,)):
            return ()
        return (WAIT,)

    @property
    def arguments(self) -> str:
        """What a shell passes on to `ivr call`."""
        keys = [SPELLED.get(key, key) for key in self.keys]
        dials = (*self.dials, SILENT) if self.picks_up == (WAIT,) else self.dials
        return " ".join((*keys, *(f"--advisor {dial}" for dial in dials)))

    @property
    def is_callable(self) -> bool:
        """Whether `ivr call` can make it, up to where somebody picks up."""
        plain = not self.is_hasty and not self.waits
        return self.entry == OPENING and plain and all(dial in OUTCOMES for dial in self.dials)

    @property
    def length(self) -> tuple[bool, int, int]:
        """To sort by: those that can be called first, then the shortest."""
        acts = len(self.keys) + len(self.dials) + len(self.picks_up or ()) + len(self.waits)
        return not self.is_callable, acts, len(self.keys)
