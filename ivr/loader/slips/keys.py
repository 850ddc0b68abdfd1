"""Choices without a key: the key is gone, or nobody reads it because of a #."""

import re
from collections.abc import Iterator

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import STEP, Draft, Slip
from ivr.loader.slips.rows import choice

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
    if comment and below and below.word in _CHOICE:
        own = draft.rows[at].indent
        for indent in {_level(draft, at, below.indent), min(own, below.indent - 1)}:
            key = comment[1] or _free(draft, at, indent)
            mended = draft.with_texts({at: f"{' ' * indent}{key}:"})
            yield Slip(COMMENTED.at(draft.position(at, own), key=key), mended)


def lost(draft: Draft, at: int) -> Iterator[Slip]:
    """`option` below another choice, or right below `menu`."""
    row, above = draft.rows[at], draft.above(at)
    if row.word != "option" or above is None or above.is_key:
        return
    place = draft.position(at, row.indent)
    if above.word == "menu":
        key = _free(draft, at, row.indent)
        mended = draft.moved(choice(draft, at), STEP).inserted(at, f"{' ' * row.indent}{key}:")
        yield Slip(LOST.at(place, key=key, far="en laat wat erbij hoort verder inspringen"), mended)
    indent = _level(draft, at, row.indent)
    key = _free(draft, at, indent)
    mended = draft.inserted(at, f"{' ' * indent}{key}:")
    yield Slip(LOST.at(place, key=key, far="minder ingesprongen dan deze"), mended)


def _level(draft: Draft, at: int, inner: int) -> int:
    """How far the keys of the menu are indented, of which a choice is indented so far."""
    outer = (draft.rows[place] for place in draft.chain(at) if draft.rows[place].indent < inner)
    row = next((row for row in outer if row.is_key or row.word == "menu"), None)
    if row is None or row.is_key:
        return row.indent if row else max(inner - STEP, 0)
    later = (draft.rows[place] for place in draft.inside(row.indent, at))
    return next((key.indent for key in later if key.is_key and key.indent < inner), max(inner - STEP, 0))


def _free(draft: Draft, at: int, indent: int) -> str:
    """A key that does not stand in the menu yet: the next one, if it can be."""
    above, below = (draft.keys(at, indent, step) for step in (-1, 1))
    free = [key for key in "23456789" if key not in (*above, *below)]
    later = [key for key in free if key > max(above, default="1")]
    return next(iter([*later, *free]), "9")
