"""The figures of a conversation that a manager can check: how far everything is, in seconds and in keys.

Each is computed from a graph alone; what a figure means is said once, in `certificate`.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ivr.keys import ADVISOR, EMERGENCY, NEXT, REPEAT
from ivr.walk import ways
from ivr.walk.graph import OPENING, Graph, Place, Said
from ivr.walk.journey import Journey
from ivr.walk.naming import heard, until_112, until_advisor
from ivr.walk.ways import Way

CHOICES: Final = "23456789"

RINGING: Final = ("silent", "wrong", "wrong_keys", "zero_keys", "zero", "nothing")
"""The figures until telephones ring: there are none while nobody can be reached."""

DEPTHS: Final = ("answer_keys", "part_keys", "part")
"""The figures of answers: there are none while something is told in the menu's place."""


@dataclass(frozen=True)
class Figure:
    """One figure: None when there is no such thing; `recorded` when every second of it was measured of a recording."""

    value: float | None
    recorded: bool = True
    at: str = ""
    """The place that it is about."""
    keys: tuple[str, ...] = ()
    """The keys that show it."""


def figures(graph: Graph, sentence: str) -> dict[str, Figure]:
    """Every figure of this conversation, by name; `sentence` is said after a key that does nothing."""
    return dict((*_counts(graph), *opening(graph), *_habits(graph, sentence), *_depths(graph)))


def _counts(graph: Graph) -> Iterator[tuple[str, Figure]]:
    places = graph.places.values()
    counts = {
        "states": len(places),
        "listening": sum(place.listens is not None for place in places),
        "ringing": sum(place.rings is not None for place in places),
        "keys": sum(len(place.keys) for place in places),
        "silences": sum(place.leads is not None for place in places),
        "results": sum(len(place.results) for place in places),
        "waits": sum(len(place.waits) for place in places),
        "questions": sum(place.listens is not None for place in graph.aside.values()),
    }
    counts["transitions"] = counts["keys"] + counts["silences"] + counts["results"] + counts["waits"]
    return ((name, Figure(count)) for name, count in counts.items())


def opening(graph: Graph) -> Iterator[tuple[str, Figure]]:
    """How long it takes in the opening until 112, the way to an advisor, and all choices have been said."""
    said = graph.opening.said if graph.opening else ()
    sounds = heard(said)
    for name, found in (("to_112", until_112(sounds)), ("to_advisor_key", until_advisor(sounds))):
        place, seconds = found or (len(said), None)
        yield name, Figure(seconds, _recorded(said[: place + 1]))
    yield "opening", Figure(sounds[-1].end if sounds else None, _recorded(said))


def _recorded(said: Iterable[Said]) -> bool:
    return all(one.recorded for one in said)


def _habits(graph: Graph, sentence: str) -> Iterator[tuple[str, Figure]]:
    yield "guidance", _guidance(graph)
    if graph.told:
        yield from ((name, Figure(None)) for name in RINGING)
        return
    start = graph.entries.get(OPENING, "")
    silent, wrong = ways.silent(graph), ways.wrong(graph, sentence).of(start)
    yield "silent", _seconds(silent.of(start))
    yield "wrong", _seconds(wrong, wrong_keys(graph, sentence))
    yield "wrong_keys", Figure(wrong.keys if wrong else None)
    pressed = {name: silent.of(place.keys.get(ADVISOR)) for name, place in graph.listening() if not place.is_queued}
    direct = all(ways.rings_next(graph, place.keys.get(ADVISOR, "")) for _name, place in graph.listening())
    yield "zero_keys", Figure(1 if direct else None)
    yield "zero", _longest(graph, pressed)
    going_on = {name: way for name, way in silent.found.items() if _goes_on(graph.places[name])}
    yield "nothing", _longest(graph, going_on)


def _goes_on(place: Place) -> bool:
    """Whether a caller comes to an advisor by doing nothing here alone; in a queue others come first."""
    return not (place.hangs_up or place.is_queued)


def _guidance(graph: Graph) -> Figure:
    """How long it takes after key 1 until 112 has been named, where that takes longest."""
    longest = Figure(0.0)
    for _name, place in graph.listening():
        guidance = graph.places.get(place.keys.get(EMERGENCY, ""), Place(""))
        found = until_112(heard(guidance.said))
        if found is None:
            return Figure(None)
        if found[1] > (longest.value or 0):
            longest = Figure(found[1], _recorded(guidance.said[: found[0] + 1]), place.name)
    return longest


def _seconds(way: Way | None, keys: tuple[str, ...] = ()) -> Figure:
    return Figure(way.seconds, way.recorded, keys=keys) if way else Figure(None)


def _longest(graph: Graph, found: Mapping[str, Way | None]) -> Figure:
    known = {name: way for name, way in found.items() if way is not None}
    if len(known) < len(found) or not known:
        return Figure(None)
    name = max(known, key=lambda name: known[name].seconds)
    return Figure(known[name].seconds, known[name].recorded, graph.places[name].name)


def wrong_keys(graph: Graph, sentence: str) -> tuple[str, ...]:
    """The keys that do nothing, one after another, by which it takes longest until telephones ring."""
    found = ways.wrong(graph, sentence).found
    keys: list[str] = []
    name = graph.entries.get(OPENING, "")
    while found.get(name):
        place = graph.places[name]
        useless = [(key, found[place.keys[key]]) for key in ways.wrong_keys(graph, place, sentence)]
        if useless:
            last = keys[-1:]
            key = max(useless, key=lambda one: (one[1].seconds if one[1] else 0.0, [one[0]] == last))[0]
            keys.append(key)
            name = place.keys[key]
        elif place.rings or place.summons or place.leads is None:
            break
        else:
            name = place.leads
    return tuple(keys)


def _depths(graph: Graph) -> Iterator[tuple[str, Figure]]:
    answer, part, longest = DEPTHS
    yield answer, _deepest(graph, CHOICES)
    yield part, _deepest(graph, CHOICES + NEXT)
    yield longest, max(_parts(graph), key=lambda part: part.value or 0, default=Figure(None))


def _deepest(graph: Graph, keys: str) -> Figure:
    """The answer that is farthest from the opening, by these keys alone; an answer repeats itself on 2."""
    deepest = Figure(None)
    for name, journey in _reached(graph, keys):
        if graph.places[name].keys.get(REPEAT) == name:
            deepest = Figure(len(journey.keys), at=graph.places[name].name, keys=journey.keys)
    return deepest


def _reached(graph: Graph, keys: str) -> Iterator[tuple[str, Journey]]:
    start = graph.entries.get(OPENING, "")
    ready, met = deque([(start, Journey())] if start in graph.places else []), {start}
    while ready:
        name, journey = ready.popleft()
        yield name, journey
        for key in keys:
            to = graph.places[name].keys.get(key, "")
            if to in graph.places and to not in met:
                met.add(to)
                ready.append((to, journey.and_then(key)))


def _parts(graph: Graph) -> Iterator[Figure]:
    for name, said in parts(graph):
        yield Figure(sum(one.seconds for one in said), _recorded(said), graph.places[name].name)


def parts(graph: Graph) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """What is said before the choices, at every place that says these once more after silence, behind one sentence."""
    for name, place in graph.listening():
        choices = () if place.is_queued else _choices(graph, place)
        if choices and _texts(place.said[-len(choices) :]) == _texts(choices):
            yield name, place.said[: -len(choices)]


def _choices(graph: Graph, place: Place) -> tuple[Said, ...]:
    after = graph.places.get(place.leads or "")
    return after.said[1:] if after and after.listens is not None and place.leads not in graph.told else ()


def _texts(said: Iterable[Said]) -> list[str]:
    return [one.text for one in said]
