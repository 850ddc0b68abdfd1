"""The whole conversation as data: every state a caller can be in, what happens there, and where each event leads.

`ivr.conversation` makes a Script from a Line, `ivr.twiml` writes its states down for Twilio; this knows of neither.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from ivr.keys import ADVISOR, EMERGENCY, Key
from ivr.menu import Ring

START: Final = "start"
END: Final = "end"
CHANGED: Final = "changed"
"""Where a caller goes on whose state is not known: a new menu was published during the call."""


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

    def after(self, key: str) -> str:
        """Name the state that a key leads to; anything that is no key counts as a wrong one."""
        return self.keys.get(key, self.other)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True, slots=True)
class Connect:
    """Rings the advisors once; afterwards the call goes on in one of two states."""

    ring: Ring
    caller_id: str
    """What the advisor's telephone shows: the line's own number, never the caller's."""
    conversation: str
    """The state after a conversation with an advisor has ended."""
    otherwise: str
    """The state after busy, no answer, failed, cancelled, and whatever is not known."""


@dataclass(frozen=True, slots=True)
class Go:
    """Goes on in another state."""

    to: str


@dataclass(frozen=True, slots=True)
class End:
    """Hangs up."""


Step = Speak | Ask | Connect | Go | End


@dataclass(frozen=True, slots=True)
class Pressed:
    """The caller pressed a key."""

    key: str


@dataclass(frozen=True, slots=True)
class Dialled:
    """Ringing the advisors is over: there was a conversation, or not."""

    conversation: bool


Event = Pressed | Dialled


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
                case Connect(), Dialled(conversation):
                    return step.conversation if conversation else step.otherwise
                case _:
                    continue
        return None

    def prompts(self) -> Iterator[str]:
        """Every text that is spoken here, in order."""
        for step in self.steps:
            if isinstance(step, Speak | Ask):
                yield from step.prompts


@dataclass(frozen=True, slots=True)
class Script:
    """All states of one line, by name."""

    states: Mapping[str, State]

    def after(self, name: str, event: Event | None) -> str:
        """Name the state to go on in; who comes from an older menu is led on, and 1 and 0 keep their meaning."""
        state = self.states.get(name)
        if state is None:
            return self._found_again(event)
        if event is None:
            return name
        return state.after(event) or (name if isinstance(event, Dialled) else self._found_again(event))

    def _found_again(self, event: Event | None) -> str:
        match event:
            case Pressed(key):
                return key if key in (EMERGENCY, ADVISOR) else CHANGED
            case Dialled(conversation):
                return END if conversation else ADVISOR
            case None:
                return CHANGED
            case _:
                assert_never(event)

    def prompts(self) -> dict[str, list[str]]:
        """Every text that can be recorded, in the order that callers meet it, with the states that speak it."""
        places: dict[str, list[str]] = {}
        for state in self.states.values():
            for text in state.prompts():
                places.setdefault(text, []).append(state.name)
        return places
