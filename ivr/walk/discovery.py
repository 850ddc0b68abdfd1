"""Discovers a conversation over HTTP, starting from nothing but the addresses that a telephone number has.

Round after round, whatever documents were new are explored in turn, until there are none.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ivr.walk.crew import Crew
from ivr.walk.explorer import Explored, Explorer, Flaw, Found
from ivr.walk.graph import FAILED, FALLBACK, OPENING, Graph, Place

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Discovered:
    """What a server answers, as a graph, and everything that Twilio would report."""

    graph: Graph
    sizes: Mapping[str, int]
    """Bytes of every document, by its key."""
    flaws: tuple[Flaw, ...]
    recordings: Mapping[str, str]
    """Addresses of everything that its documents play, with a document that does."""
    requests: int
    edition: str
    """The id of what was walked, as it stands in the addresses of the opening."""


@dataclass
class _Map:
    """What is known so far."""

    places: dict[str, Place] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    plays: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    found: set[str] = field(default_factory=set)

    def takes(self, explored: Explored, key: str | None = None) -> list[Found]:
        """Take note of this, and give the documents that are new to everybody."""
        self.places.update(explored.places)
        self.flaws += explored.flaws
        self.requests += explored.requests
        if key is not None:
            self.sizes[key] = explored.size
            for url in explored.recordings:
                self.plays.setdefault(url, key)
        new = [found for found in explored.found if found.key not in self.found]
        self.found.update(found.key for found in new)
        return new


def over_http(crew: Crew, expected: int, progress: Progress | None = None) -> Discovered:
    """Walk all there is; `progress` is told how many documents have been explored, of at least `expected`."""
    known = _Map()
    entered = next(crew.does(_enter, [None]))
    frontier = known.takes(entered)
    while frontier:
        new: list[Found] = []
        for key, explored in crew.does(_explore, frontier):
            new += known.takes(explored, key)
            if progress and len(known.sizes) % 20 == 0:
                progress(len(known.sizes), max(expected, len(known.found)))
        frontier = new
    places = known.places | {FAILED: _failed(entered.led[FALLBACK])}
    graph = Graph(_reachable(places, entered.led), entered.led)
    return Discovered(graph, known.sizes, tuple(known.flaws), known.plays, known.requests, _edition(entered))


def _edition(entered: Explored) -> str:
    opening = next((found.body for found in entered.found if found.key == entered.led[OPENING]), b"")
    address = re.search(rb"/voice/(\w+)/", opening)
    return address[1].decode() if address else ""


def _failed(fallback: str) -> Place:
    """Where something failed, Twilio asks the fallback; when that fails too, the call is over."""
    if fallback == FAILED:
        return Place(FAILED, hangs_up=True)
    return Place(FAILED, leads=fallback)


def _reachable(places: Mapping[str, Place], entries: Mapping[str, str]) -> Mapping[str, Place]:
    """Leave the place of failures out where nothing failed."""
    used = FAILED in entries.values() or any(FAILED in dict(place.onward()).values() for place in places.values())
    return places if used else {name: place for name, place in places.items() if name != FAILED}


def _enter(explorer: Explorer, _: None) -> Explored:
    return explorer.enter()


def _explore(explorer: Explorer, found: Found) -> tuple[str, Explored]:
    return found.key, explorer.explore(found)
