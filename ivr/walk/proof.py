"""Proves that every path ends at help, at every moment: on the compiled Script, on what a server answers, and in calls.

All three must agree.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ivr.keys import ADVISOR
from ivr.prompts import folded
from ivr.script import Script
from ivr.simulator.speech import spoken_seconds
from ivr.walk import calls
from ivr.walk.breaches import Found, merged
from ivr.walk.causes import unechoed
from ivr.walk.clock import Moment, Times
from ivr.walk.comparison import in_step
from ivr.walk.crew import Crew
from ivr.walk.discovery import Discovered, Progress, over_http
from ivr.walk.explorer import Explorer, Flaw
from ivr.walk.figures import Figure, figures
from ivr.walk.graph import FALLBACK, WAITED, Graph, Said, with_stayed, with_turns
from ivr.walk.holding import Both, found_in
from ivr.walk.patience import in_queue
from ivr.walk.scripted import Sound, forgotten, from_script, unmet
from ivr.walk.situation import Situation, Worst, worst
from ivr.walk.ways import rings_next, told_at
from ivr.walk.when import nobody_there

Shown = Callable[[str], AbstractContextManager[Progress | None]]
"""Shows whoever is watching what is being done, and how far it is."""


@dataclass(frozen=True)
class Subject:
    """What is to be proved right: a compiled menu, how its texts sound, what is said after a useless key, and when."""

    script: Script
    sound: Sound
    wrong_key: str
    times: Times


@dataclass(frozen=True)
class Proof:
    """What came of it: what was found, shortest way first, and all figures, moment by moment."""

    found: tuple[Found, ...]
    situations: tuple[Situation, ...]
    discovered: Discovered
    times: Times
    estimated: int
    """Texts without a recording."""
    unmet: int
    """Places of the Script where nobody comes at any of these moments."""

    @property
    def exceptions(self) -> list[Found]:
        """Everything that must hold and does not."""
        return [one for one in self.found if not one.breach.is_remark]

    @property
    def remarks(self) -> list[Found]:
        """Everything else that a reader should know."""
        return [one for one in self.found if one.breach.is_remark]

    @cached_property
    def worst(self) -> Mapping[str, Worst]:
        """Every figure at its worst, by name."""
        return {name: worst(self.situations, name) for name in self.situations[0].figures}

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The same, without when that is."""
        return {name: one.figure for name, one in self.worst.items()}


def sound_of(lengths: Mapping[str, float]) -> Sound:
    """How texts sound: a recording has its measured seconds, the rest is as long as the simulator takes it to be."""

    @cache
    def sound(text: str) -> Said:
        measured = lengths.get(text)
        return Said(folded(text), spoken_seconds(text) if measured is None else measured, measured is not None)

    return sound


def prove(subject: Subject, crew: Crew, shown: Shown) -> Proof:
    """Walk the line, prove what must hold on it and on its Script, and compare both with each other and with calls."""
    moments = subject.times.moments
    scripted = from_script(subject.script, subject.sound, moments)
    with shown("Alle wegen nalopen") as progress:
        expected = len(scripted[0].places) + len(scripted[0].aside)
        walked = over_http(crew, moments, expected, progress)
    with shown("Opnamen ophalen en opbellen"):
        recordings = [flaw for flaw in crew.does(_recording, sorted(walked.recordings.items())) if flaw]
        both = list(_compared(walked, scripted, moments, recordings))
        situations = [_situation(one, moment, subject, crew) for one, moment in zip(both, moments, strict=True)]
    with shown("Bewijzen"):
        unread = forgotten(subject.script)
        found = [found_in(*one, subject.wrong_key, unread) for one in zip(both, situations, strict=True)]
        once = unechoed(merged(list(zip(moments, found, strict=True))))
    estimated = sum(not subject.sound(text).recorded for text in subject.script.prompts())
    told = (*once, *nobody_there(subject.times))
    return Proof(told, tuple(situations), walked, subject.times, estimated, unmet(subject.script, scripted))


def _compared(
    walked: Discovered, scripted: Sequence[Graph], moments: Sequence[Moment], recordings: Sequence[Flaw]
) -> list[Both]:
    pairs = in_step(walked.graphs, scripted)
    every = zip(moments, walked.graphs, scripted, pairs, walked.flaws, strict=True)
    return [
        Both(_ready(here, moment), _ready(there, moment), compared, (*flaws, *recordings))
        for moment, here, there, compared, flaws in every
    ]


def _ready(graph: Graph, moment: Moment) -> Graph:
    """With those in it who came at another moment; while nobody can be reached, 0 leads to where that is told."""
    graph = with_turns(graph)
    told = () if moment.attended else (told_at(graph, place.keys.get(ADVISOR, "")) for _, place in graph.listening())
    return replace(with_stayed(graph), told=frozenset(to for to in told if not rings_next(graph, to)))


def _situation(both: Both, moment: Moment, subject: Subject, crew: Crew) -> Situation:
    measures = _figures(both.walked.without(FALLBACK, WAITED), subject)
    scripted = _figures(both.scripted, subject)
    if not moment.works:
        return Situation(moment, measures, scripted, {}, {})
    called = next(crew.does(calls.measured, [(moment, measures["wrong"].keys)]))
    rescued = next(crew.does(calls.rescued, [moment]))
    kept = {what: well for what, well in rescued.items() if moment.attended or what == calls.DOCUMENTS}
    return Situation(moment, measures, scripted, called, kept)


def _figures(graph: Graph, subject: Subject) -> Mapping[str, Figure]:
    return {**figures(graph, subject.wrong_key), **in_queue(graph)}


def _recording(explorer: Explorer, played: tuple[str, str]) -> Flaw | None:
    return explorer.recording(*played)
