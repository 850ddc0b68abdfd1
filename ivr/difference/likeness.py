"""How much two texts are alike, by the words that they share; it decides whether something was edited or replaced."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ivr.menu import Option

ALIKE: Final = 0.6
"""The share of words in common from which a text counts as edited; unrelated Dutch texts share a third at most."""

_WORD = re.compile(r"\w+")


def likeness(old: Iterable[str], new: Iterable[str]) -> float:
    """The share of words that these texts have in common, in whatever order: 0 for none, 1 for all."""
    old_words, new_words = _words(" ".join(old)), _words(" ".join(new))
    return 2 * (old_words & new_words).total() / max(1, old_words.total() + new_words.total())


def alike(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether one can be an edited form of the other."""
    return likeness(old, new) >= ALIKE


def paragraphs(option: Option) -> list[str]:
    """Everything that an answer says; nothing for a menu."""
    return [text for part in option.answer or () for text in part]


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
