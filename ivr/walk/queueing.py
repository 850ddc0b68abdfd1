"""What must hold of a queue: telephones ring for who is first, everybody hears something, and every way out leads on.

Guidance on 1, the way back on *, and doing nothing are held in a queue as everywhere (`properties`).
"""

from collections.abc import Iterator
from typing import Final

from ivr.steps import Outcome
from ivr.walk import ways
from ivr.walk.breaches import Breach
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import NOWHERE, Graph
from ivr.walk.properties import Property
from ivr.walk.queued import RUNG_FOR, outcome_of

QUEUE: Final = "queue"
"""To blame for what is wrong for all who wait: one queue, for all places."""


def telephones_ring_for_the_first(graph: Graph, _: str) -> Iterator[Breach]:
    """For who is first, and for whom nothing is known of, they ring at once, through the API or without a queue."""
    message = "Wie in de wachtrij aan de beurt is, krijgt geen adviseur."
    for name, place in graph.places.items():
        for event in RUNG_FOR if place.waits else ():
            to = place.waits.get(event, "")
            if to in graph.places and not _is_helped(graph, to):
                yield Breach("not-rung", message, name, event, about=to)


def no_key_makes_telephones_ring(graph: Graph, _: str) -> Iterator[Breach]:
    """They would ring again and again for one caller, and be engaged for everybody else."""
    message = "Deze toets laat telefoons overgaan voor wie al in de wachtrij staat."
    for name, place in graph.places.items():
        for key, to in place.keys.items():
            if graph.places.get(to, NOWHERE).summons:
                yield Breach("key-rings", message, name, key, about=to)


def who_waits_hears_something(graph: Graph, _: str) -> Iterator[Breach]:
    """A silent line seems dead."""
    for name, place in graph.places.items():
        if place.is_queued and not (place.leaves or place.words.strip() or graph.fails(name)):
            yield Breach("silent-queue", "Wie in de wachtrij staat, hoort hier niets.", name, about=place.name)


def every_way_out_leads_to_an_advisor(graph: Graph, _: str) -> Iterator[Breach]:
    """Who comes out of the queue and neither talked nor went back, gets telephones to ring without one."""
    message = "Wie zo uit de wachtrij komt, krijgt geen adviseur."
    for name, place in graph.places.items():
        for event, to in place.results.items() if place.waits else ():
            if _goes_back(graph, event) or to not in graph.places:
                continue
            if not _is_helped(graph, to):
                yield Breach("out-of-queue", message, name, event, about=to)


def who_has_talked_can_choose(graph: Graph, _: str) -> Iterator[Breach]:
    """How long a conversation was, nobody tells of a queue: who fell away must be able to get another."""
    message = "Wie wegvalt uit een gesprek, kan hier niet kiezen."
    for name, place in graph.places.items():
        for event, to in place.results.items() if place.waits else ():
            talked = outcome_of(event) is Outcome.CONVERSATION and to in graph.places
            if talked and not (graph.places[to].keys or graph.fails(to)):
                yield Breach("dropped", message, name, event, about=to)


def who_comes_too_late_is_told(graph: Graph, _: str) -> Iterator[Breach]:
    """Who accepts a caller that has gone hears so, and is let go; so is who has talked."""
    for name, place in graph.aside.items():
        for event, to in place.results.items() if place.queue else ():
            after = graph.find(to) or NOWHERE
            talked = RESULTS[event].outcome in (Outcome.CONVERSATION, Outcome.DROPPED)
            if graph.fails(to) or (after.hangs_up and (talked or after.said)):
                continue
            yield Breach(
                "not-told-gone", "Wie een beller opneemt die weg is, hoort dat niet.", name, event, about=QUEUE
            )


def _goes_back(graph: Graph, event: str) -> bool:
    outcome = outcome_of(event)
    return outcome is Outcome.CONVERSATION or (outcome is Outcome.BACK and graph.works)


def _is_helped(graph: Graph, name: str) -> bool:
    """Whether telephones ring next; or, while nobody can be reached, whether that is told where a caller can stay.

    A call that ends there is told as such.
    """
    end = ways.comes_to(graph, name)
    if end is not None and graph.places[end].hangs_up:
        return True
    return ways.rings_next(graph, name) or (bool(graph.told) and ways.asks_next(graph, name))


QUEUED: Final[tuple[Property, ...]] = (
    telephones_ring_for_the_first,
    no_key_makes_telephones_ring,
    who_waits_hears_something,
    every_way_out_leads_to_an_advisor,
    who_has_talked_can_choose,
    who_comes_too_late_is_told,
)
