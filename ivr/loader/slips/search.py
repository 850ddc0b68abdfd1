"""Finds the slips behind the problems of a file: those that, once mended, make problems go away.

What is told was tried: whoever does what it says, is rid of these problems.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ivr.loader.slips import keys, lines, marks, rows
from ivr.loader.slips.draft import Draft, Slip
from ivr.loader.source import UNREAD, Source
from ivr.problems import Problem

MOST_TRIED = 200
"""Slips that are tried for one file; one that needs more is another kind of file."""

MOST_READ = 2_000_000
"""Characters that are read again while trying."""

LARGEST = 100_000
"""Characters of a file that is searched: seven times those of the menu with all of a page's questions."""

CLEAR = frozenset({"lost-section", "word-in-text"})
"""Rules that say already what to do; nobody has to look further."""

SHAPES = frozenset(
    {
        *CLEAR,
        *("block-mark", "block-text", "colon-in-text", "dash", "dash-in-text", "duplicate", "empty", "indentation"),
        *("menu-and-answer", "missing-colon", "missing-space", "missing-word", "not-list", "not-text", "not-words"),
        *("nothing-behind", "second-document", "stray-mark", "syntax", "text-start", "unknown-key", "unknown-word"),
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
    lines.text_below,
    lines.text_beside,
    lines.dash_beside,
    marks.colon,
)
"""Each finds what may be wrong with a row of a draft; of slips that explain as much, the first is told."""

_AHEAD = 10
"""Lines behind where the reading stopped that are looked at too: it is told at the last line that was in order."""

_NEAR = 3
"""Lines behind a slip, or behind where the reading stopped, in which mending it may bring up nothing new."""

Read = Callable[[Source], list[Problem]]


class Search:
    """Tries slips, as long as there is time for it."""

    def __init__(self, source: Source, read: Read) -> None:
        self._read = read
        self._tries = min(MOST_TRIED, MOST_READ // (len(source.text) + 1))

    def best(self, draft: Draft, problems: list[Problem]) -> tuple[Slip, list[Problem]] | None:
        """The slip that explains most, with the problems that are left without it."""
        tried = ((slip, self._left(slip)) for slip in self._slips(draft, problems))
        better = [(slip, left) for slip, left in tried if _explains(slip, problems, left)]
        return max(better, key=lambda one: (_reached(one[1]), one[0].is_likely), default=None)

    def _left(self, slip: Slip) -> list[Problem]:
        return [slip.draft.original(problem) for problem in self._read(slip.draft.source)]

    def _slips(self, draft: Draft, problems: list[Problem]) -> Iterator[Slip]:
        """Everything that may be wrong, up to where the reading stopped."""
        if all(problem.rule in CLEAR for problem in _shapes(problems)):
            return
        stop, _ = _reached(problems)
        draft = replace(draft, blamed=_blamed(draft, {problem.position.line for problem in _shapes(problems)}))
        rows = (at for at, row in enumerate(draft.rows) if row.number <= stop + _AHEAD)
        for slip in (slip for at in rows for kind in KINDS for slip in kind(draft, at)):
            if not self._tries:
                return
            self._tries -= 1
            yield slip


def explain(source: Source, problems: list[Problem], read: Read) -> list[Problem]:
    """The problems of a file, with slips in place of what follows from them; `read` finds the problems of a text."""
    if len(source.text) > LARGEST:
        return problems
    search, draft, slips = Search(source, read), Draft.of(source), []
    while best := search.best(draft, problems):
        slip, problems = best
        draft = slip.draft
        slips.append(slip.problem)
    return slips + problems


def _blamed(draft: Draft, lines: set[int]) -> frozenset[int]:
    """The lines, and of each the one with a word that it comes after."""
    before = {draft.rows[at].number: draft.chain(at)[:1] for at in range(len(draft.rows))}
    return frozenset(lines | {draft.rows[at].number for line in lines for at in before[line]})


def _shapes(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.rule in SHAPES]


def _reached(problems: list[Problem]) -> tuple[float, int]:
    """How far the file was read, and how little is wrong with its shape."""
    stops = [problem.position.line for problem in problems if _stops(problem)]
    return min(stops, default=float("inf")), -len(_shapes(problems))


def _explains(slip: Slip, before: list[Problem], after: list[Problem]) -> bool:
    """Whether the file is better without the slip, and nowhere worse where it had been read before."""
    stop, _ = _reached(before)
    known = {(problem.position.line, problem.rule) for problem in before}
    new = {(problem.position.line, problem.rule) for problem in _shapes(after) if not _stops(problem)} - known
    start = slip.problem.position.line
    worse = any(start <= line <= max(start, stop) + _NEAR for line, _ in new)
    is_told = slip.is_likely or not any(map(_stops, after))
    return is_told and not worse and _reached(after) > _reached(before)


def _stops(problem: Problem) -> bool:
    return problem.message.endswith(UNREAD)
