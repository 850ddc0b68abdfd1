"""Makes places of steps that follow one another, as a document or a state of the Script has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ivr.walk.graph import Place, Said, Telephones
from ivr.walk.queued import FIRST


@dataclass(frozen=True, slots=True)
class Listens:
    """A step: one key is awaited, from the first word on."""

    said: tuple[Said, ...]
    seconds: int
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rings:
    """A step: telephones ring; `asks` has what who picks up hears first, by number."""

    telephones: Telephones
    results: Mapping[str, str]
    asks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leads:
    """A step: goes on elsewhere."""

    to: str


@dataclass(frozen=True, slots=True)
class HangsUp:
    """A step: the call ends."""


@dataclass(frozen=True, slots=True)
class Connects:
    """A step: who picked up is connected with the caller."""


@dataclass(frozen=True, slots=True)
class Queues:
    """A step: a caller waits in a queue; `waits` has what is heard there, by what Twilio tells."""

    queue: str
    waits: Mapping[str, str]
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leaves:
    """A step: a caller leaves the queue."""


@dataclass(frozen=True, slots=True)
class Over:
    """A step: what is heard in a queue is over, and asked for again."""


@dataclass(frozen=True, slots=True)
class Fetches:
    """A step: who picked up takes a caller out of the queue."""

    queue: str
    results: Mapping[str, str]


Waits = Queues | Leaves | Over | Fetches
Ending = Rings | Leads | HangsUp | Connects | Waits
Step = Said | Listens | Ending


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


def aside(steps: Sequence[Step]) -> Sequence[Step]:
    """The same on the side of who picks up: what runs out of steps connects them (docs/voice/twiml/number#url)."""
    return [*steps, Connects()]


def waiting(key: str, name: str, steps: Sequence[Step]) -> Iterator[tuple[str, Place]]:
    """Make the same of what is heard in a queue: what runs out of steps is asked for again."""
    return ((at, replace(place, is_queued=True)) for at, place in assemble(key, name, [*steps, Over()]))


def _unanswered(key: str, place: Place, rest: Sequence[Step]) -> Iterator[tuple[str, Place]]:
    """Say what follows a question that nobody answers."""
    if not rest:
        yield key, replace(place, hangs_up=True)
    elif isinstance(rest[0], Said | Listens):
        yield key, replace(place, leads=f"{key}+")
        yield from assemble(f"{key}+", f"{place.name}+", rest)
    else:
        yield key, _ending(place, rest[0])


def _ending(place: Place, step: Ending) -> Place:
    match step:
        case Rings(telephones, results, asks):
            return replace(place, rings=telephones, results=results, asks=asks)
        case Leads(to):
            return replace(place, leads=to)
        case HangsUp():
            return replace(place, hangs_up=True)
        case Connects():
            return replace(place, connects=True)
        case _:
            return _waits(place, step)


def _waits(place: Place, step: Waits) -> Place:
    match step:
        case Queues(queue, waits, results):
            return replace(place, queue=queue, waits=waits, results=results, leads=waits.get(FIRST))
        case Leaves():
            return replace(place, leaves=True)
        case Over():
            return place
        case Fetches(queue, results):
            return replace(place, queue=queue, results=results, connects=True)
