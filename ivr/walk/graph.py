"""One plain model of a conversation: places, what is said there, and where every key, silence and result leads.

It is made twice, from the compiled Script (`scripted`) and from what a server answers (`discovery`), and knows of
neither; what must hold for a conversation is said in `properties`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

WAIT: Final = "wait"
"""Stands among the keys for doing nothing, as in `ivr call`."""

OPENING: Final = "opening"
CHANGED: Final = "changed"
FALLBACK: Final = "fallback"
"""Where a caller comes in: at the start, from a menu that was replaced meanwhile, and where something failed."""

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
    """Who is rung, for how many seconds, and the number that they see: None is the caller's own."""

    numbers: tuple[str, ...]
    shows: str | None
    seconds: int
    in_turn: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A point in the conversation: something is said, perhaps a key is awaited, and then one thing happens.

    That is one of three: it `leads` on by itself (after silence, where it listens), telephones ring, or it hangs up.
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
    hangs_up: bool = False

    @property
    def seconds(self) -> float:
        """How long it takes who does nothing here, until the one thing happens."""
        return sum(said.seconds for said in self.said) + (self.listens or 0)

    @property
    def words(self) -> str:
        """Everything that is said here."""
        return " ".join(said.text for said in self.said)

    def onward(self) -> Iterator[tuple[str, str]]:
        """Everything that can happen, with the place where it leads."""
        yield from self.keys.items()
        if self.leads is not None:
            yield WAIT, self.leads
        yield from self.results.items()


_NOWHERE: Final = Place("")


@dataclass(frozen=True, eq=False)
class Graph:
    """All places of a conversation, and where callers come in: an entry's name is a word, or a word and an event.

    A graph equals itself alone, so that what is computed of it can be kept.
    """

    places: Mapping[str, Place]
    entries: Mapping[str, str]

    @property
    def opening(self) -> Place | None:
        """Where every call begins."""
        return self.places.get(self.entries.get(OPENING, ""))

    def fails(self, name: str | None) -> bool:
        """Whether Twilio cannot have or execute what is there; who walked tells why."""
        place = self.places.get(name or "", _NOWHERE)
        return FAILED in (name, place.leads) and place.listens is None

    def without(self, entry: str) -> "Graph":
        """The same conversation for callers who do not come in there."""
        entries = {name: to for name, to in self.entries.items() if name != entry}
        met, ready = set(entries.values()), list(entries.values())
        while ready:
            for _, to in self.places.get(ready.pop(), _NOWHERE).onward():
                if to not in met:
                    met.add(to)
                    ready.append(to)
        return Graph({name: place for name, place in self.places.items() if name in met}, entries)

    def listening(self) -> Iterator[tuple[str, Place]]:
        """The places where a caller can press a key."""
        return ((name, place) for name, place in self.places.items() if place.listens is not None)


@dataclass(frozen=True, slots=True)
class Listens:
    """A step: one key is awaited, from the first word on."""

    said: tuple[Said, ...]
    seconds: int
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rings:
    """A step: telephones ring."""

    telephones: Telephones
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leads:
    """A step: goes on elsewhere."""

    to: str


@dataclass(frozen=True, slots=True)
class HangsUp:
    """A step: the call ends."""


Step = Said | Listens | Rings | Leads | HangsUp


def assemble(key: str, name: str, steps: Sequence[Step]) -> Iterator[tuple[str, Place]]:
    """Make the place with this key of steps that follow one another; what runs out of steps hangs up.

    Usually that is one place. What is said or asked after a question is a place of its own, called `name+`.
    """
    said: list[Said] = []
    for number, step in enumerate(steps, start=1):
        match step:
            case Said():
                said.append(step)
            case Listens():
                place = Place(name, (*said, *step.said), step.seconds, step.keys)
                yield from _unanswered(key, place, steps[number:])
                return
            case _:
                yield key, _ending(Place(name, tuple(said)), step)
                return
    yield key, Place(name, tuple(said), hangs_up=True)


def _unanswered(key: str, place: Place, rest: Sequence[Step]) -> Iterator[tuple[str, Place]]:
    """Say what follows a question that nobody answers."""
    if not rest:
        yield key, replace(place, hangs_up=True)
    elif isinstance(rest[0], Said | Listens):
        yield key, replace(place, leads=f"{key}+")
        yield from assemble(f"{key}+", f"{place.name}+", rest)
    else:
        yield key, _ending(place, rest[0])


def _ending(place: Place, step: Rings | Leads | HangsUp) -> Place:
    match step:
        case Rings(telephones, results):
            return replace(place, rings=telephones, results=results)
        case Leads(to):
            return replace(place, leads=to)
        case HangsUp():
            return replace(place, hangs_up=True)
