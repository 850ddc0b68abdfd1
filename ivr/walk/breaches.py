"""What a proof finds: exceptions to what must hold, and the shortest way for a caller to meet them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ivr.walk.graph import OPENING, Graph, Place
from ivr.walk.journeys import Journey, journeys

HTTP: Final = "http"
SCRIPT: Final = "script"
CALLS: Final = "calls"
"""The three proofs."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that must hold and does not: the rule, a Dutch sentence, and where.

    A remark is told, and proves nothing wrong.
    """

    rule: str
    message: str
    place: str = ""
    event: str = ""
    """What happens there when it goes wrong: a key, `wait`, a result of ringing, or nothing."""
    entry: str = ""
    """Where callers come in when it goes wrong right there."""
    is_remark: bool = False
    about: str = ""
    """What is to blame where that is met at many places (a place, a recording, words): it is told once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A breach, the name of its place, and the shortest journey that shows it, if callers can get there."""

    breach: Breach
    place: str
    journey: Journey | None
    proofs: tuple[str, ...]
    """Where it was found."""
    others: tuple["Found", ...] = ()
    """Where the same is to blame, and callers get later."""

    @property
    def elsewhere(self) -> int:
        """At how many more places that is."""
        return len({one.place for one in self.others} - {self.place})

    @property
    def order(self) -> tuple[bool, tuple[bool, int, int], tuple[str, ...], tuple[str, ...], str, str]:
        """To sort by: shortest journey first."""
        journey = self.journey or Journey()
        return self.journey is None, journey.length, journey.keys, journey.dials, self.place, self.breach.rule


def located(proofs: Mapping[str, tuple[Graph, Sequence[Breach]]]) -> list[Found]:
    """Say of every breach how to get there, shortest way first; what was found in several proofs is told once."""
    together: dict[tuple[str, str, Journey | None], Found] = {}
    for proof, (graph, breaches) in proofs.items():
        known = journeys(graph, {breach.place for breach in breaches if breach.place})
        for one in _soonest(_located(breach, graph, known, proof) for breach in breaches):
            key = (one.breach.rule, one.breach.message, one.journey)
            first = together.setdefault(key, one)
            if proof not in first.proofs:
                together[key] = replace(first, proofs=(*first.proofs, proof))
    return sorted(together.values(), key=lambda one: one.order)


def _located(breach: Breach, graph: Graph, known: Mapping[str, Journey], proof: str) -> Found:
    if breach.entry or not breach.place:
        journey = Journey(breach.entry or OPENING) if breach.entry else None
        return Found(breach, breach.entry, journey, (proof,))
    journey = known.get(breach.place)
    name = graph.places.get(breach.place, Place(breach.place)).name
    return Found(breach, name, journey.and_then(breach.event) if journey else None, (proof,))


def _soonest(found: Iterable[Found]) -> Iterator[Found]:
    """Of all places where the same is to blame, the one where callers get first."""
    blamed: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        if one.breach.about:
            blamed.setdefault((one.breach.rule, one.breach.about), []).append(one)
        else:
            yield one
    for same in blamed.values():
        soonest, *others = sorted(same, key=lambda one: one.order)
        yield replace(soonest, others=tuple(others))
