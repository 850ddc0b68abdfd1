"""How a caller gets an advisor: the rounds in which telephones ring, and what follows when nobody answers."""

from dataclasses import dataclass

from ivr.callscript.source import Said, Source
from ivr.menu import Ring
from ivr.script import End, Outcome


@dataclass(frozen=True, slots=True)
class Ringing:
    """Whose telephones ring. How many there are is told; their numbers are nobody's business who reads this."""

    telephones: int
    all_at_once: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Round:
    """One time that the telephones ring, and what is said before."""

    said: tuple[Said, ...]
    glance: int
    """Seconds, after what is said, in which a key still works."""
    keys: tuple[str, ...]
    hurried: tuple[Said, ...]
    """What is said instead of the rest when another key is pressed; the telephones ring at once."""
    ringing: Ringing | None


@dataclass(frozen=True, slots=True)
class Connecting:
    """All rounds, alike ones together with their numbers, and the state in which a caller is told that it failed."""

    rounds: tuple[tuple[tuple[int, ...], Round], ...]
    silent: tuple[Said, ...]
    """What is said instead of the first text to who did nothing."""
    unavailable: str
    hangs_up: bool
    """Whether the line hangs up after a conversation, and never else."""


def connecting(source: Source, state: str, silent: str) -> Connecting:
    """Follow the rounds from the state where a caller asks for an advisor; `silent` is where doing nothing leads."""
    states, last = _states(source, state)
    found: dict[Round, tuple[int, ...]] = {}
    for number, name in enumerate(states, start=1):
        one = _round(source, name)
        found[one] = (*found.get(one, ()), number)
    return Connecting(
        rounds=tuple((numbers, one) for one, numbers in found.items()),
        silent=source.said(source.texts(silent)),
        unavailable=last,
        hangs_up=_hangs_up(source),
    )


def _states(source: Source, state: str) -> tuple[list[str], str]:
    """The states of the rounds, and the one after the last."""
    rounds: list[str] = []
    while state not in rounds and (connect := source.connect(state)):
        rounds.append(state)
        state = connect.after[Outcome.NOBODY]
    return rounds, state if rounds else source.goes_on(state) or state


def _round(source: Source, state: str) -> Round:
    ask, connect = source.ask(state), source.connect(state)
    hurried = source.said(source.texts(ask.other)) if ask else ()
    return Round(
        source.said(source.texts(state)),
        ask.seconds if ask else 0,
        tuple(ask.keys) if ask else (),
        hurried,
        _ringing(connect.ring) if connect else None,
    )


def _ringing(ring: Ring) -> Ringing:
    return Ringing(len(ring.numbers), ring.order == "all_at_once", ring.seconds)


def _hangs_up(source: Source) -> bool:
    states = source.script.states
    ends = {name for name, state in states.items() if any(isinstance(step, End) for step in state.steps)}
    return ends >= {found.after[Outcome.CONVERSATION] for found in map(source.connect, states) if found}
