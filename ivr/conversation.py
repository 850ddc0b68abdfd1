"""Compiles a Line into its Script: the fixed keys, silence, wrong keys and connecting, the same in every place.

The rules are those of callers.md; the numbers in the docstrings are its rule numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ivr.fields import Part
from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT, REPEAT, Key
from ivr.menu import Line, Menu
from ivr.script import CHANGED, END, START, Ask, Connect, End, Go, Script, Speak, State, Step

PATIENCE: Final = 7
"""Seconds of silence before anything happens (rule 7)."""

GLANCE: Final = 1
"""Seconds to still press a key before the telephones ring: the shortest that Twilio knows."""

SILENCES: Final = 1
WRONG_KEYS: Final = 2
"""How often the choices are said once more before an advisor is called (rule 6); counted apart."""


def compile_script(line: Line) -> Script:
    """Make every state of the conversation; the same line gives the same states in the same order."""
    root = _MenuPlace(line, (), None, line.menu)
    return Script({state.name: state for state in _line(root)})


def _line(root: "_MenuPlace") -> Iterator[State]:
    opening = root.listening()
    yield opening.state(START, (root.line.welcome, *opening.choices))
    yield from _menu(root)
    yield opening.state(CHANGED, (root.line.phrases.changed, *opening.choices))
    yield State(END, (End(),))


def _menu(place: "_MenuPlace") -> Iterator[State]:
    yield from place.listening().states()
    yield from place.emergency().states()
    yield from place.connecting()
    for key, option in place.options.items():
        if option.menu is not None:
            yield from _menu(_MenuPlace(place.line, (*place.path, key), option.option, option.menu, above=place.name))
        for number, part in enumerate(option.answer or (), start=1):
            yield from place.part(key, number, part, len(option.answer or ())).states()


@dataclass(frozen=True)
class _Listening:
    """One place where a caller chooses: said at first, and with the choices repeated after silence or a wrong key."""

    line: Line
    name: str
    said: tuple[str, ...]
    choices: tuple[str, ...]
    keys: dict[Key, str]
    advisor: str

    def states(self) -> Iterator[State]:
        phrases = self.line.phrases
        for tries in _TRIES:
            if not tries:
                yield self.state(self.name, (*self.said, *self.choices))
            else:
                lead = phrases.try_again if tries.endswith("s") else phrases.wrong_key
                yield self.state(f"{self.name}.{tries}", (lead, *self.choices), tries)

    def state(self, name: str, prompts: tuple[str, ...], tries: str = "") -> State:
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


@dataclass(frozen=True)
class _MenuPlace:
    """One menu, with its own way to emergency guidance and to an advisor, so that back is back here."""

    line: Line
    path: tuple[Key, ...]
    title: str | None
    options: Menu
    above: str = "menu"

    @property
    def name(self) -> str:
        return "-".join(self.path) or "menu"

    def at(self, *keys: Key) -> str:
        return "-".join((*self.path, *keys))

    def choice(self, text: str, key: Key, *, or_wait: bool = False) -> str:
        """Say one choice: the function first, then the key (rule 2)."""
        phrases = self.line.phrases
        statement, question = (
            (phrases.or_wait, phrases.or_wait_question) if or_wait else (phrases.press, phrases.press_question)
        )
        spoken = {"*": phrases.star, "#": phrases.hash}.get(key, key)
        return (question if text.endswith("?") else statement).format(option=text, key=spoken)

    def listening(self) -> _Listening:
        emergency, advisor = self.line.emergency, self.line.advisor
        options = tuple(self.choice(option.option, key) for key, option in self.options.items())
        if self.title is None:
            said: tuple[str, ...] = ()
            choices = (
                self.choice(emergency.option, EMERGENCY),
                self.choice(advisor.option, ADVISOR, or_wait=True),
                *options,
            )
        else:
            said = (_title(self.line, self.title),)
            choices = (
                self.choice(emergency.short, EMERGENCY),
                *options,
                self.choice(advisor.short, ADVISOR),
            )
        keys = {key: self.at(key) for key in (EMERGENCY, ADVISOR, *self.options)}
        return self._listening(self.name, said, choices, keys | {BACK: self.above})

    def emergency(self) -> _Listening:
        choices = (self.choice(self.line.phrases.again, EMERGENCY), *self._back_or_advisor())
        return self._listening(self.at(EMERGENCY), self.line.emergency.answer, choices, {})

    def part(self, key: Key, number: int, text: Part, parts: int) -> _Listening:
        """One part of an answer; # is the next part, 2 says it again."""
        phrases, advisor = self.line.phrases, self.line.advisor
        names = [self.at(key), *(f"{self.at(key)}-part-{more}" for more in range(2, parts + 1))]
        name, again = names[number - 1], self.choice(phrases.repeat, REPEAT)
        if number == parts:
            return self._listening(name, text, (again, *self._back_or_advisor()), {REPEAT: name})
        choices = (self.choice(phrases.more, NEXT), again, self.choice(advisor.short, ADVISOR))
        return self._listening(name, text, choices, {REPEAT: name, NEXT: names[number]})

    def _back_or_advisor(self) -> tuple[str, str]:
        return (
            self.choice(self.line.phrases.back, BACK),
            self.choice(self.line.advisor.short, ADVISOR, or_wait=True),
        )

    def _listening(
        self, name: str, said: tuple[str, ...], choices: tuple[str, ...], keys: dict[Key, str]
    ) -> _Listening:
        fixed: dict[Key, str] = {EMERGENCY: self.at(EMERGENCY), ADVISOR: self.at(ADVISOR), BACK: self.name}
        return _Listening(self.line, name, said, choices, fixed | keys, self.at(ADVISOR))

    def connecting(self) -> Iterator[State]:
        """Ring the advisors round after round, say that nobody answers, and offer a way back; silence rings again."""
        phrases, advisor = self.line.phrases, self.at(ADVISOR)
        yield from self._round(advisor, phrases.connecting, 1)
        yield from self._round(f"{advisor}-silent", phrases.no_choice, 1)
        for number in range(2, self.line.advisor.ring.rounds + 1):
            yield from self._round(f"{advisor}-round-{number}", phrases.waiting, number)
        choices = self._back_or_advisor()
        yield from self._listening(f"{advisor}-unavailable", (phrases.unavailable,), choices, {}).states()

    def _round(self, name: str, lead: str, number: int) -> Iterator[State]:
        """One round: 1 and * work until it rings; any other key rings at once: none keeps a caller from help."""
        ring, advisor = self.line.advisor.ring, self.at(ADVISOR)
        last = number == ring.rounds or not ring.numbers
        otherwise = f"{advisor}-unavailable" if last else f"{advisor}-round-{number + 1}"
        connect: Step = Connect(ring, self.line.number, END, otherwise) if ring.numbers else Go(otherwise)
        keys: dict[Key, str] = {EMERGENCY: self.at(EMERGENCY), BACK: self.name}
        yield State(name, (Ask((lead,), keys, other=f"{name}-now", seconds=GLANCE), connect))
        yield State(f"{name}-now", (Speak((self.line.phrases.no_choice,)), connect))


def _title(line: Line, option: str) -> str:
    return option if option.endswith("?") else line.phrases.title.format(option=option)
