"""The figures of a queue: how soon telephones ring there, and how long callers hear the same."""

from collections.abc import Iterable
from typing import Final

from ivr.keys import ADVISOR
from ivr.walk import ways
from ivr.walk.figures import Figure
from ivr.walk.graph import Graph, Place
from ivr.walk.queued import RUNG_FOR

RINGING_FOR_FIRST: Final = ("first", "round")
"""The figures until telephones ring: there are none while nobody can be reached."""

NAMES: Final = (*RINGING_FOR_FIRST, "heard", "told")


def in_queue(graph: Graph) -> dict[str, Figure]:
    """Every figure of the queue, by name; there are none of a line without one."""
    queued = [place for place in graph.places.values() if place.is_queued and not place.leaves]
    if not queued:
        return dict.fromkeys(NAMES, Figure(None))
    told = {place.waits[name] for place in graph.places.values() for name in place.waits if name not in RUNG_FOR}
    return {
        "first": Figure(None) if graph.told else _first(graph),
        "round": Figure(None) if graph.told else _until_rung_again(graph, queued),
        "heard": _longest((place.seconds, _is_recorded(place), place.name) for place in queued),
        "told": Figure(sum(graph.places[name].is_queued for name in told if name in graph.places)),
    }


def _first(graph: Graph) -> Figure:
    keys = graph.opening.keys if graph.opening else {}
    way = ways.silent(graph).of(keys.get(ADVISOR))
    return Figure(way.seconds, way.recorded) if way else Figure(None)


def _until_rung_again(graph: Graph, queued: Iterable[Place]) -> Figure:
    """From one round to the next, and from the last one to the first."""
    rings = [(place, ways.silent(graph).of(place.leads)) for place in queued if place.summons]
    return _longest(
        (place.seconds + way.seconds, way.recorded and _is_recorded(place), place.name) for place, way in rings if way
    )


def _longest(found: Iterable[tuple[float, bool, str]]) -> Figure:
    seconds, recorded, name = max(found, default=(None, True, ""))
    return Figure(seconds, recorded, name)


def _is_recorded(place: Place) -> bool:
    return all(said.recorded for said in place.said)
