"""The whole conversation as data: every state a caller can be in, what happens there, and where each event leads.

`ivr.conversation` makes a Script from a Line, `ivr.twiml` writes its states down for Twilio; this knows of neither.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final, TypeVar, assert_never

from msgspec import Struct

from ivr.keys import ACCEPT, ADVISOR, EMERGENCY
from ivr.steps import Ask, Choose, Connect, Enqueue, Fetch, Outcome, Speak, Step, Summon, Tell

START: Final = "start"
END: Final = "end"
CHANGED: Final = "changed"
"""Where a caller goes on whose state is not known: a new menu was published during the call."""
WHISPER: Final = "whisper"
"""How every state on an advisor's side begins: what is asked before the two are connected."""
WAITING: Final = "waiting"
"""How every state of callers in a queue begins."""
ROUND: Final = 30
"""Seconds; so often a caller hears that we have not forgotten them (callers.md, W)."""
ACCEPTED: Final = "whisper-accepted"
DECLINED: Final = "whisper-declined"

Kind = TypeVar("Kind", bound=Step)


class Pressed(Struct, frozen=True):
    """The caller pressed a key."""

    key: str


class Dialled(Struct, frozen=True):
    """Ringing the advisors, or waiting in a queue, is over."""

    outcome: Outcome


class Waiting(Struct, frozen=True):
    """The caller waits in a queue: at which place, for how many seconds already, and how many all waited on average.

    Of whom nothing is known is rung for.
    """

    place: int = 1
    waited: int = 0
    average: int | None = None

    @property
    def expected(self) -> int | None:
        """For how many seconds more, as far as that can be said."""
        left = (self.average or 0) - self.waited
        return left if left > 0 else None


Event = Pressed | Dialled | Waiting


class State(Struct, frozen=True):
    """A point in the conversation; its name is the keys that lead there, with a word or two behind them."""

    name: str
    steps: tuple[Step, ...]

    def after(self, event: Event) -> str | None:
        """Name the state that the event leads to, or None where the event cannot happen."""
        match event:
            case Pressed(key):
                ask = self.step(Ask)
                return ask.after(key) if ask else None
            case Dialled(outcome):
                rung = self.step(Connect) or self.step(Enqueue) or self.step(Fetch)
                return (rung.after.get(outcome) or rung.after[Outcome.NOBODY]) if rung else None
            case Waiting(place, waited):
                tell = self.step(Tell)
                return tell.now(place, event.expected, turn=waited // ROUND % 2 == 1) if tell else None

    def step(self, kind: type[Kind]) -> Kind | None:
        """Give the first step of this kind, if there is one."""
        for step in self.steps:
            if isinstance(step, kind):
                return step
        return None

    @property
    def chooses(self) -> Choose | None:
        """What decides where it goes on at once, if it only does that."""
        return self.step(Choose)

    @property
    def is_advisors(self) -> bool:
        """Whether it is on the side of who is rung, and not on the caller's."""
        return self.name.startswith(WHISPER)

    def prompts(self) -> Iterator[str]:
        """Every text that is spoken here, in order."""
        for step in self.steps:
            if isinstance(step, Speak | Ask):
                yield from step.prompts


class Script(Struct, frozen=True, dict=True):
    """All states of one line, by name; a call begins in `first`."""

    states: Mapping[str, State]
    first: str = START

    def __post_init__(self) -> None:
        """Look through all states once, before workers are forked: each that looks copies what they share."""
        for found in ("_choosing", "_summoning"):
            getattr(self, found)

    def after(self, name: str, event: Event | None, moment: datetime) -> str:
        """Name the state to go on in; who comes from an older menu is led on, and 1 and 0 keep their meaning.

        The state is one that says or does something, never one that only chooses.
        """
        return self.at(self._after(name, event), moment)

    def at(self, name: str, moment: datetime) -> str:
        """Name the state that this one is at this moment: itself, or what it chooses."""
        while choose := self._choosing.get(name):
            name = choose.now(moment)
        return name

    def _after(self, name: str, event: Event | None) -> str:
        state = self.states.get(name)
        if state is None:
            return _whispered(event) if name.startswith(WHISPER) else _found_again(event)
        if event is None:
            return name
        return state.after(event) or (_found_again(event) if isinstance(event, Pressed) else name)

    @property
    def has_queue(self) -> bool:
        """Whether callers wait in a queue."""
        return WAITING in self.states

    def summons(self, name: str) -> Summon | None:
        """Whose telephones ring, through Twilio's API, for whoever is in this state of the queue."""
        return self._summoning.get(name)

    @cached_property
    def _choosing(self) -> Mapping[str, Choose]:
        return {name: choose for name, state in self.states.items() if (choose := state.chooses)}

    @cached_property
    def _summoning(self) -> Mapping[str, Summon]:
        return {name: summon for name, state in self.states.items() if (summon := state.step(Summon))}

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
