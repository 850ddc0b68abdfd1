"""How a caller gets an advisor: who is rung in which order, what is said meanwhile, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr import saying
from ivr.budget import Said
from ivr.callscript.source import Source
from ivr.menu import Line, Team
from ivr.ringing import could_be, group, groups, ringing, unanswered
from ivr.script import WHISPER
from ivr.steps import Connect, End, Enqueue, Outcome, Telephones


@dataclass(frozen=True, slots=True)
class Ringing:
    """Whose telephones ring. How many there are is told; their numbers are nobody's business who reads this."""

    telephones: int
    all_at_once: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Group:
    """Who is rung together: when they can be reached, and how often they are tried."""

    name: str
    hours: str
    ringing: Ringing
    rounds: int


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
    """None where it depends on the clock, or on who was rung before."""


@dataclass(frozen=True, slots=True)
class Whisper:
    """What who picks up hears, and must answer with a key."""

    said: tuple[Said, ...]
    topics: tuple[Said, ...]
    """One of these comes in it for a caller who was listening to something."""
    patience: int
    """Seconds of silence that count as no."""


@dataclass(frozen=True, slots=True)
class Connecting:
    """All rounds, alike ones together with their numbers, and the states in which a caller is told that it failed."""

    groups: tuple[Group, ...]
    """In the order that they are rung; empty where there is only one, day and night."""
    rounds: tuple[tuple[tuple[int, ...], Round], ...]
    """With several groups every round after the first counts as the second."""
    silent: tuple[Said, ...]
    """What is said instead of the first text to who did nothing."""
    whisper: Whisper
    unasked: bool
    """Whether somebody is rung who need not accept."""
    unavailable: str
    dropped: str | None
    can_be_closed: bool
    """Whether there are moments at which nobody can be reached."""
    hangs_up: bool
    """Whether the line hangs up after a conversation, and never else."""


def connecting(line: Line, source: Source, state: str, silent: str | None) -> Connecting:
    """Follow the rounds from the state where telephones ring for a caller.

    `silent` is where doing nothing leads, if that is told here.
    """
    rung = [connect for _, connect in groups(source.script, state)]
    alone = len(rung) == 1 and not isinstance(group(line, rung[0]), Team)
    last = unanswered(source.script, state)
    return Connecting(
        groups=() if alone else tuple(_group(line, connect) for connect in rung),
        rounds=_rounds(source, state, alone=alone),
        silent=source.said(source.texts(silent)) if silent else (),
        whisper=_whisper(source),
        unasked=any(connect.whisper is None for connect in rung),
        unavailable=last,
        dropped=next((connect.after[Outcome.DROPPED] for connect in rung), None),
        can_be_closed=last in could_be(source.script, state),
        hangs_up=_hangs_up(source),
    )


def _group(line: Line, connect: Connect) -> Group:
    ring = group(line, connect)
    name = ring.name if isinstance(ring, Team) else "De adviseurs" if connect.whisper else "Landelijk nummer"
    return Group(name, "; ".join(saying.hours(line, ring)), _ringing(connect.ring), ring.rounds)


def _rounds(source: Source, state: str, *, alone: bool) -> tuple[tuple[tuple[int, ...], Round], ...]:
    firsts = could_be(source.script, state)
    found: dict[Round, tuple[int, ...]] = {}
    for place, name in enumerate(ringing(source.script, state), start=1):
        number = place if alone else 1 if name in firsts else 2
        one = _round(source, name, alone=alone)
        found[one] = tuple(dict.fromkeys((*found.get(one, ()), number)))
    return tuple((numbers, one) for one, numbers in found.items())


def _round(source: Source, state: str, *, alone: bool) -> Round:
    ask, connect = source.ask(state), source.connect(state)
    hurried = source.said(source.texts(ask.other)) if ask else ()
    return Round(
        source.said(source.texts(state)),
        ask.seconds if ask else 0,
        tuple(ask.keys) if ask else (),
        hurried,
        _ringing(connect.ring) if connect and alone else None,
    )


def _ringing(ring: Telephones) -> Ringing:
    return Ringing(len(ring.numbers), not ring.in_turn, ring.seconds)


def _whisper(source: Source) -> Whisper:
    said, ask = source.texts(WHISPER), source.ask(WHISPER)
    topics = (text for state in _asking(source) for text in source.texts(state) if text not in said)
    return Whisper(source.said(said), source.said(dict.fromkeys(topics)), ask.seconds if ask else 0)


def _asking(source: Source) -> Iterator[str]:
    """Where an advisor is asked to take a caller."""
    return (name for name, state in source.script.states.items() if state.is_advisors and source.ask(name))


def _hangs_up(source: Source) -> bool:
    callers = {name: state for name, state in source.script.states.items() if not state.is_advisors}
    ends = {name for name, state in callers.items() if any(isinstance(step, End) for step in state.steps)}
    reaches = [step for state in callers.values() for step in state.steps if isinstance(step, Connect | Enqueue)]
    return ends == {step.after[Outcome.CONVERSATION] for step in reaches}
