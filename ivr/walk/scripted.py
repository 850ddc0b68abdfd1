"""Makes the graph of a conversation from the compiled Script, without any document or request, for each moment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never

from ivr.keys import ADVISOR, EMERGENCY, KEYS
from ivr.script import ACCEPTED, DECLINED, END, WHISPER, Dialled, Event, Pressed, Script, State
from ivr.script import CHANGED as MENU_CHANGED
from ivr.script import Step as ScriptStep
from ivr.steps import Ask, Choose, Connect, End, Go, Outcome, Speak
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import CHANGED, OPENING, RUNG, Graph, Place, Said, Telephones, reached
from ivr.walk.steps import HangsUp, Leads, Listens, Rings, Step, aside, assemble

Sound = Callable[[str], Said]
"""How a text sounds."""

To = Callable[[str], str]
"""Where a state leads at some moment: to itself, or on to what it chooses then."""

GONE: Final = f"{WHISPER}-gone"
"""A whisper of a menu that was replaced meanwhile."""


def from_script(script: Script, sound: Sound, moments: Sequence[datetime]) -> list[Graph]:
    """Give the places of this script that people get to, and where they come in, for each of these moments."""
    graphs = [_at(script, sound, moment) for moment in moments]
    met = reached(graphs)
    return [replace(graph, places=_only(graph.places, met), aside=_only(graph.aside, met)) for graph in graphs]


def _only(every: Mapping[str, Place], met: set[str]) -> Mapping[str, Place]:
    return {name: place for name, place in every.items() if name in met}


def _at(script: Script, sound: Sound, moment: datetime) -> Graph:
    chosen = {name: script.at(name, moment) for name, state in script.states.items() if state.chooses}

    def to(name: str) -> str:
        return chosen.get(name, name)

    callers: dict[str, Place] = {}
    advisors: dict[str, Place] = {}
    for state in script.states.values():
        if state.chooses:
            continue
        steps = [one for step in state.steps for one in _step(step, sound, to)]
        if state.is_advisors:
            advisors.update(assemble(state.name, state.name, aside(steps)))
        else:
            callers.update(assemble(state.name, state.name, steps))
    return Graph(callers, {OPENING: to(script.first), **dict(_met_by_chance(script, moment))}, advisors)


def events() -> Iterator[tuple[str, Event | None]]:
    """Everything that a request can tell, by the name that it has in entries."""
    yield "", None
    for key in KEYS:
        yield key, Pressed(key)
    for name, result in RESULTS.items():
        yield name, Dialled(result.outcome)


def _met_by_chance(script: Script, moment: datetime) -> Iterator[tuple[str, str]]:
    """Where people come in who were in another menu."""
    for name, event in events():
        yield f"{CHANGED} {name}".rstrip(), script.after("", event, moment)
        if not isinstance(event, Dialled):
            yield f"{RUNG} {name}".rstrip(), script.after(GONE, event, moment)


def _step(step: ScriptStep, sound: Sound, to: To) -> Iterator[Step]:
    match step:
        case Speak(prompts):
            yield from map(sound, prompts)
        case Ask(prompts, seconds=seconds):
            yield Listens(tuple(map(sound, prompts)), seconds, {key: to(step.after(key)) for key in KEYS})
        case Connect():
            yield _rings(step, to)
        case Go(name):
            yield Leads(to(name))
        case Choose():
            return
        case End():
            yield HangsUp()
        case _:
            assert_never(step)


def _rings(connect: Connect, to: To) -> Rings:
    ring = connect.ring
    telephones = Telephones(
        tuple(ring.numbers),
        connect.caller_id,
        ring.seconds,
        in_turn=ring.order == "one_after_another",
        on_star=Outcome.BACK in connect.after,
    )
    results = {name: to(connect.after[one.outcome]) for name, one in RESULTS.items() if one.outcome in connect.after}
    return Rings(telephones, results, dict.fromkeys(ring.numbers, connect.whisper) if connect.whisper else {})


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
            case Go(to):
                yield to
            case Choose(ways, otherwise):
                yield from (*(to for _, to in ways), otherwise)
            case Speak() | End():
                continue
            case _:
                assert_never(step)
