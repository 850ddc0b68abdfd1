"""Ringing advisors for whoever is first in the queue: team after team, round after round, for as long as they wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ivr.conversation.connecting import Turn, turns
from ivr.conversation.listening import PATIENCE, choice
from ivr.conversation.queueing import LEAVING, UNAVAILABLE, listen, queue_name
from ivr.hours import Hours
from ivr.keys import ACCEPT
from ivr.menu import Line, Queue
from ivr.script import DECLINED, END, WAITING, WHISPER, State
from ivr.steps import Ask, Choose, End, Fetch, Go, Outcome, Speak, Summon

ASKING: Final = f"{WHISPER}-{WAITING}"
"""Where an advisor is asked to take whoever waits longest."""

FETCHING: Final = f"{ASKING}-accepted"
GONE: Final = f"{ASKING}-gone"

RINGS: Final = 25
"""Seconds that telephones ring in a round at most: they must be free again at the next, half a minute later."""


@dataclass(frozen=True)
class Round:
    """Telephones that ring in one round, for so many seconds, when it is within these hours; None day and night."""

    numbers: tuple[str, ...]
    seconds: int
    hours: Hours | None
    whisper: str


def rounds(line: Line) -> tuple[Round, ...]:
    """Who is rung, one round after another; of a team that is rung one after another, one in each round."""
    return tuple(one for turn in turns(line) for one in _rounds(turn))


def _rounds(turn: Turn) -> Iterator[Round]:
    whisper, seconds = ASKING if turn.is_asked else FETCHING, min(turn.ring.seconds, RINGS)
    return (Round(numbers, seconds, turn.hours, whisper) for numbers in turn.ring.at_once)


def summoning(line: Line, texts: Queue) -> Iterator[State]:
    """The rounds, for whoever is first; whom nobody answered hears so, and is rung for again."""
    todo = rounds(line)
    for number, one in enumerate(todo, start=1):
        after = _named(number + 1) if number < len(todo) else UNAVAILABLE
        if one.hours:
            yield State(_named(number), (Choose(((one.hours, f"{_named(number)}-rings"),), after),))
        said = (texts.places[0], line.phrases.waiting)
        summon = Summon(one.numbers, one.seconds, line.number, one.whisper, LEAVING)
        yield State(f"{_named(number)}-rings" if one.hours else _named(number), (summon, listen(*said), Go(after)))


def _named(number: int) -> str:
    return f"{WAITING}-round-{number}"


def aside(line: Line, texts: Queue) -> Iterator[State]:
    """The side of an advisor who is rung for the queue; which topic a caller heard is not known there."""
    phrases = line.phrases
    said = (phrases.whisper, choice(line, phrases.accept, ACCEPT))
    yield State(ASKING, (Ask(said, {ACCEPT: FETCHING}, other=DECLINED, seconds=PATIENCE), End()))
    talked = {Outcome.CONVERSATION: END, Outcome.DROPPED: END}
    yield State(FETCHING, (Fetch(queue_name(line), {**talked, Outcome.NOBODY: GONE, Outcome.BACK: GONE}),))
    yield State(GONE, (Speak((texts.gone,)), End()))
