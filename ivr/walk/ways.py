"""Where a habit leads: doing nothing, or pressing always the same, from every place until something is reached.

A habit is a function that says where it goes on from a place; the longest way counts where it may go several ways.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ivr.keys import ADVISOR, BACK
from ivr.simulator import PATIENCE_SECONDS
from ivr.walk.graph import FAILED, Graph, Place


@dataclass(frozen=True, slots=True)
class Move:
    """Going on to a place, after so many seconds and keys; `recorded` tells whether all of that was measured."""

    to: str
    seconds: float = 0.0
    keys: int = 0
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """What it takes to get there: the longest, in seconds and in keys apart."""

    end: str
    seconds: float = 0.0
    keys: int = 0
    recorded: bool = True

    def after(self, move: Move) -> "Way":
        """This way, with a move before it."""
        return Way(self.end, self.seconds + move.seconds, self.keys + move.keys, self.recorded and move.recorded)

    def longer(self, other: "Way") -> "Way":
        """The longest of two."""
        longest, _ = sorted((self, other), key=lambda way: way.seconds, reverse=True)
        return replace(longest, keys=max(self.keys, other.keys))


Moves = Callable[[str, Place], list[Move]]
Arrives = Callable[[str, Place], Way | None]


@dataclass(frozen=True)
class Ways:
    """The way from every place: None where the habit never gets there.

    `stuck` are the places because of which: where it comes round to again, and where it ends.
    """

    found: Mapping[str, Way | None]
    stuck: frozenset[str]

    def of(self, name: str | None) -> Way | None:
        """The way from this place; None when there is none, or no such place."""
        return self.found.get(name) if name is not None else None


def ways(graph: Graph, arrives: Arrives, moves: Moves) -> Ways:
    """The longest way from every place; `arrives` says what remains where it is reached."""
    search = _Search(graph, arrives, moves)
    for start in graph.places:
        if start not in search.found:
            search.settle(start)
    return Ways(search.found, frozenset(search.stuck))


class _Search:
    """Finds ways deepest first; a place that is met on its own way goes round."""

    def __init__(self, graph: Graph, arrives: Arrives, moves: Moves) -> None:
        self._graph, self._arrives, self._moves = graph, arrives, moves
        self._under_way: dict[str, tuple[list[Move], Iterator[Move]]] = {}
        self.found: dict[str, Way | None] = {}
        self.stuck: set[str] = set()

    def settle(self, start: str) -> None:
        """Find the way from here and from all that is on it."""
        self._enter(start)
        while self._under_way:
            name, (options, rest) = next(reversed(self._under_way.items()))
            move = next(rest, None)
            if move is None:
                del self._under_way[name]
                self.found[name] = _longest(options, self.found)
            elif move.to in self._under_way:
                self.stuck.add(move.to)
                self.found[move.to] = None
            elif move.to not in self.found:
                self._enter(move.to)

    def _enter(self, name: str) -> None:
        place = self._graph.places.get(name)
        if place is None or (arrived := self._arrives(name, place)) is not None:
            self.found[name] = None if place is None else arrived
            return
        options = self._moves(name, place)
        self._under_way[name] = options, iter(options)
        if not options:
            self.stuck.add(name)


def _longest(options: list[Move], found: Mapping[str, Way | None]) -> Way | None:
    """None as soon as one of them never gets there."""
    longest: Way | None = None
    for move in options:
        way = found[move.to]
        if way is None:
            return None
        whole = way.after(move)
        longest = whole if longest is None else longest.longer(whole)
    return longest


def _helped(graph: Graph) -> Arrives:
    """Telephones ring; or, while nobody can be reached, it is told so."""

    def arrives(name: str, place: Place) -> Way | None:
        if place.summons:
            return Way(name)
        if place.rings is None and (name not in graph.told or graph.fails(name)):
            return None
        return Way(name, place.seconds, recorded=_is_recorded(place))

    return arrives


def _is_recorded(place: Place) -> bool:
    return all(said.recorded for said in place.said)


def _waited(place: Place) -> list[Move]:
    return [] if place.leads is None else [Move(place.leads, place.seconds, recorded=_is_recorded(place))]


@lru_cache(maxsize=4)
def silent(graph: Graph) -> Ways:
    """Doing nothing, until telephones ring, or who cannot be helped now is told so."""
    return ways(graph, _helped(graph), lambda _, place: _waited(place))


def pressing(graph: Graph) -> Ways:
    """Pressing 0 at once wherever one is awaited, until telephones ring where none is, or it is told that none does.

    Who waits in a queue has been heard, and need not press.
    """
    helped = _helped(graph)

    def moves(_: str, place: Place) -> list[Move]:
        asks = ADVISOR in place.keys and not place.is_queued
        return [Move(place.keys[ADVISOR], keys=1)] if asks else _waited(place)

    def arrives(name: str, place: Place) -> Way | None:
        asks = place.keys and not place.is_queued and not graph.told
        return None if asks else helped(name, place)

    return ways(graph, arrives, moves)


@lru_cache(maxsize=4)
def wrong(graph: Graph, sentence: str) -> Ways:
    """Pressing a key that does nothing there, always after all has been said, until telephones ring."""
    helped = _helped(graph)

    def moves(_: str, place: Place) -> list[Move]:
        targets = {place.keys[key] for key in wrong_keys(graph, place, sentence)}
        said = place.seconds - (place.listens or 0)
        recorded = _is_recorded(place)
        return [Move(to, said, 1, recorded) for to in sorted(targets)] or _waited(place)

    def arrives(name: str, place: Place) -> Way | None:
        if place.rings and wrong_keys(graph, place, sentence):
            return None
        return helped(name, place)

    return ways(graph, arrives, moves)


def wrong_keys(graph: Graph, place: Place, sentence: str) -> list[str]:
    """The keys that do nothing there: the line says so with this sentence, or does as if 0 was pressed.

    In a queue none has to do anything.
    """
    if place.is_queued:
        return []
    advisor = place.keys.get(ADVISOR, "")
    helps = advisor in graph.told or rings_next(graph, advisor)
    return [
        key
        for key, to in place.keys.items()
        if (helps and to == advisor and key != ADVISOR) or _begins(graph.places.get(to), sentence)
    ]


def _begins(place: Place | None, sentence: str) -> bool:
    return place is not None and bool(place.said) and place.said[0].text == sentence


def backs(graph: Graph) -> Ways:
    """Pressing * wherever a key is awaited, until it leads nowhere else any more, or the call goes on without keys."""

    def moves(_: str, place: Place) -> list[Move]:
        return [Move(place.keys[BACK], keys=1)] if BACK in place.keys else _waited(place)

    def arrives(name: str, place: Place) -> Way | None:
        is_end = place.keys.get(BACK) == name or name == FAILED or (not place.keys and place.leads is None)
        return Way(name) if is_end else None

    return ways(graph, arrives, moves)


def rings_next(graph: Graph, name: str) -> bool:
    """Whether telephones ring before a key is really awaited; where something fails, who walked tells that."""
    end = comes_to(graph, name)
    return end is not None and (_rings(graph.places[end]) or graph.fails(end))


def asks_next(graph: Graph, name: str) -> bool:
    """Whether a key is really awaited before anything else happens; where something fails, who walked tells that."""
    end = comes_to(graph, name)
    return end is not None and (_awaits(graph.places[end]) or graph.fails(end))


def comes_to(graph: Graph, name: str) -> str | None:
    """Where who does nothing comes to: telephones ring, a key is really awaited, or it ends; None for going round."""
    met: set[str] = set()
    while name in graph.places and name not in met:
        place = graph.places[name]
        if _rings(place) or place.leads is None or _awaits(place) or graph.fails(name):
            return name
        met.add(name)
        name = place.leads
    return None


def told_at(graph: Graph, name: str) -> str:
    """Where who comes there hears whether anybody can be reached: there, or in a queue as soon as it goes on."""
    place = graph.places.get(name)
    return (comes_to(graph, name) or name) if place and place.is_queued else name


def _rings(place: Place) -> bool:
    return place.rings is not None or place.summons is not None


def _awaits(place: Place) -> bool:
    return place.listens is not None and place.listens >= PATIENCE_SECONDS
