"""Waiting in a queue: place and expected wait are told, keys 1 and * work, and every way out leads on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ivr.conversation.connecting import GLANCE, Connecting
from ivr.conversation.listening import PATIENCE, choice
from ivr.hours import Hours
from ivr.keys import ADVISOR, BACK, EMERGENCY, Key
from ivr.menu import Line, Queue
from ivr.script import WAITING, State
from ivr.steps import Ask, Choose, End, Enqueue, Leave, Outcome, Speak, Step, Tell

LEAVING: Final = f"{WAITING}-leave"
GUIDANCE: Final = f"{WAITING}-{EMERGENCY}"
FIRST: Final = f"{WAITING}-round-1"
UNAVAILABLE: Final = f"{WAITING}-unavailable"

TONES: Final = 4
"""Ringing tones, of five seconds, behind what is said: together it lasts for about half a minute."""


def queue_name(line: Line) -> str:
    """Name the queue at Twilio; it is the same in every edition, so that callers of both wait in one."""
    return f"advisors{line.number}"


def queue(line: Line) -> Queue | None:
    """The texts of the queue, if callers wait in one."""
    return line.advisor.queue if line.advisor.connect == "queue" else None


@dataclass(frozen=True)
class Queueing:
    """The way into the queue from one place in the menu, and out of it; `direct` rings without one."""

    line: Line
    texts: Queue
    name: str
    direct: Connecting

    def states(self) -> Iterator[State]:
        """Wait while anybody can be reached; `-silent` is for callers who did nothing, and hear so."""
        phrases = self.line.phrases
        yield from self._begin(self.name, phrases.connecting)
        yield from self._begin(f"{self.name}-silent", phrases.no_choice)
        yield self._over()
        yield from self.direct.begin(self.direct.name, phrases.no_choice)
        yield from self.direct.later()

    def _begin(self, name: str, lead: str) -> Iterator[State]:
        hours = [turn.hours for turn in self.direct.turns]
        if None in hours:
            yield from self._enqueue(name, lead)
        else:
            ways: tuple[tuple[Hours, str], ...] = tuple((one, f"{name}-queue") for one in hours if one)
            yield State(name, (Choose(ways, self.direct.unavailable),))
            yield from self._enqueue(f"{name}-queue", lead)

    def _enqueue(self, name: str, lead: str) -> Iterator[State]:
        """Any key but 1 and * leads to the queue at once: none keeps a caller from help."""
        enqueue = Enqueue(queue_name(self.line), WAITING, self._after)
        keys: dict[Key, str] = {EMERGENCY: self.direct.emergency, BACK: self.direct.back}
        yield State(name, (Ask((lead,), keys, other=f"{name}-now", seconds=GLANCE), enqueue))
        yield State(f"{name}-now", (Speak((self.line.phrases.no_choice,)), enqueue))

    @property
    def _after(self) -> dict[Outcome, str]:
        return {
            Outcome.CONVERSATION: f"{self.name}-over",
            Outcome.BACK: self.direct.back,
            Outcome.NOBODY: self.direct.name,
            Outcome.FAILED: self.direct.name,
        }

    def _over(self) -> State:
        """After a conversation that the advisor's side ended: everybody is offered another; doing nothing hangs up.

        How long it was, nobody tells of a queue: QueueTime is how long a caller waited (docs/voice/twiml/enqueue).
        """
        keys: dict[Key, str] = {EMERGENCY: self.direct.emergency, BACK: self.direct.back, ADVISOR: self.name}
        phrases, advisor = self.line.phrases, self.line.advisor
        said = (
            self.texts.ended,
            choice(self.line, advisor.short, ADVISOR),
            choice(self.line, phrases.back, BACK),
        )
        return State(f"{self.name}-over", (Ask(said, keys, other=self.name, seconds=PATIENCE), End()))


def waiting(line: Line, texts: Queue) -> Iterator[State]:
    """What is heard in the queue, wherever a caller came from; Twilio asks for it again when it has been heard.

    A key never makes telephones ring: only who waits does.
    """
    phrases = line.phrases
    places = {
        f"{WAITING}-place-{number}": text for number, text in enumerate(texts.places[1:] or texts.places, start=2)
    }
    waits = {f"{WAITING}-{most}-minutes": text for most, text in _by_length(texts)}
    longer = {f"{WAITING}-longer": texts.longer} if texts.longer else {}
    most = [*(int(minutes) * 60 for minutes, _ in _by_length(texts)), None]
    tell = Tell(FIRST, tuple(places), tuple(zip(most, (*waits, *longer), strict=False)))
    yield State(WAITING, (tell, listen(phrases.waiting)))
    for name, text in (places | waits | longer).items():
        yield State(name, (listen(text, phrases.waiting),))
    yield State(GUIDANCE, (_told(line, *line.emergency.answer, choice(line, phrases.again, EMERGENCY)),))
    yield State(UNAVAILABLE, (_told(line, phrases.unavailable),))
    yield State(LEAVING, (Leave(),))


def listen(*said: str) -> Step:
    """Say this, and let it ring; keys work meanwhile, and any but 1 and * leads to where a caller waits on."""
    return Ask(said, _keys(), other=WAITING, seconds=GLANCE, ringing=TONES)


def _told(line: Line, *said: str) -> Ask:
    """Say this while the place in the queue is kept."""
    choices = (choice(line, line.phrases.back, BACK), choice(line, line.advisor.short, ADVISOR, or_wait=True))
    return Ask((*said, *choices), _keys(), other=WAITING, seconds=PATIENCE)


def _keys() -> dict[Key, str]:
    return {EMERGENCY: GUIDANCE, BACK: LEAVING}


def _by_length(texts: Queue) -> list[tuple[str, str]]:
    return sorted(texts.minutes.items(), key=lambda told: int(told[0]))
