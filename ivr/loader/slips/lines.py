"""Lines of a text and dashes of a list that stand too far to the left or to the right."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import STEP, Draft, Row, Slip
from ivr.loader.words import SPOKEN

TEXT_BELOW = Mistake(
    "indentation",
    "Deze tekst hoort achter '{above}', maar springt niet verder in; zo hoort een beller hem niet. "
    "Laat elke regel van de tekst verder inspringen dan '{above}'.",
)
TEXT_BESIDE = Mistake(
    "indentation",
    "Deze regel hoort bij de tekst erboven, maar springt minder in; zo hoort een beller hem niet. "
    "Laat hem even ver inspringen als de regel erboven.",
)
DASH_BESIDE = Mistake(
    "indentation",
    "Dit streepje springt anders in dan dat op regel {line}, en hoort zo niet bij dezelfde lijst. "
    "Laat het even ver inspringen{rest}.",
)


def text_below(draft: Draft, at: int) -> Iterator[Slip]:
    """A text that should stand further to the right than its word or dash."""
    row, above = draft.rows[at], draft.above(at)
    if _is_text(row) and above and row.indent <= above.indent and _awaits_text(above):
        mistake = TEXT_BELOW.filled(above=f"{above.word}:" if above.word else "-")
        yield _moved(draft, _text(draft, at), above.indent + STEP, mistake)


def text_beside(draft: Draft, at: int) -> Iterator[Slip]:
    """A line of a text that stands further to the left than the one above it."""
    row, above = draft.rows[at], draft.above(at)
    if _is_text(row) and above and _is_text(above) and row.indent < above.indent:
        yield _moved(draft, _text(draft, at), above.indent, TEXT_BESIDE)


def dash_beside(draft: Draft, at: int) -> Iterator[Slip]:
    """A dash that stands elsewhere than the other ones of its list."""
    row, above = draft.rows[at], draft.above(at)
    if not row.is_item:
        return
    earlier, later = (list(islice(draft.items(at, step), 2)) for step in (-1, 1))
    is_left = above is not None and row.indent < above.indent
    is_alone = not earlier and any(item.indent < row.indent for item in later)
    is_alone |= not earlier and [item.indent for item in later[1:]] == [item.indent for item in later[:1]] != []
    for peer in (earlier or later)[:1]:
        for moved, rest in ((range(at, at + 1), ""), (draft.block(at), ", met wat eronder staat")):
            if peer.indent != row.indent and (is_left or is_alone):
                slip = _moved(draft, moved, peer.indent, DASH_BESIDE.filled(line=peer.number, rest=rest))
                yield replace(slip, is_likely=is_left)


def _is_text(row: Row) -> bool:
    return not (row.is_blank or row.word or row.is_item)


def _awaits_text(row: Row) -> bool:
    return (row.opens_text or row.is_open) and (row.word in SPOKEN or row.is_item)


def _text(draft: Draft, at: int) -> range:
    """The line with those of the same text that are indented no further."""
    end = at + 1
    while end < len(draft.rows) and (draft.rows[end].is_blank or _goes_on(draft.rows[end], draft.rows[at])):
        end += 1
    return range(at, end)


def _goes_on(row: Row, first: Row) -> bool:
    return _is_text(row) and row.indent == first.indent


def _moved(draft: Draft, rows: range, target: int, mistake: Mistake) -> Slip:
    row = draft.rows[rows.start]
    return Slip(mistake.at(draft.position(rows.start, row.indent)), draft.moved(rows, target - row.indent))
