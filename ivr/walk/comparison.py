"""Compares two graphs in step, from where people come in: they must say and do the same everywhere, at every moment.

Names play no part in it, so that a document that belongs to another state than it says is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ivr.walk.breaches import Breach
from ivr.walk.graph import NOWHERE, Graph, Place

SECONDS: Final = 0.05
"""Recordings are measured twice, in two ways; a longer difference is another recording."""

Happened = tuple[str, str, str]
"""What leads to a place: a place and an event, or an entry."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A place that was walked, the one of the Script that it must be, what leads there, and what differs."""

    here: str
    there: str
    last: Happened
    unlike: str | None


def in_step(walked: Sequence[Graph], scripted: Sequence[Graph]) -> list[list[Pair]]:
    """Every two places that the same leads to at the same moment, as long as they are alike; a list for each moment.

    What is unlike is told for all that leads there. What fails is unlike nothing: who walked tells why. A place is the
    same at every moment, and only leads elsewhere; so two that are alike are followed at all of them.
    """
    pairs: list[list[Pair]] = [[] for _ in walked]
    ready = [
        (number, walked[number].entries[entry], to, ("", "", entry))
        for number, graph in enumerate(scripted)
        for entry, to in graph.entries.items()
    ]
    alike: set[tuple[str, str]] = set()
    while ready:
        number, here, there, last = ready.pop()
        place, other = walked[number].find(here) or NOWHERE, scripted[number].find(there)
        if (here, there) in alike or other is None:
            continue
        fails = walked[number].fails(here)
        unlike = None if fails else _unlike(place, other)
        pairs[number].append(Pair(here, there, last, unlike))
        if not fails and unlike is None:
            alike.add((here, there))
            ready += [
                (at, to, led, happened)
                for at in range(len(walked))
                for to, led, happened in _next(here, walked[at].find(here), scripted[at].find(there))
                if (to, led) not in alike
            ]
    return pairs


def differences(scripted: Graph, pairs: Sequence[Pair]) -> Iterator[Breach]:
    """Where what was walked at one moment differs from the Script."""
    for pair in pairs:
        if pair.unlike:
            name = (scripted.find(pair.there) or NOWHERE).name
            message = f"De server doet iets anders dan het script in {name}: {pair.unlike}."
            yield Breach("differs", message, *pair.last, about=f"{pair.here} {pair.there}")


def meant(pairs: Sequence[Pair]) -> Mapping[Happened, str]:
    """The place of the Script to which each thing that can happen must lead, also where that fails."""
    return {pair.last: pair.there for pair in pairs}


def _next(here: str, place: Place | None, other: Place | None) -> Iterator[tuple[str, str, Happened]]:
    led = dict((other or NOWHERE).everywhere())
    return ((to, led[event], (here, event, "")) for event, to in (place or NOWHERE).everywhere())


def _unlike(place: Place, other: Place) -> str | None:
    """What differs between two places, apart from where they lead."""
    if [said.text for said in place.said] != [said.text for said in other.said]:
        return "er wordt iets anders gezegd"
    if any(abs(one.seconds - two.seconds) > SECONDS for one, two in zip(place.said, other.said, strict=True)):
        return "een opname duurt niet even lang"
    if place.listens != other.listens:
        return "er wordt niet even lang op een toets gewacht"
    if place.rings != other.rings:
        return "er gaan andere telefoons over, of op een andere manier"
    if place.asks.keys() != other.asks.keys():
        return "niet aan dezelfde mensen die opnemen, wordt iets gevraagd"
    if {event for event, _ in place.onward()} != {event for event, _ in other.onward()}:
        return "er kan iets anders gebeuren"
    if place.connects != other.connects:
        return "wie opneemt, krijgt de beller op een andere manier"
    return _waited_unlike(place, other)


def _waited_unlike(place: Place, other: Place) -> str | None:
    """What differs between them for who waits in a queue."""
    if place.summons != other.summons:
        return "er gaan andere telefoons over voor wie in de wachtrij aan de beurt is"
    if (place.queue, place.is_queued, place.leaves) != (other.queue, other.is_queued, other.leaves):
        return "er wordt anders gewacht"
    return None
