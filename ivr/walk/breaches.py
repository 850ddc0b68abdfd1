"""What a proof finds: exceptions to what must hold, and the shortest way for a caller to meet them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ivr.walk.clock import Moment
from ivr.walk.graph import OPENING, STAYED, Graph, Place
from ivr.walk.journey import Journey
from ivr.walk.journeys import journeys

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
    when: datetime | None = None
    """The first moment at which it is so; None for now."""
    fails: bool = False
    """Whether it is so only while Twilio's API fails."""

    @property
    def elsewhere(self) -> int:
        """At how many more places that is."""
        return len({one.place for one in self.others} - {self.place})

    @property
    def order(self) -> tuple[bool, tuple[bool, int, int], tuple[str, ...], tuple[str, ...], str, str]:
        """To sort by: shortest journey first."""
        journey = self.journey or Journey()
        return self.journey is None, journey.length, journey.keys, journey.dials, self.place, self.breach.rule

    @property
    def same(self) -> tuple[str, ...]:
        """What it has in common with the same at another moment."""
        breach = self.breach
        where = (breach.about,) if breach.about else (self.place, breach.event)
        return breach.rule, breach.message, *where

    @property
    def is_met(self) -> bool:
        """Whether somebody who calls at this moment gets there."""
        return self.journey is not None and not self.journey.entry.startswith(STAYED)


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
    place = graph.find(breach.place) or Place(breach.place)
    return Found(breach, place.name, journey.and_then(breach.event, place) if journey else None, (proof,))


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


def merged(found: Sequence[tuple[Moment, Sequence[Found]]]) -> list[Found]:
    """What was found at every moment, once: at the first that a caller can call at and meet it. The first is now."""
    together: dict[tuple[str, ...], Found] = {}
    for moment, every in found:
        for one in every:
            first = together.get(one.same)
            if first is None or (one.is_met and not first.is_met):
                when = moment.at if moment.at != found[0][0].at else None
                together[one.same] = replace(one, when=when, fails=not moment.works)
    return sorted(together.values(), key=lambda one: one.order)
