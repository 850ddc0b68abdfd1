"""The menu as a picture for the page: the drawing, and of every place what is said there and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from ivr.keys import ADVISOR, EMERGENCY
from ivr.loader import Loc, MenuFile
from ivr.loader.places import find
from ivr.problems import Problem
from ivr.studio.menus import Shown, Which
from ivr.tree import Kind, Node, picture, svg
from ivr.tree.words import KINDS, notes

_FIXED: Final[Mapping[Kind, Loc]] = {Kind.EMERGENCY: ("emergency",), Kind.ADVISOR: ("advisor",)}


@dataclass(frozen=True)
class Picture:
    """A menu, drawn."""

    shown: Shown

    @cached_property
    def tree(self) -> Node:
        """The opening with everything behind it."""
        return picture(self.shown.file.line, self.shown.edition.script, self.shown.seconds)

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that are drawn."""
        return frozenset(turn.state for place in self.tree.walk() for turn in place.turns)

    def told(self, which: Which, live: str) -> dict[str, Any]:
        """Everything that the page shows of a menu; `live` is the edition that callers get."""
        shown = self.shown
        return {
            "which": which,
            "edition": shown.edition.id,
            "is_live": shown.edition.id == live,
            "is_readable": shown.is_readable,
            "name": shown.file.line.name,
            "svg": svg(self.tree),
            "places": [_place(node) for node in self.tree.walk()],
            "problems": self.problems,
        }

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What is wrong with the menu, each with the place that it is shown at."""
        found = dict(self._places())
        return [_problem(problem, self._where(problem, found)) for problem in self.shown.problems]

    def _places(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Of each place in the file its first and last line."""
        for node in self.tree.walk():
            if path := _path(node):
                yield node.state, _lines(self.shown.file, path)

    def _where(self, problem: Problem, found: Mapping[str, tuple[int, int]]) -> str:
        """The smallest place in which a problem stands; what stands elsewhere is shown with the opening."""
        line = problem.position.line
        around = {state: last - first for state, (first, last) in found.items() if first <= line <= last}
        is_known = self.shown.is_readable and around
        return min(around, key=lambda state: around[state]) if is_known else self.tree.state


def _path(node: Node) -> Loc | None:
    """Where a place stands in the file; what has no keys of its own stands where it belongs."""
    if node.kind in (Kind.MENU, Kind.ANSWER):
        return tuple(step for key in node.state.split("-") for step in ("menu", key))
    return _FIXED.get(node.kind) if node.state in (EMERGENCY, ADVISOR) else None


def _lines(file: MenuFile, path: Loc) -> tuple[int, int]:
    node, _ = find(file.root, path)
    last = file.source.text.rstrip().count("\n", 0, node.end) + 1
    return file.word(path).line, last


def _place(node: Node) -> dict[str, Any]:
    return {
        "state": node.state,
        "key": node.key,
        "label": node.label,
        "kind": KINDS[node.kind],
        "notes": notes(node),
        "turns": [
            {
                "state": turn.state,
                "seconds": round(turn.seconds, 1),
                "said": [[one.text, round(one.seconds, 1), one.recorded] for one in turn.said],
            }
            for turn in node.turns
        ],
    }


def _problem(problem: Problem, place: str) -> dict[str, Any]:
    position = problem.position
    return {
        "place": place,
        "line": position.line,
        "column": position.column,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
    }
