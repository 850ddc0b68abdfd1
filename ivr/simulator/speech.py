"""What sounds on the line: how long it lasts, and finding words in what has been heard."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

WORDS_PER_MINUTE = 150
SENTENCE_PAUSE_SECONDS = 0.4
RECORDING_MARGIN_SECONDS = 0.25
"""Silence at each end of a recording."""

Kind = Literal["say", "play", "pause"]


@dataclass(frozen=True)
class Sound:
    """Something to be listened to: its words, its seconds, and a recording's URL or a machine voice's language."""

    text: str
    seconds: float
    kind: Kind
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Heard:
    """A prompt that was listened to; times in seconds since the call was answered."""

    text: str
    start: float
    end: float
    kind: Kind
    url: str | None = None

    def moment(self, share: float) -> float:
        """When this share (0 to 1) of the words has been spoken."""
        margin = RECORDING_MARGIN_SECONDS if self.kind == "play" else 0.0
        margin = min(margin, (self.end - self.start) / 2)
        return self.start + margin + share * (self.end - self.start - 2 * margin)


def spoken_seconds(text: str) -> float:
    """How long a machine voice takes to say `text`: an estimate, as voices differ."""
    sentences = len(re.findall(r"[.?!:;]+(?=\s|$)", text))
    return len(text.split()) * 60 / WORDS_PER_MINUTE + sentences * SENTENCE_PAUSE_SECONDS


def heard_in(heard: Sequence[Heard], words: str) -> bool:
    """Whether these whole words were spoken, perhaps over several prompts; case and white space do not count."""
    return _end_of(words, [_fold(sound.text) for sound in heard]) is not None


def heard_when(heard: Sequence[Heard], words: str) -> float | None:
    """When these words had been spoken for the first time, in proportion to the letters of their prompt."""
    texts = [_fold(sound.text) for sound in heard]
    end = _end_of(words, texts)
    if end is None:
        return None
    index = 0
    while end > len(texts[index]):
        end -= len(texts[index]) + 1
        index += 1
    return heard[index].moment(end / len(texts[index]))


def _end_of(words: str, texts: Sequence[str]) -> int | None:
    """The place just after `words` in the texts joined by spaces. Raises ValueError when there are no words."""
    wanted = _fold(words)
    if not wanted:
        raise ValueError("there are no words to listen for")
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    match = re.search(before + re.escape(wanted) + after, " ".join(texts))
    return match and match.end()


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
