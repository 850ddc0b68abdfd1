"""Which words of a text changed, so that in a long one a reader sees them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ivr.difference.likeness import likeness

REWRITTEN: Final = 0.3
"""With fewer words in common a text is another one; to mark nearly everything would show nothing."""


@dataclass(frozen=True)
class Words:
    """Some words of a text, one after another, that changed or did not."""

    text: str
    changed: bool


def marked(was: str | None, wordt: str | None) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Both texts in stretches of words; nothing is marked in a text that is wholly new, gone or rewritten."""
    if was is None or wordt is None or likeness([was], [wordt]) < REWRITTEN:
        return _plain(was), _plain(wordt)
    old, new = was.split(" "), wordt.split(" ")
    olds: list[Words] = []
    news: list[Words] = []
    for what, *ends in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = what != "equal"
        olds += _words(old[ends[0] : ends[1]], changed=changed)
        news += _words(new[ends[2] : ends[3]], changed=changed)
    return tuple(olds), tuple(news)


def _words(words: Sequence[str], *, changed: bool) -> list[Words]:
    return [Words(" ".join(words), changed)] if words else []


def _plain(text: str | None) -> tuple[Words, ...]:
    return (Words(text, changed=False),) if text else ()
