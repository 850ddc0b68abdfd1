"""Which of the words that were heard tell best where a caller is: new to the caller, and said in few other places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

MOST_LETTERS: Final = 90
"""Of the words that a test listens for; a line of code holds no more."""

FEWEST_WORDS: Final = 3
"""Fewer tell nothing, such as "Nee."."""

_SENTENCE: Final = re.compile(r"[.?!](?=\s)")


class Telling:
    """Chooses by the places of every text: the states of the script that say it."""

    def __init__(self, places: Mapping[str, Sequence[str]]) -> None:
        self._places = places
        self._count = cache(self._in_how_many_places)

    def words(self, heard: Sequence[str], before: Sequence[str]) -> str | None:
        """Choose among what was heard; `before` is what had been heard at the last moment.

        Where nothing is new, it is what was said first. None when no text of the script was heard.
        """
        earlier = " ".join(before)
        found = [words for text in heard if text in self._places for words in _beginnings(text)]
        new = (words for words in found if words not in earlier)
        return min(new, key=self._count, default=found[0] if found else None)

    def _in_how_many_places(self, words: str) -> int:
        return len({state for text, states in self._places.items() if words in text for state in states})


def _beginnings(text: str) -> Iterator[str]:
    """The text's first sentence, its first two, and so on; of a text that is one long sentence, its first words."""
    runs = [*(text[: match.end()] for match in _SENTENCE.finditer(text)), text]
    yield from [run for run in runs if len(run) <= MOST_LETTERS and len(run.split()) >= FEWEST_WORDS] or [_cut(text)]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS + 1].rpartition(" ")[0] or text
