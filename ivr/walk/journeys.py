"""Finds the shortest way for a caller to every place, as what `ivr call` takes: keys, `wait`, and what advisors do.

It goes as `ivr call` goes: waiting passes over moments that are too short to be asked anything.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from ivr.simulator import OUTCOMES, PATIENCE_SECONDS
from ivr.walk.dialled import STAR
from ivr.walk.graph import ANSWER, NOWHERE, OPENING, RUNG, SUMMONED, WAIT, Graph, Place
from ivr.walk.journey import Journey
from ivr.walk.queued import LEAVE


def journeys(graph: Graph, wanted: Set[str]) -> Mapping[str, Journey]:
    """The shortest journey to each wanted place that somebody can get to; a hasty one where there is no other."""
    found: Mapping[str, Journey] = {}
    if wanted:
        found = _found(graph, Journey(), patience=PATIENCE_SECONDS)
    if wanted - found.keys():
        found = {**_found(graph, Journey(is_hasty=True), patience=0), **found}
    return {name: journey for name, journey in found.items() if name in wanted}


def _found(graph: Graph, begin: Journey, patience: float) -> Mapping[str, Journey]:
    search = _Search(graph, patience)
    for name, to in sorted(graph.entries.items(), key=lambda entry: entry[0] != OPENING):
        search.runs_on(to, replace(begin, entry=name), waiting=False)
        search.goes_everywhere()
    return {**search.found, **_aside(graph, search.found)}


def _aside(graph: Graph, found: Mapping[str, Journey]) -> Mapping[str, Journey]:
    """What who picks up does to get to each place on their side, soonest first."""
    ready = deque(
        (to, journey.and_then(f"{ANSWER} {number}"))
        for name, journey in sorted(found.items(), key=lambda one: one[1].length)
        for number, to in graph.places[name].asks.items()
    )
    ready += [
        (to, Journey(name, picks_up=())) for name, to in graph.entries.items() if name.startswith((RUNG, SUMMONED))
    ]
    asked: dict[str, Journey] = {}
    while ready:
        name, journey = ready.popleft()
        if name in graph.aside and name not in asked:
            asked[name] = journey
            ready += [(to, journey.and_then(event)) for event, to in graph.aside[name].onward()]
    return asked


class _Search:
    """Who stands somewhere can press a key or wait; between two such moments a call runs on by itself.

    Who waits stands where a key is awaited for so many seconds of `patience`, and anywhere in a queue where one is.
    """

    def __init__(self, graph: Graph, patience: float) -> None:
        self._graph = graph
        self._patience = patience
        self._turns: deque[tuple[str, Place, Journey]] = deque()
        self._stood: set[tuple[str, str]] = set()
        self._passed: set[tuple[str, str, bool]] = set()
        self.found: dict[str, Journey] = {}
        self._reached: set[str] = set()

    def goes_everywhere(self) -> None:
        """Do all that can be done, in order of length."""
        while self._turns:
            name, place, journey = self._turns.popleft()
            for key, to in place.keys.items():
                if (to, journey.queued_at) not in self._stood:
                    self.runs_on(to, journey.and_then(key), waiting=False)
            self._passes(name, place, journey.and_then(WAIT), waiting=True)

    def runs_on(self, name: str, journey: Journey, *, waiting: bool) -> None:
        """Go on until a key is awaited; a moment that is too short for who waits is passed over."""
        place = self._graph.places.get(name)
        if place is None:
            return
        if not (place.is_queued or place.leaves):
            journey = replace(journey, queued_at="")
        at = name, journey.queued_at
        self.found.setdefault(name, journey)
        too_short = waiting and not place.is_queued and (place.listens or 0) < self._patience
        if place.listens is not None and not too_short:
            if at not in self._stood:
                self._stood.add(at)
                self._turns.append((name, place, journey))
                if name not in self._reached:
                    self._reached.add(name)
                    self.found[name] = journey
        elif (*at, waiting) not in self._passed:
            self._passed.add((*at, waiting))
            self._passes(name, place, journey, waiting=waiting)

    def _passes(self, name: str, place: Place, journey: Journey, *, waiting: bool) -> None:
        if place.waits:
            journey = replace(journey, queued_at=name)
        if place.summons:
            journey = journey.unanswered()
        to = self._out_of_queue(journey) if place.leaves else None
        if leads := to or place.leads:
            self.runs_on(leads, journey, waiting=waiting and not place.leaves)
        for event, to in (*_results(place.results), *_results(place.waits)):
            if event != LEAVE and to != place.leads:
                self.runs_on(to, journey.and_then(event), waiting=waiting and event != STAR)

    def _out_of_queue(self, journey: Journey) -> str | None:
        """Where who leaves the queue goes on: that depends on where they came from."""
        return self._graph.places.get(journey.queued_at, NOWHERE).results.get(LEAVE)


def _results(results: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """One result for every place that these lead to, known to `ivr call` where possible."""
    first: dict[str, tuple[str, str]] = {}
    for result, to in sorted(results.items(), key=lambda result: result[0] not in (*OUTCOMES, STAR)):
        first.setdefault(to, (result, to))
    return first.values()
