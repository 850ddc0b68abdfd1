"""Makes the graph of a conversation from the compiled Script, without any document or request."""

from collections.abc import Callable, Iterator
from typing import assert_never

from ivr.keys import KEYS
from ivr.script import START, Ask, Connect, Dialled, End, Event, Go, Pressed, Script, Speak, State
from ivr.script import Step as ScriptStep
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import (
    CHANGED,
    OPENING,
    Graph,
    HangsUp,
    Leads,
    Listens,
    Place,
    Rings,
    Said,
    Step,
    Telephones,
    assemble,
)

Sound = Callable[[str], Said]
"""How a text sounds."""


def from_script(script: Script, sound: Sound) -> Graph:
    """Give the places of this script, and where callers come in who were in another menu."""
    places: dict[str, Place] = {}
    for state in script.states.values():
        places.update(assemble(state.name, state.name, list(_steps(state, sound))))
    return Graph(places, {OPENING: START, **dict(_changed(script))})


def events() -> Iterator[tuple[str, Event | None]]:
    """Everything that a request can tell, by the name that it has in entries."""
    yield "", None
    for key in KEYS:
        yield key, Pressed(key)
    for name, result in RESULTS.items():
        yield name, Dialled(result.conversation)


def _changed(script: Script) -> Iterator[tuple[str, str]]:
    for name, event in events():
        yield f"{CHANGED} {name}".rstrip(), script.after("", event)


def _steps(state: State, sound: Sound) -> Iterator[Step]:
    for step in state.steps:
        yield from _step(step, sound)


def _step(step: ScriptStep, sound: Sound) -> Iterator[Step]:
    match step:
        case Speak(prompts):
            yield from map(sound, prompts)
        case Ask(prompts, seconds=seconds):
            yield Listens(tuple(map(sound, prompts)), seconds, {key: step.after(key) for key in KEYS})
        case Connect():
            yield _rings(step)
        case Go(to):
            yield Leads(to)
        case End():
            yield HangsUp()
        case _:
            assert_never(step)


def _rings(connect: Connect) -> Rings:
    ring = connect.ring
    return Rings(
        Telephones(tuple(ring.numbers), connect.caller_id, ring.seconds, ring.order == "one_after_another"),
        {name: connect.conversation if one.conversation else connect.otherwise for name, one in RESULTS.items()},
    )
