"""Discovers a conversation over HTTP, starting from nothing but the addresses that a telephone number has.

Round after round, whatever documents were new are explored in turn, until there are none. Each is explored at every
moment, so that somebody is followed too who hears a document at one moment and presses a key at another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ivr.walk.clock import Moment
from ivr.walk.crew import Crew
from ivr.walk.explorer import Explored, Explorer, Flaw, Found, Led
from ivr.walk.graph import FAILED, FALLBACK, OPENING, Graph, Place
from ivr.walk.sides import side_of

Progress = Callable[[int, int], None]

Task = tuple[Found, Sequence[Moment]]


@dataclass(frozen=True)
class Discovered:
    """What a server answers, as a graph for each moment, and everything that Twilio would report."""

    graphs: tuple[Graph, ...]
    flaws: tuple[tuple[Flaw, ...], ...]
    """At each moment."""
    sizes: Mapping[str, int]
    """Bytes of every document, by its key; one that is heard on both sides counts on each."""
    recordings: Mapping[str, str]
    """Addresses of everything that its documents play, with a document that does."""
    requests: int
    edition: str
    """The id of what was walked, as it stands in the addresses of the opening."""

    @property
    def graph(self) -> Graph:
        """As it is now."""
        return self.graphs[0]


@dataclass
class _Now:
    """What is known of one moment."""

    places: dict[str, Place] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def takes(self, led: Led) -> None:
        self.places.update(led.places)
        self.flaws += led.flaws

    def graph(self, entries: Mapping[str, str], *, works: bool) -> Graph:
        """What was found; the place of failures only where something failed."""
        targets = [to for place in self.places.values() for _, to in place.everywhere()]
        failed = {FAILED: _failed(entries[FALLBACK])} if FAILED in (*entries.values(), *targets) else {}
        advisors = {key: place for key, place in self.places.items() if side_of(key.rstrip("+")).is_aside}
        callers = {key: place for key, place in self.places.items() if key not in advisors}
        return Graph(callers | failed, entries, advisors, works=works)


@dataclass
class _Map:
    """What is known so far."""

    moments: Sequence[_Now]
    sizes: dict[str, int] = field(default_factory=dict)
    plays: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    found: set[str] = field(default_factory=set)

    @property
    def has_queue(self) -> bool:
        """Whether somebody waits in a queue somewhere."""
        return any(place.waits for now in self.moments for place in now.places.values())

    def takes(self, explored: Explored, key: str | None = None) -> Iterator[Found]:
        """Take note of this, and give the documents that are new to everybody."""
        for now, led in zip(self.moments, explored.led, strict=True):
            now.takes(led)
        self.requests += explored.requests
        if key is not None:
            self.sizes[key] = explored.size
            for url in explored.recordings:
                self.plays.setdefault(url, key)
        for found in explored.found:
            if found.key not in self.found:
                self.found.add(found.key)
                yield found


def over_http(crew: Crew, moments: Sequence[Moment], expected: int, progress: Progress | None = None) -> Discovered:
    """Walk all there is; `progress` is told how many documents have been explored, of at least `expected`."""
    known = _Map([_Now() for _ in moments])
    entered = next(crew.does(_enter, [moments]))
    entries = [dict(led.to) for led in entered.led]

    def goes_on(begun: Explored) -> None:
        frontier = list(known.takes(begun))
        while frontier:
            new: list[Found] = []
            for key, explored in crew.does(_explore, [(found, moments) for found in frontier]):
                new += known.takes(explored, key)
                if progress and len(known.sizes) % 20 == 0:
                    progress(len(known.sizes), max(expected, len(known.found)))
            frontier = new

    goes_on(entered)
    if known.has_queue:
        queued = next(crew.does(_enter_queue, [moments]))
        goes_on(queued)
        for now, led in zip(entries, queued.led, strict=True):
            now.update(led.to)
    every = zip(known.moments, entries, moments, strict=True)
    graphs = tuple(now.graph(entry, works=moment.works) for now, entry, moment in every)
    flaws = tuple(tuple(now.flaws) for now in known.moments)
    return Discovered(graphs, flaws, known.sizes, known.plays, known.requests, _edition(entered))


def _edition(entered: Explored) -> str:
    opening = next((found.body for found in entered.found if found.key == entered.led[0].to[OPENING]), b"")
    address = re.search(rb"/voice/(\w+)/", opening)
    return address[1].decode() if address else ""


def _failed(fallback: str) -> Place:
    """Where something failed, Twilio asks the fallback; when that fails too, the call is over."""
    if fallback == FAILED:
        return Place(FAILED, hangs_up=True)
    return Place(FAILED, leads=fallback)


def _enter(explorer: Explorer, moments: Sequence[Moment]) -> Explored:
    return explorer.enter(moments)


def _enter_queue(explorer: Explorer, moments: Sequence[Moment]) -> Explored:
    return explorer.enter_queue(moments)


def _explore(explorer: Explorer, task: Task) -> tuple[str, Explored]:
    found, moments = task
    return found.key, explorer.explore(found, moments)
