"""What callers get when no recording can be had: from every place that plays one, Twilio goes on in the fallback."""

from dataclasses import replace

from ivr.walk.graph import FAILED, FALLBACK, Graph, Place


def without_recordings(graph: Graph) -> Graph:
    """The same conversation on a day that every recording fails (docs/usage/security/availability-reliability)."""
    places = {name: _failing(place) for name, place in graph.places.items()}
    fallback = graph.entries[FALLBACK]
    return replace(graph, places=places | {FAILED: Place(FAILED, leads=fallback)})


def _failing(place: Place) -> Place:
    return Place(place.name, leads=FAILED) if any(said.recorded for said in place.said) else place
