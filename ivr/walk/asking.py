"""What must hold where somebody picks up: they hear something, 1 connects them with the caller, and nothing else does.

This is held on the side of who picks up alone (`Graph.aside`), and what must hold for callers on the other side.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ivr.keys import ACCEPT, KEYS
from ivr.walk.breaches import Breach
from ivr.walk.comparison import Happened
from ivr.walk.graph import ANSWER, RUNG, SUMMONED, WAIT, Graph, Place
from ivr.walk.properties import Property

ASKING: Final = "asking"
"""To blame for what is wrong on this side: one way to ask, for all places."""


def who_picks_up_is_asked(graph: Graph, _: str) -> Iterator[Breach]:
    """Who is not connected at once hears something, and can press a key; another organisation's line is not asked."""
    for happened, to in _picked_up(graph):
        place = graph.aside.get(to)
        if graph.fails(to) or (place and place.queue):
            continue
        if place is None:
            yield Breach("leads-nowhere", "Wie hier opneemt, komt nergens uit.", *happened)
        elif not place.said:
            yield Breach("asks-nothing", "Wie opneemt, hoort hier niets.", *happened, about=ASKING)
        elif place.listens is None:
            yield Breach("asks-nothing", "Wie opneemt, kan hier niet op 1 drukken.", *happened, about=ASKING)


def one_connects(graph: Graph, _: str) -> Iterator[Breach]:
    """Who presses 1 gets the caller."""
    for happened, connects in _answers(graph):
        if _is_accepted(happened) and not connects:
            yield Breach("not-connected", "Wie opneemt en 1 drukt, krijgt de beller niet.", *happened, about=ASKING)


def nothing_else_connects(graph: Graph, _: str) -> Iterator[Breach]:
    """Every other key, and silence, lets go of who picked up: a voicemail must not answer a caller."""
    for happened, connects in _answers(graph):
        if not _is_accepted(happened) and connects is not False:
            message = "Wie opneemt, krijgt de beller zonder 1 te drukken."
            if connects is None:
                message = "Wie opneemt en niet 1 drukt, houdt de beller bezet: er wordt niet opgehangen."
            yield Breach("not-asked", message, *happened, about=ASKING)


def _picked_up(graph: Graph) -> Iterator[tuple[Happened, str]]:
    """Wherever somebody picks up who is asked, with what is heard first."""
    for name, place in graph.places.items():
        for number, to in place.asks.items():
            yield (name, f"{ANSWER} {number}", ""), to
    for entry in (RUNG, SUMMONED):
        if entry in graph.entries:
            yield ("", "", entry), graph.entries[entry]


def _answers(graph: Graph) -> Iterator[tuple[Happened, bool | None]]:
    """All that who is asked can do, and whether that connects them; what fails is told by who walked."""
    for happened, place in _given(graph):
        end = _end(graph, place)
        if not graph.fails(end.leads):
            yield happened, _connects(end)


def _given(graph: Graph) -> Iterator[tuple[Happened, Place]]:
    for name, place in graph.aside.items():
        if place.listens is not None:
            yield (name, WAIT, ""), replace(place, listens=None)
            yield from (((name, key, ""), Place("", leads=place.keys.get(key, ""))) for key in KEYS)
    for entry in (f"{kind} {key}" for kind in (RUNG, SUMMONED) for key in KEYS):
        if entry in graph.entries:
            yield ("", "", entry), Place("", leads=graph.entries[entry])


def _is_accepted(happened: Happened) -> bool:
    _, key, entry = happened
    return ACCEPT in (key, entry.partition(" ")[2])


def _end(graph: Graph, place: Place) -> Place:
    """Where this leads by itself."""
    met: set[str] = set()
    while place.listens is None and place.leads is not None and place.leads not in met:
        met.add(place.leads)
        place = graph.aside.get(place.leads, place)
    return place


def _connects(place: Place) -> bool | None:
    """Whether who ends there is connected; False when hung up on, None when neither."""
    if place.listens is not None or not (place.connects or place.hangs_up):
        return None
    return place.connects


ASKED: Final[tuple[Property, ...]] = (who_picks_up_is_asked, one_connects, nothing_else_connects)
