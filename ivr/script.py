"""The whole conversation as data: every state a caller can be in, what happens there, and where each event leads.

`ivr.conversation` makes a Script from a Line, `ivr.twiml` writes its states down for Twilio; this knows of neither.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, assert_never

from ivr.hours import Condition
from ivr.keys import ACCEPT, ADVISOR, EMERGENCY, Key
from ivr.menu import Ring
from ivr.rota import ROUND, Rota

START: Final = "start"
END: Final = "end"
CHANGED: Final = "changed"
"""Where a caller goes on whose state is not known: a new menu was published during the call."""
WHISPER: Final = "whisper"
"""How every state on an advisor's side begins: what is asked before the two are connected."""
WAITING: Final = "waiting"
"""Where callers wait in a queue; what is told there begins so too."""
ACCEPTED: Final = "whisper-accepted"
DECLINED: Final = "whisper-declined"


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
    """The queue did not work; whatever is not known of a queue is this."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Says the prompts to the end; no key is listened to."""

    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
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


@dataclass(frozen=True, slots=True)
class Connect:
    """Rings the advisors once; how the call goes on afterwards depends on what became of it."""

    ring: Ring
    caller_id: str
    """What the advisor's telephone shows: the line's own number, never the caller's."""
    whisper: str | None
    """The state in which who picks up is asked to accept the caller; None connects at once."""
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Lets the caller wait in turn; the document of `wait` is heard meanwhile, again and again."""

    queue: str
    wait: str
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Goes on in the state that tells a caller in a queue their place, or how long it may take; in turn, if known."""

    places: tuple[str, ...]
    """By place; the last goes for every later one."""
    waits: tuple[tuple[int | None, str], ...]
    """By how many seconds it takes at most; None is any longer wait."""

    def now(self, waiting: "Waiting") -> str | None:
        """Name the state that tells it; None when nothing is known."""
        place, wait = self._place(waiting.place), self._wait(waiting.expected)
        return (wait or place) if waiting.waited // ROUND % 2 else (place or wait)

    def _place(self, place: int | None) -> str | None:
        return self.places[min(place, len(self.places)) - 1] if place else None

    def _wait(self, expected: int | None) -> str | None:
        if expected is None:
            return None
        return next((state for most, state in self.waits if most is None or expected <= most), None)


@dataclass(frozen=True, slots=True)
class Leave:
    """Takes the caller out of the queue; what brought them there says where that leads."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """On an advisor's side: connects them with whoever waits longest in the queue."""

    queue: str
    after: Mapping[Outcome, str]
    """The state that each outcome leads to."""


@dataclass(frozen=True, slots=True)
class Go:
    """Goes on in another state."""

    to: str


@dataclass(frozen=True, slots=True)
class Choose:
    """Goes on in the first state whose condition holds at this moment; nothing is said and nothing asked."""

    ways: tuple[tuple[Condition, str], ...]
    otherwise: str

    def now(self, moment: datetime) -> str:
        """Name the state to go on in."""
        return next((state for condition, state in self.ways if condition.holds(moment)), self.otherwise)


@dataclass(frozen=True, slots=True)
class End:
    """Hangs up."""


Step = Speak | Ask | Connect | Enqueue | Tell | Leave | Fetch | Go | Choose | End


@dataclass(frozen=True, slots=True)
class Pressed:
    """The caller pressed a key."""

    key: str


@dataclass(frozen=True, slots=True)
class Dialled:
    """Ringing the advisors, or waiting in a queue, is over."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Waiting:
    """The caller waits in a queue: at which place, for how many seconds already, and how many all waited on average."""

    place: int | None = None
    waited: int = 0
    average: int | None = None

    @property
    def expected(self) -> int | None:
        """For how many seconds more, as far as that can be said."""
        left = (self.average or 0) - self.waited
        return left if left > 0 else None


Event = Pressed | Dialled | Waiting


@dataclass(frozen=True, slots=True)
class State:
    """A point in the conversation; its name is the keys that lead there, with a word or two behind them."""

    name: str
    steps: tuple[Step, ...]

    def after(self, event: Event) -> str | None:
        """Name the state that the event leads to, or None where the event cannot happen."""
        for step in self.steps:
            match step, event:
                case Ask(), Pressed(key):
                    return step.after(key)
                case Connect() | Enqueue() | Fetch(), Dialled(outcome):
                    return step.after.get(outcome) or step.after[Outcome.NOBODY]
                case Tell(), Waiting():
                    return step.now(event) or self.name
                case _:
                    continue
        return None

    @property
    def chooses(self) -> Choose | None:
        """What decides where it goes on at once, if it only does that."""
        return next((step for step in self.steps if isinstance(step, Choose)), None)

    @property
    def is_advisors(self) -> bool:
        """Whether it is on the side of who is rung, and not on the caller's."""
        return self.name.startswith(WHISPER)

    def prompts(self) -> Iterator[str]:
        """Every text that is spoken here, in order."""
        for step in self.steps:
            if isinstance(step, Speak | Ask):
                yield from step.prompts


@dataclass(frozen=True, slots=True)
class Script:
    """All states of one line, by name; a call begins in `first`."""

    states: Mapping[str, State]
    first: str = START
    rota: Rota | None = None
    """Who is rung for callers in the queue, if there is one."""

    def after(self, name: str, event: Event | None, moment: datetime) -> str:
        """Name the state to go on in; who comes from an older menu is led on, and 1 and 0 keep their meaning.

        The state is one that says or does something, never one that only chooses.
        """
        return self.at(self._after(name, event), moment)

    def at(self, name: str, moment: datetime) -> str:
        """Name the state that this one is at this moment: itself, or what it chooses."""
        while (state := self.states.get(name)) and (choose := state.chooses):
            name = choose.now(moment)
        return name

    def _after(self, name: str, event: Event | None) -> str:
        state = self.states.get(name)
        if state is None:
            return _whispered(event) if name.startswith(WHISPER) else _found_again(event)
        if event is None:
            return name
        return state.after(event) or (_found_again(event) if isinstance(event, Pressed) else name)

    def prompts(self) -> dict[str, list[str]]:
        """Every text that can be recorded, in the order that callers meet it, with the states that speak it."""
        places: dict[str, list[str]] = {}
        for state in self.states.values():
            for text in state.prompts():
                places.setdefault(text, []).append(state.name)
        return places


def _found_again(event: Event | None) -> str:
    """Where a caller goes on whose state is not known."""
    match event:
        case Pressed(key):
            return key if key in (EMERGENCY, ADVISOR) else CHANGED
        case Dialled(Outcome.CONVERSATION):
            return END
        case Dialled():
            return ADVISOR
        case Waiting() | None:
            return CHANGED
        case _:
            assert_never(event)


def _whispered(event: Event | None) -> str:
    """Where an advisor goes on who was rung by a menu that is not known."""
    match event:
        case Pressed(key):
            return ACCEPTED if key == ACCEPT else DECLINED
        case _:
            return WHISPER
