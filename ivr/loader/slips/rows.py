"""Rows that stand too far to the left or to the right, and rows whose own word is gone from above them."""

from collections.abc import Iterator

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import Draft, Slip
from ivr.loader.words import homes

STEP = 2
"""Spaces by which this project's own menus indent."""

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
REST = ", met wat eronder staat"


def below(draft: Draft, at: int) -> Iterator[Slip]:
    """It should stand further to the right than the open word above it."""
    row, above = draft.rows[at], draft.above(at)
    if not row.word or above is None or not draft.rows[above].is_open or draft.rows[above].indent < row.indent:
        return
    open_ = draft.rows[above]
    following = draft.below(at)
    inner = draft.rows[following].indent if following is not None else 0
    for target in {open_.indent + STEP, max(inner, open_.indent + 1)}:
        for moved in (range(at, at + 1), choice(draft, at)):
            yield _moved(draft, moved, target, BELOW, above=f"{open_.word}:")


def beside(draft: Draft, at: int) -> Iterator[Slip]:
    """It should stand as far to the right as another row of its kind above it."""
    row = draft.rows[at]
    if not row.word or not _is_odd(draft, at):
        return
    peers = [place for place in draft.chain(at) if draft.rows[place].is_key == row.is_key]
    for peer in sorted(peers, key=lambda place: abs(draft.rows[place].indent - row.indent)):
        other = draft.rows[peer]
        if other.indent != row.indent:
            front = "" if other.indent else ", helemaal vooraan"
            for moved in (range(at, at + 1), _block(draft, at, other.indent)):
                yield _moved(draft, moved, other.indent, BESIDE, peer=f"{other.word}:", line=other.number, front=front)


def parentless(draft: Draft, at: int) -> Iterator[Slip]:
    """A word should stand above it."""
    row, above = draft.rows[at], draft.above(at)
    if row.is_blank or not row.indent or above is None:
        return
    for parent in _parents(draft, at):
        for indent in {max(row.indent - STEP, 0), min(draft.rows[above].indent, row.indent - 1)}:
            peer = next((place for place in draft.chain(at) if draft.rows[place].indent == indent), None)
            far = f"even ver ingesprongen als '{draft.rows[peer].word}:'" if peer is not None and indent else None
            far = far or ("iets minder ingesprongen" if indent else "helemaal vooraan")
            problem = PARENTLESS.at(draft.position(at, row.indent), word=parent, far=far)
            yield Slip(problem, draft.inserted(at, f"{' ' * indent}{parent}"))


def _parents(draft: Draft, at: int) -> list[str]:
    """What may be gone from above a row that is indented further than a row that is not open."""
    row, above = draft.rows[at], draft.rows[draft.above(at) or 0]
    is_item = row.text.lstrip().startswith("- ")
    if is_item and not above.text.lstrip().startswith("- "):
        return ["answer:", "numbers:"]
    if row.indent <= above.indent or above.is_open or not above.word:
        return []
    if row.is_key:
        return ["menu:"]
    return [f"{home}:" for home in homes(row.word) if home not in ("", "menu")] if row.word else ["answer: >"]


def _is_odd(draft: Draft, at: int) -> bool:
    """Whether it stands deeper than what is not open, or among rows of another kind, or in line with none."""
    row, above, chain = draft.rows[at], draft.rows[draft.above(at) or 0], draft.chain(at)
    beside = [draft.rows[place] for place in chain if draft.rows[place].indent == row.indent]
    if beside:
        return beside[0].is_key != row.is_key
    return bool(chain) and not (above.is_open and above.indent < row.indent)


def _block(draft: Draft, at: int, target: int) -> range:
    """The row with what stands below it, up to where its menu goes on."""
    rows = draft.block(at)
    ends = (place for place in rows[1:] if draft.rows[place].is_key and draft.rows[place].indent == target)
    return range(at, next(ends, rows.stop))


def choice(draft: Draft, at: int) -> range:
    """The row with those that go with it, up to the next key."""
    indent, end = draft.rows[at].indent, at + 1
    while end < len(draft.rows) and (draft.rows[end].is_blank or _goes_with(draft, end, indent)):
        end += 1
    return range(at, end)


def _goes_with(draft: Draft, at: int, indent: int) -> bool:
    row = draft.rows[at]
    return row.indent > indent or (row.indent == indent and bool(row.word) and not row.is_key)


def _moved(draft: Draft, rows: range, target: int, mistake: Mistake, **words: object) -> Slip:
    row = draft.rows[rows.start]
    rest = REST if any(not draft.rows[at].is_blank for at in rows[1:]) else ""
    problem = mistake.at(draft.position(rows.start, row.indent), word=f"{row.word}:", rest=rest, **words)
    return Slip(problem, draft.moved(rows, target - row.indent))
