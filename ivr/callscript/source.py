"""The compiled script, as a call script asks things of it: what is said in a state, and where a caller goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ivr.budget import Said, said
from ivr.hours import Hours
from ivr.script import Pressed, Script, State
from ivr.steps import Ask, Connect, Go


@dataclass(frozen=True, slots=True)
class Source:
    """What callers hear; `seconds` holds the lengths of the texts that have a recording."""

    script: Script
    seconds: Mapping[str, float]

    def state(self, name: str) -> State:
        """A state; of one that chooses, what it is when nothing is announced, and the first who are rung are there."""
        while choose := self.script.states[name].chooses:
            name = next((to for condition, to in choose.ways if isinstance(condition, Hours)), choose.otherwise)
        return self.script.states[name]

    def announced(self, name: str) -> tuple[str, ...]:
        """What a state is instead while something is announced, in the order of the menu file."""
        choose = self.script.states[name].chooses
        return tuple(to for _, to in choose.ways) if choose else ()

    def texts(self, state: str) -> tuple[str, ...]:
        """All that is said in a state."""
        return tuple(self.state(state).prompts())

    def said(self, texts: Iterable[str]) -> tuple[Said, ...]:
        """The texts with their lengths."""
        return tuple(said(text, self.seconds) for text in texts)

    def ask(self, state: str) -> Ask | None:
        """How a state listens, if it does."""
        return self.state(state).step(Ask)

    def connect(self, state: str) -> Connect | None:
        """Whose telephones ring in a state, if any."""
        return self.state(state).step(Connect)

    def goes_on(self, state: str) -> str | None:
        """Where a caller goes on who does nothing; None where the telephones ring, or the line hangs up."""
        go = self.state(state).step(Go)
        return go.to if go else None

    def after(self, state: str, key: str) -> str:
        """Where a key leads in a state that listens."""
        return self.state(state).after(Pressed(key)) or state

    def after_silences(self, state: str) -> str:
        """Where a caller ends who goes on doing nothing."""
        known: list[str] = []
        while state not in known and (following := self.goes_on(state)):
            known.append(state)
            state = following
        return state

    def shared(self, state: str, other: str) -> int:
        """How many texts at the end of one state are those at the end of the other: the choices, said again."""
        pairs = zip(reversed(self.texts(state)), reversed(self.texts(other)), strict=False)
        return next((count for count, (one, two) in enumerate(pairs) if one != two), self._shortest(state, other))

    def lead(self, state: str, other: str) -> tuple[Said, ...]:
        """What is said in a state before what it shares with the other."""
        texts = self.texts(state)
        return self.said(texts[: len(texts) - self.shared(state, other)])

    def _shortest(self, *states: str) -> int:
        return min(len(self.texts(state)) for state in states)
