"""Proves that every path ends at help: on the compiled Script, on what a server answers, and in calls.

All three must agree.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache

from ivr.prompts import folded
from ivr.script import Script
from ivr.simulator.speech import spoken_seconds
from ivr.walk import calls
from ivr.walk.agreement import lost, unequal, untrue
from ivr.walk.breaches import CALLS, HTTP, SCRIPT, Breach, Found, located
from ivr.walk.causes import causes
from ivr.walk.comparison import differences, in_step, meant
from ivr.walk.crew import Crew
from ivr.walk.deafness import without_recordings
from ivr.walk.discovery import Discovered, Progress, over_http
from ivr.walk.explorer import Explorer, Flaw
from ivr.walk.figures import Figure, figures
from ivr.walk.flaws import as_breach
from ivr.walk.graph import FALLBACK, Graph, Said
from ivr.walk.limits import limits
from ivr.walk.properties import PROPERTIES, nobody_is_hung_up_on, silence_reaches_an_advisor
from ivr.walk.scripted import Sound, from_script

Shown = Callable[[str], AbstractContextManager[Progress | None]]
"""Shows whoever is watching what is being done, and how far it is."""


@dataclass(frozen=True)
class Subject:
    """What is to be proved right: a compiled menu, how its texts sound, and what is said after a useless key."""

    script: Script
    sound: Sound
    wrong_key: str


@dataclass(frozen=True)
class Proof:
    """What came of it: what was found, shortest way first, and the figures of what was walked, and of the Script."""

    found: tuple[Found, ...]
    figures: Mapping[str, Figure]
    scripted: Mapping[str, Figure]
    called: Mapping[str, float | None]
    rescued: Mapping[str, bool]
    discovered: Discovered
    estimated: int
    """Texts without a recording."""

    @property
    def exceptions(self) -> list[Found]:
        """Everything that must hold and does not."""
        return [one for one in self.found if not one.breach.is_remark]

    @property
    def remarks(self) -> list[Found]:
        """Everything else that a reader should know."""
        return [one for one in self.found if one.breach.is_remark]


def sound_of(lengths: Mapping[str, float]) -> Sound:
    """How texts sound: a recording has its measured seconds, the rest is as long as the simulator takes it to be."""

    @cache
    def sound(text: str) -> Said:
        measured = lengths.get(text)
        return Said(folded(text), spoken_seconds(text) if measured is None else measured, measured is not None)

    return sound


def prove(subject: Subject, crew: Crew, shown: Shown) -> Proof:
    """Walk the line, prove what must hold on it and on its Script, and compare both with each other and with calls."""
    scripted = from_script(subject.script, subject.sound)
    with shown("Alle wegen nalopen") as progress:
        walked = over_http(crew, len(scripted.places), progress)
    with shown("Opnamen ophalen en opbellen"):
        flaws = [flaw for flaw in crew.does(_recording, sorted(walked.recordings.items())) if flaw]
        measures = figures(walked.graph.without(FALLBACK), subject.wrong_key)
        called = next(crew.does(calls.measured, [measures["wrong"].keys]))
        rescued = next(crew.does(calls.rescued, [None]))
    with shown("Bewijzen"):
        pairs = list(in_step(walked.graph, scripted))
        wanted = meant(pairs)
        faults = [as_breach(flaw, wanted) for flaw in (*walked.flaws, *flaws)]
        held = list(_held(walked.graph, measures, subject))
        over_wire = [*faults, *held, *_deaf(walked.graph, held)]
        on_paper, paper_measures = _on_paper(scripted, subject)
        compared = (*differences(walked.graph, scripted, pairs), *unequal(measures, paper_measures))
        in_calls = (*untrue(measures, called), *lost(rescued))
        proofs = {HTTP: (walked.graph, [*over_wire, *compared]), SCRIPT: (scripted, on_paper)}
        found = causes(located({**proofs, CALLS: (walked.graph, in_calls)}))
    return Proof(tuple(found), measures, paper_measures, called, rescued, walked, _estimated(subject))


def _on_paper(scripted: Graph, subject: Subject) -> tuple[list[Breach], Mapping[str, Figure]]:
    measures = figures(scripted, subject.wrong_key)
    return list(_held(scripted, measures, subject)), measures


def _estimated(subject: Subject) -> int:
    return sum(not subject.sound(text).recorded for text in subject.script.prompts())


def _recording(explorer: Explorer, played: tuple[str, str]) -> Flaw | None:
    return explorer.recording(*played)


def _held(graph: Graph, measures: Mapping[str, Figure], subject: Subject) -> Iterator[Breach]:
    for holds in PROPERTIES:
        yield from holds(graph, subject.wrong_key)
    yield from limits(graph, measures)


def _deaf(graph: Graph, held: Sequence[Breach]) -> Iterator[Breach]:
    """What goes wrong only when no recording can be had."""
    deaf, known = without_recordings(graph), set(held)
    for holds in (silence_reaches_an_advisor, nobody_is_hung_up_on):
        for breach in holds(deaf, ""):
            if breach not in known:
                message = f"Als opnamen niet te krijgen zijn: {breach.message}"
                yield replace(breach, rule="no-recordings", message=message)
