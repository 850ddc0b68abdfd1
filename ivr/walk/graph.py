"""One plain model of a conversation: places, what is said there, and where every key, silence and result leads.

It is made twice, from the compiled Script (`scripted`) and from what a server answers (`discovery`), for each moment at
which the clock makes another one of it. It knows of neither; what must hold is said in `properties` and `asking`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ivr.walk.queued import FIRST, LEAVE

WAIT: Final = "wait"
"""Stands among the keys for doing nothing, as in `ivr call`."""

ANSWER: Final = "answer"
"""Somebody picks up: begins the name of the event, their number stands behind it."""

OPENING: Final = "opening"
CHANGED: Final = "changed"
FALLBACK: Final = "fallback"
"""Where a caller comes in: at the start, from a menu that was replaced meanwhile, and where something failed."""

STAYED: Final = "stayed"
"""Where a caller is who came at another moment, and nobody comes at this one; the place's name stands behind it."""

RUNG: Final = "rung"
SUMMONED: Final = "summoned"
"""Where who picks up comes in, rung by a menu that was replaced meanwhile, or summoned for a queue by one."""

WAITED: Final = "waited"
"""Where a caller is who waits in a queue, when the menu is replaced meanwhile."""

FAILED: Final = "failed"
"""The place where Twilio is when a document cannot be had or executed: it goes on in the fallback."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said; `recorded` tells whether its seconds were measured, not estimated."""

    text: str
    seconds: float
    recorded: bool


@dataclass(frozen=True, slots=True)
class Telephones:
    """Who is rung, for how many seconds, and the number that they see: None is the caller's own.

    `on_star` tells whether the caller's * ends it.
    """

    numbers: tuple[str, ...]
    shows: str | None
    seconds: int
    in_turn: bool
    on_star: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A point in the conversation: something is said, perhaps a key is awaited, and then one thing happens.

    That is one of four: it `leads` on by itself (after silence, where it listens), telephones ring, a caller waits in a
    queue, or it hangs up. Aside, where somebody has picked up, the last of them hears it and hangs up, or is connected
    with the caller.
    """

    name: str
    said: tuple[Said, ...] = ()
    listens: int | None = None
    """Seconds of silence before it goes on; None where no key is listened to."""
    keys: Mapping[str, str] = field(default_factory=dict)
    leads: str | None = None
    rings: Telephones | None = None
    results: Mapping[str, str] = field(default_factory=dict)
    """Where each result of ringing leads, by its name in `dialled`."""
    asks: Mapping[str, str] = field(default_factory=dict)
    """What who picks up hears first, by number: a place aside. Who is not in it is connected at once."""
    hangs_up: bool = False
    connects: bool = False
    queue: str = ""
    """The queue in which a caller waits, or from which who picked up takes one."""
    waits: Mapping[str, str] = field(default_factory=dict)
    """What is heard in the queue, by what Twilio tells of waiting (`queued`)."""
    is_queued: bool = False
    """Whether it is heard in a queue: there it is asked for again when it is over, unless it leads on."""
    leaves: bool = False
    """Whether it leads out of the queue."""
    summons: Telephones | None = None
    """Who is rung while this is heard in a queue."""

    @property
    def seconds(self) -> float:
        """How long it takes who does nothing here, until the one thing happens."""
        return sum(said.seconds for said in self.said) + (self.listens or 0)

    @property
    def words(self) -> str:
        """Everything that is said here."""
        return " ".join(said.text for said in self.said)

    def onward(self) -> Iterator[tuple[str, str]]:
        """Everything that can happen on this side, with the place where it leads."""
        yield from self.keys.items()
        if self.leads is not None:
            yield WAIT, self.leads
        yield from self.results.items()
        yield from self.waits.items()

    def everywhere(self) -> Iterator[tuple[str, str]]:
        """The same, and what those hear who pick up."""
        yield from self.onward()
        for number, to in self.asks.items():
            yield f"{ANSWER} {number}", to


NOWHERE: Final = Place("")


@dataclass(frozen=True, eq=False)
class Graph:
    """All places of a conversation, and where people come in: an entry's name is a word, or a word and an event.

    A graph equals itself alone, so that what is computed of it can be kept.
    """

    places: Mapping[str, Place]
    """The caller's side."""
    entries: Mapping[str, str]
    aside: Mapping[str, Place] = field(default_factory=dict)
    """The side of who picks up, until the two are connected; no name is on both sides."""
    told: frozenset[str] = frozenset()
    """Where key 0 leads while nobody can be reached at this moment: callers are told so. Empty when somebody can."""
    works: bool = True
    """Whether Twilio's API does, through which telephones ring for a queue."""

    @property
    def opening(self) -> Place | None:
        """Where every call begins."""
        return self.places.get(self.entries.get(OPENING, ""))

    def find(self, name: str | None) -> Place | None:
        """The place of this name, on either side."""
        return self.places.get(name or "") or self.aside.get(name or "")

    def fails(self, name: str | None) -> bool:
        """Whether Twilio cannot have or execute what is there; who walked tells why."""
        place = self.find(name) or NOWHERE
        return FAILED in (name, place.leads) and place.listens is None

    def without(self, *words: str) -> "Graph":
        """The same conversation for callers who do not come in there; an entry is known by its first word."""
        entries = {name: to for name, to in self.entries.items() if name.partition(" ")[0] not in words}
        met = reached([replace(self, entries=entries)])
        return replace(self, entries=entries, places={name: one for name, one in self.places.items() if name in met})

    def listening(self) -> Iterator[tuple[str, Place]]:
        """The places where a caller can press a key."""
        return ((name, place) for name, place in self.places.items() if place.listens is not None)


def reached(graphs: Sequence[Graph], *entries: str) -> set[str]:
    """Every place, aside too, that somebody gets to while time goes on from any of these moments to any other.

    From these entries, or from all of them.
    """
    ready = [to for graph in graphs for name, to in graph.entries.items() if not entries or name in entries]
    met: set[str] = set()
    while ready:
        name = ready.pop()
        if name not in met:
            met.add(name)
            for graph in graphs:
                ready += [to for _, to in (graph.find(name) or NOWHERE).everywhere() if to not in met]
    return met


def with_stayed(graph: Graph) -> Graph:
    """The same conversation with callers in it who came at another moment, wherever nobody comes at this one."""
    met = reached([graph])
    left = {f"{STAYED} {one.name}": key for key, one in graph.places.items() if key not in met and not one.hangs_up}
    return replace(graph, entries={**graph.entries, **left})


def with_turns(graph: Graph) -> Graph:
    """The same conversation, in which whoever waits in a queue becomes the first, and who leaves it goes on.

    Where that is depends on where they came from: here from the first place there is. What holds for those who come
    from elsewhere is to be seen there.
    """
    queue = next((place for place in graph.places.values() if place.waits), None)
    return replace(graph, places={name: _goes_on(one, queue) for name, one in graph.places.items()}) if queue else graph


def _goes_on(place: Place, queue: Place) -> Place:
    if place.leaves:
        return replace(place, leads=queue.results.get(LEAVE))
    is_over = place.is_queued and place.leads is None and not place.hangs_up
    return replace(place, leads=queue.waits.get(FIRST)) if is_over else place
