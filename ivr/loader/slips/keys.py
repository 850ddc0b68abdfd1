"""Choices without a key: the key is gone, or nobody reads it because of a #."""

import re
from collections.abc import Iterator

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import Draft, Slip
from ivr.loader.slips.rows import STEP, choice

COMMENTED = Mistake(
    "lost-key",
    "Een regel die met # begint, leest niemand, en zonder toets kan een beller deze keuze niet kiezen. "
    "Bedoelt u een toets? Schrijf '{key}:', of een andere toets die in dit menu nog vrij is.",
)
LOST = Mistake(
    "lost-key",
    "Boven deze regel ontbreekt een toets, en dan kan een beller deze keuze niet kiezen. "
    "Zet erboven een regel met een toets die in dit menu nog vrij is, zoals '{key}:', {far}.",
)

_COMMENTED = re.compile(r"\s*#+\s*([2-9])?\s*:?\s*")
_CHOICE = ("option", "menu", "answer")


def commented(draft: Draft, at: int) -> Iterator[Slip]:
    """`#:` where a key belongs."""
    comment, below = _COMMENTED.fullmatch(draft.rows[at].text), draft.below(at)
    if comment and below is not None and draft.rows[below].word in _CHOICE:
        own, inner = draft.rows[at].indent, draft.rows[below].indent
        for indent in {_level(draft, below), min(own, inner - 1)}:
            key = comment[1] or _free(draft, at, indent)
            yield Slip(COMMENTED.at(draft.position(at, own), key=key), draft.with_texts({at: f"{' ' * indent}{key}:"}))


def lost(draft: Draft, at: int) -> Iterator[Slip]:
    """`option` below another choice, or right below `menu`."""
    row, above = draft.rows[at], draft.above(at)
    if row.word != "option" or above is None or draft.rows[above].is_key:
        return
    indent = _level(draft, at)
    key = _free(draft, at, indent)
    place = draft.position(at, row.indent)
    if draft.rows[above].word == "menu":
        key = _free(draft, at, row.indent)
        mended = draft.moved(choice(draft, at), STEP).inserted(at, f"{' ' * row.indent}{key}:")
        yield Slip(LOST.at(place, key=key, far="en laat wat erbij hoort verder inspringen"), mended)
    mended = draft.inserted(at, f"{' ' * indent}{key}:")
    yield Slip(LOST.at(place, key=key, far="minder ingesprongen dan deze"), mended)


def _level(draft: Draft, at: int) -> int:
    """How far the keys of the menu are indented that this row of a choice is in."""
    indent = draft.rows[at].indent
    keys = (draft.rows[place] for place in draft.chain(at) if draft.rows[place].is_key)
    return next((key.indent for key in keys if key.indent < indent), max(indent - STEP, 0))


def _free(draft: Draft, at: int, indent: int) -> str:
    """A key that does not stand in the menu yet: the next one, if it can be."""
    above, below = ([draft.rows[place].word for place in _menu(draft, at, indent, step)] for step in (-1, 1))
    free = [key for key in "23456789" if key not in (*above, *below)]
    later = [key for key in free if key > max(above, default="1")]
    return next(iter([*later, *free]), "9")


def _menu(draft: Draft, at: int, indent: int, step: int) -> Iterator[int]:
    """The keys at this indentation, up to where the menu ends."""
    place = at + step
    while 0 <= place < len(draft.rows) and (draft.rows[place].is_blank or draft.rows[place].indent >= indent):
        if draft.rows[place].is_key and draft.rows[place].indent == indent:
            yield place
        place += step
