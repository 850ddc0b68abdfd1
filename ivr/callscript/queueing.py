"""How a caller waits in a queue: what is heard at each place, who is rung meanwhile, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr import saying
from ivr.budget import Said
from ivr.callscript.source import Source
from ivr.keys import EMERGENCY
from ivr.menu import Line, Team
from ivr.ringing import could_be, direct, enqueues, gone, group, in_vain, summoned, summons, tells, unanswered
from ivr.script import WAITING
from ivr.steps import Connect, Outcome


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a caller is told in the queue, and who is told it."""

    who: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is rung for whoever is first, in how many rounds, and how many telephones ring in each."""

    name: str
    hours: str
    rounds: tuple[int, ...]
    telephones: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Queueing:
    """Everything about the queue, and the states in which a caller is who comes out of it."""

    said: tuple[Said, ...]
    silent: tuple[Said, ...]
    """What is said instead to who did nothing."""
    hurried: tuple[Said, ...]
    """What is said instead when another key is pressed."""
    glance: int
    """Seconds, after what is said, in which a key still works."""
    first: tuple[tuple[Said, ...], ...]
    """What whoever is first hears in the first round, and in others."""
    waiting: tuple[Waiting, ...]
    again: tuple[Said, ...]
    """What is heard after a key that does nothing."""
    guidance: tuple[Said, ...]
    rung: tuple[Rung, ...]
    in_vain: tuple[Said, ...]
    asked: tuple[Said, ...]
    """What who picks up hears; empty where nobody is asked."""
    patience: int
    gone: tuple[Said, ...]
    over: str
    """The state of a caller whose conversation is over."""
    direct: str
    """The state of a caller for whom the queue does not work."""
    closed: str | None
    """The state of a caller when nobody can be reached; None where somebody always can be."""


def queueing(line: Line, source: Source, state: str, silent: str) -> Queueing | None:
    """Follow the queue from the state where a caller asks for an advisor; `silent` is where doing nothing leads."""
    script = source.script
    enqueue, ask = enqueues(script, state), source.ask(state)
    if enqueue is None or ask is None:
        return None
    begin = direct(script, state)
    rung = summoned(line, script, state)
    asked = next((one.whisper for one in summons(script).values() if source.ask(one.whisper)), None)
    listens = source.ask(asked) if asked else None
    left, nobody = gone(script), unanswered(script, begin)
    return Queueing(
        said=source.said(source.texts(state)),
        silent=source.said(source.texts(silent)),
        hurried=source.said(source.texts(ask.other)),
        glance=ask.seconds,
        first=tuple(dict.fromkeys(source.said(source.texts(name)) for name in summons(script))),
        waiting=tuple(_waiting(source)),
        again=source.said(source.texts(WAITING)),
        guidance=source.said(source.texts(source.after(WAITING, EMERGENCY))),
        rung=tuple(_rung(line, source, rung)),
        in_vain=source.said(source.texts(in_vain(script))),
        asked=source.said(source.texts(asked)) if asked else (),
        patience=listens.seconds if listens else 0,
        gone=source.said(source.texts(left)) if left else (),
        over=enqueue.after[Outcome.CONVERSATION],
        direct=begin,
        closed=nobody if nobody in could_be(script, state) else None,
    )


def _waiting(source: Source) -> Iterator[Waiting]:
    tell = tells(source.script)
    for place, state in enumerate(tell.places, start=2):
        later = ", en wie daar weer achter staat" if state == tell.places[-1] else ""
        yield Waiting(f"Wie op plaats {place} staat{later}", source.said(source.texts(state)))
    for most, state in tell.waits:
        minutes = (most or 0) // 60
        wait = f"hooguit {minutes} {'minuut' if minutes == 1 else 'minuten'}" if most else "langer"
        yield Waiting(f"Wie naar verwachting nog {wait} wacht", source.said(source.texts(state)))


def _rung(line: Line, source: Source, rung: list[tuple[Connect, tuple[str, ...]]]) -> Iterator[Rung]:
    places = {name: place for place, name in enumerate(summons(source.script), start=1)}
    for connect, states in rung:
        ring, summon = group(line, connect), source.script.summons(states[0])
        name = ring.name if isinstance(ring, Team) else "De adviseurs" if connect.whisper else "Landelijk nummer"
        rounds = tuple(places[state] for state in states)
        if summon:
            hours = "; ".join(saying.hours(line, ring))
            yield Rung(name, hours, rounds, len(summon.numbers), summon.seconds)
