"""Compares two graphs in step, from where callers come in: they must say and do the same everywhere.

Names play no part in it, so that a document that belongs to another state than it says is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr.walk.breaches import Breach
from ivr.walk.graph import Graph, Place

SECONDS = 0.05
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


def in_step(walked: Graph, scripted: Graph) -> Iterator[Pair]:
    """Every two places that the same leads to, as long as they are alike; what is not is told for all that leads there.

    What fails is unlike nothing: who walked tells why.
    """
    ready = [(walked.entries[entry], to, ("", "", entry)) for entry, to in scripted.entries.items()]
    alike: set[tuple[str, str]] = set()
    while ready:
        here, there, last = ready.pop()
        if (here, there) in alike:
            continue
        place, other = walked.places[here], scripted.places[there]
        fails = walked.fails(here)
        unlike = None if fails else _unlike(place, other)
        yield Pair(here, there, last, unlike)
        if not fails and unlike is None:
            alike.add((here, there))
            ready += [pair for pair in _next(here, place, other) if pair[:2] not in alike]


def differences(walked: Graph, scripted: Graph, pairs: Sequence[Pair]) -> Iterator[Breach]:
    """Where what was walked differs from the Script."""
    for pair in pairs:
        if pair.unlike:
            message = f"De server doet iets anders dan het script in {scripted.places[pair.there].name}: {pair.unlike}."
            yield Breach("differs", message, *pair.last, about=f"{pair.here} {pair.there}")
    if not any(pair.unlike or walked.fails(pair.here) for pair in pairs):
        yield from _unmatched(scripted, {pair.there for pair in pairs})


def meant(pairs: Sequence[Pair]) -> Mapping[Happened, str]:
    """The place of the Script to which each thing that can happen must lead, also where that fails."""
    return {pair.last: pair.there for pair in pairs}


def _next(here: str, place: Place, other: Place) -> Iterator[tuple[str, str, Happened]]:
    led = dict(other.onward())
    return ((to, led[event], (here, event, "")) for event, to in place.onward())


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
    if {event for event, _ in place.onward()} != {event for event, _ in other.onward()}:
        return "er kan iets anders gebeuren"
    return None


def _unmatched(scripted: Graph, matched: set[str]) -> Iterator[Breach]:
    for name in sorted(scripted.places.keys() - matched):
        yield Breach("unreached", f"Het script heeft een plaats waar geen beller komt: {name}.")
