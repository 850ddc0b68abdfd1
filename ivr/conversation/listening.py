"""A place where a caller chooses: what is said, which keys lead where, and what silence and wrong keys do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ivr.keys import Key
from ivr.menu import Line
from ivr.script import State
from ivr.steps import Ask, Go

PATIENCE: Final = 7
"""Seconds of silence before anything happens (rule 7)."""

SILENCES: Final = 1
WRONG_KEYS: Final = 2
"""How often the choices are said once more before an advisor is called (rule 6); counted apart."""


def choice(line: Line, text: str, key: Key, *, or_wait: bool = False) -> str:
    """Say one choice: the function first, then the key (rule 2)."""
    phrases = line.phrases
    statement, question = (
        (phrases.or_wait, phrases.or_wait_question) if or_wait else (phrases.press, phrases.press_question)
    )
    spoken = {"*": phrases.star, "#": phrases.hash}.get(key, key)
    return (question if text.endswith("?") else statement).format(option=text, key=spoken)


@dataclass(frozen=True)
class Listening:
    """One place where a caller chooses: said at first, and with the choices repeated after silence or a wrong key."""

    line: Line
    name: str
    said: tuple[str, ...]
    choices: tuple[str, ...]
    keys: dict[Key, str]
    advisor: str

    def states(self) -> Iterator[State]:
        """Every state that a caller can be in here."""
        phrases = self.line.phrases
        for tries in _TRIES:
            if not tries:
                yield self.state(self.name, (*self.said, *self.choices))
            else:
                lead = phrases.try_again if tries.endswith("s") else phrases.wrong_key
                yield self.state(f"{self.name}.{tries}", (lead, *self.choices), tries)

    def state(self, name: str, prompts: tuple[str, ...], tries: str = "") -> State:
        """One of them."""
        silence, wrong = _after_silence(tries), _after_wrong_key(tries)
        ask = Ask(
            prompts,
            self.keys,
            other=f"{self.name}.{wrong}" if wrong else self.advisor,
            seconds=PATIENCE,
        )
        return State(name, (ask, Go(f"{self.name}.{silence}" if silence else f"{self.advisor}-silent")))


def _after_silence(tries: str) -> str | None:
    silences, wrongs = tries.count("s"), tries.count("w")
    return "w" * wrongs + "s" * (silences + 1) if silences < SILENCES else None


def _after_wrong_key(tries: str) -> str | None:
    silences, wrongs = tries.count("s"), tries.count("w")
    return "s" * silences + "w" * (wrongs + 1) if wrongs < WRONG_KEYS else None


def _all_tries(tries: str = "") -> Iterator[str]:
    yield tries
    for more in filter(None, (_after_silence(tries), _after_wrong_key(tries))):
        yield from _all_tries(more)


_TRIES: Final = tuple(dict.fromkeys(_all_tries()))
"""What can have gone wrong at one place, as letters: s for silence, w for a wrong key; the last one is the latest."""
