"""Compares two graphs in step, from where callers come in: they must say and do the same everywhere.

Names play no part in it, so that a document that belongs to another state than it says is found.
"""

from collections.abc import Iterator

from ivr.walk.breaches import Breach
from ivr.walk.graph import FAILED, Graph, Place

SECONDS = 0.05
"""Recordings are measured twice, in two ways; a longer difference is another recording."""


Pair = tuple[str, str, tuple[str, str, str]]
"""A place of each graph, and what leads there: a place and an event, or an entry."""


def differences(walked: Graph, scripted: Graph) -> Iterator[Breach]:
    """Where what was walked differs from the Script; what failed is told by who walked, not here."""
    pairs: list[Pair] = [(walked.entries[name], to, ("", "", name)) for name, to in scripted.entries.items()]
    met = {(here, there) for here, there, _ in pairs}
    same = True
    while pairs:
        here, there, last = pairs.pop()
        place, other = walked.places[here], scripted.places[there]
        if FAILED in (here, place.leads):
            same = False
        elif what := _unlike(place, other):
            same = False
            yield Breach("differs", f"De server doet iets anders dan het script in {other.name}: {what}.", *last)
        else:
            new = [pair for pair in _next(here, place, other) if pair[:2] not in met]
            met.update(pair[:2] for pair in new)
            pairs.extend(new)
    if same:
        yield from _unmatched(scripted, {there for _, there in met})


def _next(here: str, place: Place, other: Place) -> Iterator[Pair]:
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
    if place.hangs_up != other.hangs_up:
        return "de lijn hangt op" if place.hangs_up else "de lijn hangt niet op"
    if {event for event, _ in place.onward()} != {event for event, _ in other.onward()}:
        return "er kan iets anders gebeuren"
    return None


def _unmatched(scripted: Graph, matched: set[str]) -> Iterator[Breach]:
    for name in sorted(scripted.places.keys() - matched):
        yield Breach("unreached", f"Het script heeft een plaats waar geen beller komt: {name}.")
