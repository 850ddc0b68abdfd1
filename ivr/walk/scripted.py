"""Makes the graph of a conversation from the compiled Script, without any document or request, for each moment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, assert_never

from ivr.conversation.queueing import LEAVING
from ivr.conversation.summoning import ASKING, FETCHING
from ivr.keys import ADVISOR, EMERGENCY, KEYS
from ivr.prompts import folded, ringing_tone
from ivr.script import ACCEPTED, DECLINED, END, WAITING, WHISPER, Dialled, Event, Pressed, Script, State
from ivr.script import CHANGED as MENU_CHANGED
from ivr.steps import Ask, Choose, Connect, End, Enqueue, Fetch, Go, Leave, Outcome, Speak, Summon, Tell
from ivr.steps import Step as ScriptStep
from ivr.walk.clock import Moment
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import CHANGED, OPENING, RUNG, SUMMONED, WAITED, Graph, Place, Said, Telephones, reached
from ivr.walk.queued import QUEUE_RESULTS, WAITS, outcome
from ivr.walk.steps import (
    Fetches,
    HangsUp,
    Leads,
    Leaves,
    Listens,
    Queues,
    Rings,
    Step,
    aside,
    assemble,
    waiting,
)

Sound = Callable[[str], Said]
"""How a text sounds."""

GONE: Final = f"{WHISPER}-gone"
"""A whisper of a menu that was replaced meanwhile."""


def from_script(script: Script, sound: Sound, moments: Sequence[Moment]) -> list[Graph]:
    """Give the places of this script that people get to, and where they come in, for each of these moments."""
    graphs = [_Now(script, sound, moment).graph() for moment in moments]
    plain = [replace(graph, entries=_without_queue(graph.entries)) for graph in graphs]
    met = reached(plain)
    if any(graph.places[name].waits for graph in plain for name in met & graph.places.keys()):
        met = reached(graphs)
    else:
        graphs = plain  # nobody can be reached at any of these moments, so nobody waits
    return [replace(graph, places=_only(graph.places, met), aside=_only(graph.aside, met)) for graph in graphs]


def _without_queue(entries: Mapping[str, str]) -> Mapping[str, str]:
    queued = (SUMMONED, WAITED, f"{CHANGED} queue")
    return {name: to for name, to in entries.items() if not name.startswith(queued)}


def _only(every: Mapping[str, Place], met: set[str]) -> Mapping[str, Place]:
    return {name: place for name, place in every.items() if name in met}


@dataclass(frozen=True)
class _Now:
    """The script at one moment."""

    script: Script
    sound: Sound
    moment: Moment

    @cached_property
    def _states(self) -> Mapping[str, str]:
        return {name: self._now(name) for name in self.script.states}

    def _now(self, name: str) -> str:
        """Nobody hears a state that rings advisors while the API fails."""
        name = self.script.at(name, self.moment.instant)
        summon = self.script.summons(name)
        return name if summon is None or self.moment.works else self._now(summon.failed)

    def to(self, name: str) -> str:
        """The state that this one is now: itself, what it chooses, or where nobody can be rung, what follows then."""
        return self._states.get(name, name)

    def after(self, name: str, event: Event | None) -> str:
        """Where this leads."""
        return self.to(self.script.after(name, event, self.moment.instant))

    def waited(self, name: str) -> Outcome:
        """What became of waiting, by the name of the result."""
        return outcome(name, works=self.moment.works)

    def graph(self) -> Graph:
        """All places of it."""
        callers: dict[str, Place] = {}
        advisors: dict[str, Place] = {}
        for state in self.script.states.values():
            if not state.chooses:
                (advisors if state.is_advisors else callers).update(_places(state, self))
        return Graph(callers, dict(_entries(self)), advisors, works=self.moment.works)


def _places(state: State, now: _Now) -> Iterator[tuple[str, Place]]:
    name, steps = state.name, [one for step in state.steps for one in _step(step, now)]
    if state.is_advisors:
        has_own_call = name.startswith(ASKING)
        yield from assemble(name, name, steps if has_own_call else aside(steps))
    elif not name.startswith(WAITING):
        yield from assemble(name, name, steps)
    else:
        (key, first), *more = waiting(name, name, steps)
        yield key, _ringing(first, state, now)
        yield from more


def _ringing(place: Place, state: State, now: _Now) -> Place:
    """Who is rung while this is heard in a queue."""
    summon = state.step(Summon)
    if summon is None:
        return place
    telephones = Telephones(summon.numbers, summon.caller_id, summon.seconds, in_turn=False)
    return replace(place, summons=telephones, asks=dict.fromkeys(summon.numbers, now.to(summon.whisper)))


def events() -> Iterator[tuple[str, Event | None]]:
    """Everything that a request can tell, by the name that it has in entries."""
    yield "", None
    for key in KEYS:
        yield key, Pressed(key)
    for name, result in RESULTS.items():
        yield name, Dialled(result.outcome)


def _entries(now: _Now) -> Iterator[tuple[str, str]]:
    """Where people come in: at the start, or where they are who were in another menu."""
    yield OPENING, now.to(now.script.first)
    for name, event in events():
        yield f"{CHANGED} {name}".rstrip(), now.after("", event)
        if not isinstance(event, Dialled):
            yield f"{RUNG} {name}".rstrip(), now.after(GONE, event)
    if now.script.has_queue:
        yield from _queue_entries(now)


def _queue_entries(now: _Now) -> Iterator[tuple[str, str]]:
    """The same of who waits in a queue, or was rung for it, by a menu that is gone."""
    for name, event in events():
        yield f"{SUMMONED} {name}".rstrip(), now.after(FETCHING if isinstance(event, Dialled) else ASKING, event)
        if not isinstance(event, Dialled):
            yield f"{WAITED} {name}".rstrip(), now.to(LEAVING)
    for name in QUEUE_RESULTS:
        yield f"{CHANGED} queue {name}", now.after("", Dialled(now.waited(name)))


def _step(step: ScriptStep, now: _Now) -> Iterator[Step]:
    match step:
        case Speak(prompts):
            yield from map(now.sound, prompts)
        case Ask(prompts, seconds=seconds, ringing=times):
            said = (*map(now.sound, prompts), *[_tone()] * times)
            yield Listens(said, seconds, {key: now.to(step.after(key)) for key in KEYS})
        case Connect():
            yield _rings(step, now)
        case Enqueue() | Fetch() | Leave():
            yield _queues(step, now)
        case Go(name):
            yield Leads(now.to(name))
        case Choose() | Tell() | Summon():
            return
        case End():
            yield HangsUp()
        case _:
            assert_never(step)


def _tone() -> Said:
    tone = ringing_tone()
    return Said(folded(tone.file), tone.seconds, recorded=True)


def _rings(connect: Connect, now: _Now) -> Rings:
    ring = connect.ring
    telephones = Telephones(
        tuple(ring.numbers),
        connect.caller_id,
        ring.seconds,
        in_turn=ring.in_turn,
        on_star=Outcome.BACK in connect.after,
    )
    after = connect.after
    results = {name: now.to(after[one.outcome]) for name, one in RESULTS.items() if one.outcome in after}
    return Rings(telephones, results, dict.fromkeys(ring.numbers, connect.whisper) if connect.whisper else {})


def _queues(step: Enqueue | Fetch | Leave, now: _Now) -> Queues | Fetches | Leaves:
    match step:
        case Enqueue(queue, wait, after):
            waits = {name: now.after(wait, told.event) for name, told in WAITS.items()}
            return Queues(queue, waits, {name: now.to(after[now.waited(name)]) for name in QUEUE_RESULTS})
        case Fetch(queue, after):
            return Fetches(queue, {name: now.to(after[one.outcome]) for name, one in RESULTS.items()})
        case Leave():
            return Leaves()


def forgotten(script: Script) -> list[str]:
    """The states that nothing leads to, whatever the time."""
    ready = [script.first, MENU_CHANGED, END, EMERGENCY, ADVISOR, WHISPER, ACCEPTED, DECLINED]
    met: set[str] = set()
    while ready:
        name = ready.pop()
        if name not in met:
            met.add(name)
            ready += _leads(script.states[name]) if name in script.states else []
    return sorted(script.states.keys() - met)


def unmet(script: Script, graphs: Sequence[Graph]) -> int:
    """How many of its states nobody gets to at any of these moments, though something leads to them."""
    said = [name for name, state in script.states.items() if not state.chooses]
    known = graphs[0].places.keys() | graphs[0].aside.keys() | set(forgotten(script))
    return sum(name not in known for name in said)


def _leads(state: State) -> Iterator[str]:
    for step in state.steps:
        match step:
            case Ask(keys=keys, other=other):
                yield from (*keys.values(), other)
            case Connect(after=after, whisper=whisper):
                yield from (*after.values(), *([whisper] if whisper else []))
            case Enqueue() | Fetch() | Tell() | Summon():
                yield from _leads_in_queue(step)
            case Go(to):
                yield to
            case Choose(ways, otherwise):
                yield from (*(to for _, to in ways), otherwise)
            case Speak() | Leave() | End():
                continue
            case _:
                assert_never(step)


def _leads_in_queue(step: Enqueue | Fetch | Tell | Summon) -> Iterator[str]:
    match step:
        case Enqueue(wait=wait, after=after):
            yield from (wait, *after.values())
        case Fetch(after=after):
            yield from after.values()
        case Tell(first, places, waits):
            yield from (first, *places, *(to for _, to in waits))
        case Summon(whisper=whisper, failed=failed):
            yield from (whisper, failed)
