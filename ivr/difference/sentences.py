"""The Dutch that the changes have in common: how a place is called, and everything that is said there."""

from collections.abc import Iterator, Sequence
from typing import Final

from ivr.loader import MEANING
from ivr.menu import Option

FIRST_MENU: Final = "Het eerste menu"

_CLAUSES: Final = ("wat ", "hoe ", "of ", "welke ", "het eerste ")


def toets(keys: Sequence[str]) -> str:
    """`toets 2, 4`, as callers press them."""
    return f"toets {', '.join(keys)}"


def called(keys: Sequence[str], text: str = "") -> str:
    """How a place is called at the beginning of a sentence: `Toets 2, 4 (Wat kost het bellen?)`."""
    place = toets(keys).capitalize() if keys else FIRST_MENU
    return f"{place} ({text})" if text else place


def meaning(word: str) -> str:
    """What a word of the menu file is for; the word itself where nobody has told."""
    return MEANING.get(word, word)


def spoken(option: Option) -> str:
    """Everything that an option says, a line for every paragraph; what is behind a menu is indented."""
    return "\n".join(_spoken(option))


def _spoken(option: Option) -> Iterator[str]:
    yield option.option
    yield from behind(option)


def behind(option: Option) -> Iterator[str]:
    """Everything behind an option, a line for every paragraph and every choice."""
    parts = option.answer or ()
    for number, part in enumerate(parts, start=1):
        if len(parts) > 1:
            yield f"Deel {number}:"
        yield from part
    for key, below in (option.menu or {}).items():
        first, *rest = _spoken(below)
        yield f"{toets([key]).capitalize()}: {first}"
        yield from (f"   {line}" for line in rest)
