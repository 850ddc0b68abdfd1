"""What a proof finds: exceptions to what must hold, and the shortest way for a caller to meet them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr.walk.graph import OPENING, Graph, Place
from ivr.walk.journeys import Journey, journeys


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


@dataclass(frozen=True, slots=True)
class Found:
    """A breach, the name of its place, and the shortest journey that shows it, if callers can get there."""

    breach: Breach
    place: str
    journey: Journey | None
    proofs: tuple[str, ...]
    """Where it was found: over HTTP, in the Script, in calls."""

    @property
    def order(self) -> tuple[bool, tuple[bool, int, int], str, str]:
        """To sort by: shortest journey first."""
        journey = self.journey or Journey()
        return self.journey is None, journey.length, self.place, self.breach.rule


def located(proofs: Mapping[str, tuple[Graph, Sequence[Breach]]]) -> Iterator[Found]:
    """Say of every breach how to get there; what was found in several proofs is told once."""
    together: dict[tuple[str, str, Journey | None], Found] = {}
    for proof, (graph, breaches) in proofs.items():
        known = journeys(graph) if breaches else {}
        for breach in breaches:
            one = _located(breach, graph, known, proof)
            key = (breach.rule, breach.message, one.journey)
            first = together.setdefault(key, one)
            if proof not in first.proofs:
                together[key] = Found(first.breach, first.place, first.journey, (*first.proofs, proof))
    return iter(together.values())


def _located(breach: Breach, graph: Graph, known: Mapping[str, Journey], proof: str) -> Found:
    if breach.entry or not breach.place:
        journey = Journey(breach.entry or OPENING) if breach.entry else None
        return Found(breach, breach.entry, journey, (proof,))
    journey = known.get(breach.place)
    name = graph.places.get(breach.place, Place(breach.place)).name
    return Found(breach, name, journey.and_then(breach.event) if journey else None, (proof,))
