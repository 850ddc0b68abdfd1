"""A section that lost its own word ('phrases:'), or does not keep its words below it: one problem instead of twenty."""

import re

from ivr.loader.mistakes import Mistake
from ivr.loader.refusal import Refusal
from ivr.loader.source import Source
from ivr.loader.tree import Node
from ivr.loader.words import allowed
from ivr.problems import Problem

SECTIONS = ("emergency", "advisor", "menu", "phrases")

LOST = Mistake(
    "lost-section",
    "Boven deze regel ontbreekt '{section}:', en zonder dat hoort een beller niet wat eronder staat. "
    "Zet '{section}:' erboven op een eigen regel, helemaal vooraan.",
)
INDENTED = Mistake(
    "lost-section",
    "'{section}' springt te ver in, en hoort zo bij wat erboven staat. "
    "Zet '{section}:' helemaal vooraan, en laat wat eronder staat twee spaties inspringen.",
)
EMPTY = Mistake(
    "lost-section",
    "Deze regel hoort onder '{section}:', net als de regels erna, maar springt daar niet onder in. "
    "Zet er spaties voor, ook bij de regels erna.",
)


def join(
    refusals: list[Refusal], root: Node, source: Source, problems: list[Problem]
) -> tuple[list[Refusal], list[Problem]]:
    """The refusals and problems; those of one lost section are one problem."""
    told = {_word(problem, source) for problem in problems if problem.rule == "word-in-text"}
    refusals = [one for one in refusals if one.kind != "missing" or one.path[-1] not in told]
    for section in SECTIONS:
        strays = [one for one in refusals if _strayed(one, section)]
        if strays and (section in told or any(_lost(one, section) for one in refusals)):
            doubled = _doubled(strays, root, source, problems)
            gone = {one.path for one in strays}
            refusals = [one for one in refusals if not {one.path[:1], one.path[:2]} & gone and not _lost(one, section)]
            problems = [one for one in problems if one not in doubled]
            if section not in told:
                problems.append(_problem(section, strays, root, source, doubled))
    return refusals, problems


def _word(problem: Problem, source: Source) -> str:
    """The word at the problem."""
    word = re.match(r"\w+", source.line(problem.position.line)[problem.position.column - 1 :])
    return word[0] if word else ""


def _lost(refusal: Refusal, section: str) -> bool:
    """Whether the section is not there, or nothing stands below it."""
    return refusal.path == (section,) and (refusal.kind == "missing" or refusal.node.value == "")


def _strayed(refusal: Refusal, section: str) -> bool:
    """Whether a word of the section, or the section itself, stands somewhere else."""
    if refusal.kind not in ("extra_forbidden", "key") or refusal.parent == (section,) or len(refusal.parent) > 1:
        return False
    word = refusal.word
    return word == section or (word in tuple("23456789") if section == "menu" else word in allowed((section,)))


def _doubled(strays: list[Refusal], root: Node, source: Source, problems: list[Problem]) -> set[Problem]:
    """The words that are double because the section fell in with the one above it."""
    homes = {str(one.parent[0]) for one in strays if one.parent}
    nodes = [root.value[home] for home in homes if isinstance(root.value, dict)]
    parts = [(source.position(node.start), source.position(node.end)) for node in nodes]
    return {
        one for one in problems if one.rule == "duplicate" and any(start < one.position < end for start, end in parts)
    }


def _problem(section: str, strays: list[Refusal], root: Node, source: Source, doubled: set[Problem]) -> Problem:
    places = [source.position(one.node.start if one.node.key is None else one.node.key) for one in strays]
    places += [one.position for one in doubled]
    there = isinstance(root.value, dict) and section in root.value
    mistake = EMPTY if there else INDENTED if section in {one.word for one in strays} else LOST
    return mistake.at(min(places), section=section)
