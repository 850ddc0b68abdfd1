"""Finds the slips behind the problems of a file: those that, once mended, make problems go away.

What is told was tried: whoever does what it says, is rid of these problems.
"""

from collections.abc import Callable, Iterable, Iterator

from ivr.loader.slips import keys, marks, rows
from ivr.loader.slips.draft import Draft, Slip
from ivr.loader.source import UNREAD, Source
from ivr.problems import Problem

MOST_TRIED = 200
"""Slips that are tried for one file; one that needs more is another kind of file."""

MOST_READ = 3_000_000
"""Characters that are read again while trying."""

CLEAR = frozenset({"lost-section", "word-in-text"})
"""Rules that say already what to do; nobody has to look further."""

SHAPES = frozenset(
    {
        *CLEAR,
        *("block-mark", "block-text", "colon-in-text", "dash", "dash-in-text", "duplicate", "empty", "indentation"),
        *("menu-and-answer", "missing-colon", "missing-space", "missing-word", "not-list", "not-text", "not-words"),
        *("nothing-behind", "stray-mark", "syntax", "text-start", "unknown-key", "unknown-word"),
    }
)
"""The rules that a slip may be behind: those about where things stand."""

KINDS: tuple[Callable[[Draft, int], Iterator[Slip]], ...] = (
    marks.other_colon,
    marks.dash_like,
    keys.commented,
    keys.lost,
    rows.below,
    rows.beside,
    rows.parentless,
    marks.colon,
)
"""Each finds what may be wrong with a row of a draft; of slips that explain as much, the first is told."""

Read = Callable[[Source], list[Problem]]


class Search:
    """Tries slips, as long as there is time for it."""

    def __init__(self, source: Source, read: Read) -> None:
        self._read = read
        self._tries = iter(range(min(MOST_TRIED, MOST_READ // (len(source.text) + 1))))

    def best(self, draft: Draft, problems: list[Problem]) -> tuple[Slip, list[Problem]] | None:
        """The slip that explains most, with the problems that are left without it."""
        tried = ((slip, self._left(slip)) for slip in self._slips(draft, problems))
        better = [(slip, left) for slip, left in tried if _explains(slip, problems, left)]
        return max(better, key=lambda one: _reached(one[1]), default=None)

    def _left(self, slip: Slip) -> list[Problem]:
        return [slip.draft.original(problem) for problem in self._read(slip.draft.source)]

    def _slips(self, draft: Draft, problems: list[Problem]) -> Iterator[Slip]:
        """Everything that may be wrong, up to where the reading stopped."""
        if all(problem.rule in CLEAR for problem in _shapes(problems)):
            return
        stop, _ = _reached(problems)
        for at, row in enumerate(draft.rows):
            if row.number <= stop:
                for kind in KINDS:
                    for slip, _ in zip(kind(draft, at), self._tries, strict=False):
                        yield slip


def explain(source: Source, problems: list[Problem], read: Read) -> list[Problem]:
    """The problems of a file, with slips in place of what follows from them; `read` finds the problems of a text."""
    search, draft, slips = Search(source, read), Draft.of(source), []
    while best := search.best(draft, problems):
        slip, problems = best
        draft = slip.draft
        slips.append(slip.problem)
    return slips + problems


def _shapes(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.rule in SHAPES]


def _reached(problems: list[Problem]) -> tuple[float, int]:
    """How far the file was read, and how little is wrong with its shape."""
    stops = [problem.position.line for problem in problems if problem.message.endswith(UNREAD)]
    return min(stops, default=float("inf")), -len(_shapes(problems))


def _explains(slip: Slip, before: list[Problem], after: list[Problem]) -> bool:
    """Whether the file is better without the slip, and nowhere worse where it had been read before."""
    stop, _ = _reached(before)
    known = {(problem.position.line, problem.rule) for problem in before}
    new = [problem.position.line for problem in _shapes(after) if (problem.position.line, problem.rule) not in known]
    worse = any(slip.problem.position.line <= line <= stop for line in new)
    return not worse and _reached(after) > _reached(before)
