"""Rows that stand too far to the left or to the right, and rows whose own word is gone from above them."""

from collections.abc import Iterator
from dataclasses import replace

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import STEP, Draft, Row, Slip
from ivr.loader.words import homes

BELOW = Mistake(
    "indentation",
    "'{word}' hoort onder '{above}', maar springt niet verder in; zo hoort een beller niet wat erachter staat. "
    "Laat '{word}' verder inspringen dan '{above}'{rest}.",
)
BESIDE = Mistake(
    "indentation",
    "'{word}' springt anders in dan '{peer}' op regel {line}, en hoort daardoor ergens anders bij. "
    "Laat '{word}' even ver inspringen als '{peer}'{front}{rest}.",
)
PARENTLESS = Mistake(
    "lost-section",
    "Boven deze regel ontbreekt '{word}', en zonder dat hoort een beller niet wat eronder staat. "
    "Zet '{word}' erboven op een eigen regel, {far}.",
)
REST, FRONT = ", met wat eronder staat", ", helemaal vooraan"

_PEERS = 3
"""Levels of rows below that a first row is held against."""


def below(draft: Draft, at: int) -> Iterator[Slip]:
    """It should stand further to the right than the open word above it."""
    row, above, inside = draft.rows[at], draft.above(at), draft.below(at)
    if not row.word or not above or not above.is_open or above.indent < row.indent or not _belongs(row, above):
        return
    for target in {above.indent + STEP, max(inside.indent if inside else 0, above.indent + 1)}:
        for moved in (range(at, at + 1), choice(draft, at)):
            yield _moved(draft, moved, target, BELOW, above=f"{above.word}:")


def beside(draft: Draft, at: int) -> Iterator[Slip]:
    """It should stand as far to the right as a row that belongs to the same as it does."""
    row = draft.rows[at]
    if not row.word:
        return
    is_odd = not _fits(draft, at, row.indent) or (row.is_key and _is_double(draft, at))
    for peer in sorted(_peers(draft, at, is_odd=is_odd), key=lambda peer: abs(peer.indent - row.indent)):
        words = {"peer": f"{peer.word}:", "line": peer.number, "front": "" if peer.indent else FRONT}
        for moved in (range(at, at + 1), _block(draft, at, peer.indent)):
            slip = _moved(draft, moved, peer.indent, BESIDE, **words)
            yield replace(slip, is_likely=is_odd and peer.number < row.number)


def parentless(draft: Draft, at: int) -> Iterator[Slip]:
    """A word should stand above it."""
    row, above = draft.rows[at], draft.above(at)
    for parent in _parents(row, above) if above and row.indent and not row.is_blank else ():
        for indent in {max(row.indent - STEP, 0), min(above.indent if above else 0, row.indent - 1)}:
            problem = PARENTLESS.at(draft.position(at, row.indent), word=parent, far=_far(draft, at, indent))
            yield Slip(problem, draft.inserted(at, f"{' ' * indent}{parent}"))


def choice(draft: Draft, at: int) -> range:
    """The row with those that go with it, up to the next key."""
    indent, end = draft.rows[at].indent, at + 1
    while end < len(draft.rows) and (draft.rows[end].is_blank or _goes_with(draft.rows[end], indent)):
        end += 1
    return range(at, end)


def _goes_with(row: Row, indent: int) -> bool:
    return row.indent > indent or (row.indent == indent and bool(row.word) and not row.is_key)


def _belongs(row: Row, parent: Row | None) -> bool:
    """Whether the menu has this row's word below that one's, or at the top."""
    if row.is_key or (parent and parent.word == "menu"):
        return row.is_key and parent is not None and parent.word == "menu"
    return ("" if parent is None else "menu" if parent.is_key else parent.word) in homes(row.word)


def _fits(draft: Draft, at: int, indent: int) -> bool:
    """Whether the row would be in its place with this indentation, as far as the rows above it tell."""
    chain = [draft.rows[place] for place in draft.chain(at)]
    parent = next((row for row in chain if row.indent < indent), None)
    inside = [row.indent for row in chain if row.indent >= indent]
    return (parent is None or parent.is_open) and _belongs(draft.rows[at], parent) and inside[-1:] in ([], [indent])


def _is_double(draft: Draft, at: int) -> bool:
    """Whether its menu has the same key once more."""
    row = draft.rows[at]
    return any(row.word in draft.keys(at, row.indent, step) for step in (-1, 1))


def _peers(draft: Draft, at: int, *, is_odd: bool) -> list[Row]:
    """The rows that it may have to be in line with: above, when it is out of place; below, when it is a first one."""
    row, above = draft.rows[at], draft.above(at)
    peers = {}
    if is_odd or row.number in draft.blamed:
        peers = {draft.rows[place].indent: draft.rows[place] for place in draft.chain(at)}
        peers = {indent: peer for indent, peer in peers.items() if _fits(draft, at, indent)}
    if (above is None or above.is_open) and _belongs(row, above):
        later = [draft.rows[place] for place in draft.inside(above.indent if above else -1, at)]
        levels = {peer.indent: peer for peer in reversed(later) if peer.word and _belongs(peer, above)}
        peers = dict([*levels.items()][-_PEERS:]) | peers
    return [peer for indent, peer in peers.items() if indent != row.indent]


def _block(draft: Draft, at: int, target: int) -> range:
    """The row with what stands below it, up to where its menu goes on."""
    rows = draft.block(at)
    ends = (place for place in rows[1:] if draft.rows[place].is_key and draft.rows[place].indent == target)
    return range(at, next(ends, rows.stop))


def _parents(row: Row, above: Row) -> list[str]:
    """What may be gone from between a row and the one above it."""
    if row.is_item:
        return ["answer:", "numbers:"] if above.word else []
    if row.indent <= above.indent or above.is_open or not above.word:
        return []
    if row.is_key:
        return ["menu:"]
    return [f"{home}:" for home in homes(row.word) if home not in ("", "menu")] if row.word else ["answer: >"]


def _far(draft: Draft, at: int, indent: int) -> str:
    """How far a row above this one is to be indented, in words."""
    peer = next((draft.rows[place].word for place in draft.chain(at) if draft.rows[place].indent == indent), None)
    beside = f"even ver ingesprongen als '{peer}:'" if peer else "iets minder ingesprongen"
    return beside if indent else "helemaal vooraan"


def _moved(draft: Draft, rows: range, target: int, mistake: Mistake, **words: object) -> Slip:
    row = draft.rows[rows.start]
    rest = REST if any(not draft.rows[at].is_blank for at in rows[1:]) else ""
    problem = mistake.at(draft.position(rows.start, row.indent), word=f"{row.word}:", rest=rest, **words)
    return Slip(problem, draft.moved(rows, target - row.indent))
