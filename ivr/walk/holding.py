"""Everything that does not hold at one moment: over HTTP, on the Script, and in calls, each with a way to meet it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ivr.walk.agreement import lost, unequal, untrue
from ivr.walk.asking import ASKED
from ivr.walk.breaches import CALLS, HTTP, SCRIPT, Breach, Found, located
from ivr.walk.causes import causes
from ivr.walk.comparison import Pair, differences, meant
from ivr.walk.deafness import without_recordings
from ivr.walk.explorer import Flaw
from ivr.walk.figures import Figure
from ivr.walk.flaws import as_breach
from ivr.walk.graph import Graph
from ivr.walk.limits import limits
from ivr.walk.properties import PROPERTIES, nobody_is_hung_up_on, silence_reaches_an_advisor
from ivr.walk.queueing import QUEUED
from ivr.walk.situation import Situation


@dataclass(frozen=True)
class Both:
    """What was walked and what the Script says, at one moment, and how they compare."""

    walked: Graph
    scripted: Graph
    pairs: Sequence[Pair]
    flaws: Sequence[Flaw]


def found_in(both: Both, situation: Situation, wrong_key: str, forgotten: Sequence[str]) -> list[Found]:
    """What is wrong at this moment, without what only follows from it; `forgotten` are states that nothing leads to."""
    return causes(
        located(
            {
                HTTP: (both.walked, list(_over_http(both, situation, wrong_key))),
                SCRIPT: (both.scripted, list(_on_paper(both, situation, wrong_key, forgotten))),
                CALLS: (both.walked, list(_in_calls(situation))),
            }
        )
    )


def _over_http(both: Both, situation: Situation, wrong_key: str) -> Iterator[Breach]:
    wanted = meant(both.pairs)
    yield from (as_breach(flaw, wanted) for flaw in both.flaws)
    held = list(_held(both.walked, situation.figures, wrong_key))
    yield from held
    yield from _deaf(both.walked, held)
    yield from differences(both.scripted, both.pairs)
    yield from unequal(situation.figures, situation.scripted)


def _on_paper(both: Both, situation: Situation, wrong_key: str, forgotten: Sequence[str]) -> Iterator[Breach]:
    yield from _held(both.scripted, situation.scripted, wrong_key)
    for name in forgotten:
        yield Breach("unreached", f"Het script heeft een plaats waar geen beller komt: {name}.")


def _in_calls(situation: Situation) -> Iterator[Breach]:
    yield from untrue(situation.figures, situation.called)
    yield from lost(situation.rescued)


def _held(graph: Graph, measures: Mapping[str, Figure], wrong_key: str) -> Iterator[Breach]:
    for holds in (*PROPERTIES, *QUEUED, *ASKED):
        yield from holds(graph, wrong_key)
    yield from limits(graph, measures)


def _deaf(graph: Graph, held: Sequence[Breach]) -> Iterator[Breach]:
    """What goes wrong only when no recording can be had."""
    deaf, known = without_recordings(graph), set(held)
    for holds in (silence_reaches_an_advisor, nobody_is_hung_up_on):
        for breach in holds(deaf, ""):
            if breach not in known:
                message = f"Als opnamen niet te krijgen zijn: {breach.message}"
                yield replace(breach, rule="no-recordings", message=message)
