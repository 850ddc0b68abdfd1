"""Waiting in a queue: place and expected wait are told, keys 1 and * work, and every way out leads on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ivr.conversation.connecting import GLANCE, NATIONAL, Connecting, Turn, turns
from ivr.conversation.listening import PATIENCE, choice
from ivr.keys import ACCEPT, ADVISOR, BACK, EMERGENCY, Key
from ivr.menu import Line, Queue
from ivr.rota import RINGS, ROUND, Rota
from ivr.rota import Turn as Round
from ivr.script import (
    DECLINED,
    END,
    WAITING,
    WHISPER,
    Ask,
    Choose,
    End,
    Enqueue,
    Fetch,
    Go,
    Leave,
    Outcome,
    Speak,
    State,
    Tell,
)

ASKING: Final = f"{WHISPER}-{WAITING}"
"""Where an advisor is asked to take whoever waits longest."""

LEAVING: Final = f"{WAITING}-leave"
FETCHING: Final = f"{ASKING}-accepted"
GONE: Final = f"{ASKING}-gone"

TONE: Final = 5
"""Seconds of one ringing tone, with the silence behind it."""

TONES: Final = 4
"""Ringing tones in a round: with ten seconds of speech before them, it lasts for half a minute."""


def queue(line: Line) -> Queue | None:
    """The texts of the queue, if the line has one."""
    return line.advisor.queue if line.advisor.connect == "queue" else None


def rota(line: Line) -> Rota | None:
    """Who is rung for callers in the queue; of a team that is rung one after another, one in each round."""
    if queue(line) is None:
        return None
    teams = [turn for turn in turns(line) if turn.label != NATIONAL]
    return Rota(tuple(chain.from_iterable(map(_rounds, teams))), line.number, ASKING)


def _rounds(turn: Turn) -> Iterator[Round]:
    ring = turn.ring
    together = [ring.numbers] if ring.order == "all_at_once" else [(number,) for number in ring.numbers]
    for _ in range(ring.rounds):
        yield from (Round(numbers, min(ring.seconds, RINGS), turn.hours) for numbers in together)


@dataclass(frozen=True)
class Queueing:
    """The way into the queue from one place in the menu, and out of it; `direct` rings without one."""

    line: Line
    name: str
    direct: Connecting

    def states(self) -> Iterator[State]:
        """Wait while anybody can be reached; `-silent` is for callers who did nothing, and hear so."""
        phrases = self.line.phrases
        yield from self._begin(self.name, phrases.connecting)
        yield from self._begin(f"{self.name}-silent", phrases.no_choice)

    def _begin(self, name: str, lead: str) -> Iterator[State]:
        hours = [turn.hours for turn in self.direct.turns if turn.label != NATIONAL]
        if None in hours:
            yield from self._enqueue(name, lead)
            return
        ways = tuple((one, f"{name}-queue") for one in hours if one)
        yield State(name, (Choose(ways, self.direct.after_teams),))
        yield from self._enqueue(f"{name}-queue", lead)

    def _enqueue(self, name: str, lead: str) -> Iterator[State]:
        """Any key but 1 and * leads to the queue at once: none keeps a caller from help."""
        enqueue = Enqueue(f"advisors{self.line.number}", WAITING, self._after)
        keys: dict[Key, str] = {EMERGENCY: self.direct.emergency, BACK: self.direct.back}
        yield State(name, (Ask((lead,), keys, other=f"{name}-now", seconds=GLANCE), enqueue))
        yield State(f"{name}-now", (Speak((self.line.phrases.no_choice,)), enqueue))

    @property
    def over(self) -> str:
        """Where a caller is after a conversation: of a queue, nobody tells how long it was."""
        return f"{self.name}-over"

    @property
    def _after(self) -> dict[Outcome, str]:
        return {
            Outcome.CONVERSATION: self.over,
            Outcome.DROPPED: self.over,
            Outcome.BACK: self.direct.back,
            Outcome.NOBODY: self.direct.after_teams,
            Outcome.FAILED: self.direct.name,
        }


def waiting(line: Line) -> Iterator[State]:
    """What is heard in the queue, wherever a caller came from. Twilio asks for it again whenever it has been heard."""
    texts = queue(line)
    if texts is None:
        return
    places = tuple((f"{WAITING}-place-{number}", text) for number, text in enumerate(texts.places, start=1))
    waits = [(int(most) * 60, f"{WAITING}-{most}-minutes", text) for most, text in _by_length(texts)]
    longer = [(None, f"{WAITING}-longer", texts.longer)] if texts.longer else []
    tell = Tell(tuple(name for name, _ in places), tuple((most, name) for most, name, _ in [*waits, *longer]))
    yield State(WAITING, (tell, _listen(line, (line.phrases.waiting,))))
    for name, text in [*places, *((name, text) for _, name, text in [*waits, *longer])]:
        yield State(name, (_listen(line, (text, line.phrases.waiting)),))
    yield State(f"{WAITING}-{EMERGENCY}", (_guidance(line),))
    yield State(LEAVING, (Leave(),))


def _by_length(texts: Queue) -> list[tuple[str, str]]:
    return sorted(texts.minutes.items(), key=lambda told: int(told[0]))


def _listen(line: Line, said: tuple[str, ...]) -> Ask:
    return Ask(said, _keys(), other=WAITING, seconds=GLANCE, ringing=TONES)


def _guidance(line: Line) -> Ask:
    """Emergency guidance, while the place in the queue is kept."""
    phrases, advisor = line.phrases, line.advisor
    choices = (
        choice(line, phrases.again, EMERGENCY),
        choice(line, phrases.back, BACK),
        choice(line, advisor.short, ADVISOR, or_wait=True),
    )
    return Ask((*line.emergency.answer, *choices), _keys(), other=WAITING, seconds=PATIENCE)


def _keys() -> dict[Key, str]:
    return {EMERGENCY: f"{WAITING}-{EMERGENCY}", BACK: LEAVING}


def aside(line: Line) -> Iterator[State]:
    """The side of an advisor who is rung for the queue; which topic a caller heard is not known there."""
    texts = queue(line)
    if texts is None:
        return
    phrases, name = line.phrases, f"advisors{line.number}"
    said = (phrases.whisper, choice(line, phrases.accept, ACCEPT))
    yield State(ASKING, (Ask(said, {ACCEPT: FETCHING}, other=DECLINED, seconds=PATIENCE), End()))
    talked = {Outcome.CONVERSATION: END, Outcome.DROPPED: END}
    yield State(FETCHING, (Fetch(name, {**talked, Outcome.NOBODY: GONE, Outcome.BACK: GONE}),))
    yield State(GONE, (Speak((texts.gone,)), End()))
