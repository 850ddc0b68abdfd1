"""A recording belongs to a text, not to a place in the menu: the text alone decides the name of its file.

A changed text gets another name, so no stale recording can ever be played; a moved option keeps its own.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable

ID_DIGITS = 10
SLUG_LENGTH = 40


def folded(text: str) -> str:
    """The text in NFC with every run of white space as one space: how a file is wrapped changes no words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def prompt_id(language: str, text: str) -> str:
    """Ten hex digits that stand for this text in this language."""
    return hashlib.sha256(f"{language}\n{folded(text)}".encode()).hexdigest()[:ID_DIGITS]


def slug(text: str) -> str:
    """The first words in ASCII, lower case, with hyphens, at most 40 characters: for people who look around."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall(r"[a-z0-9]+", ascii_text) or ["prompt"]
    result = words[0][:SLUG_LENGTH]
    for word in words[1:]:
        if len(result) + 1 + len(word) > SLUG_LENGTH:
            break
        result += f"-{word}"
    return result


def file_name(language: str, text: str) -> str:
    """The name that a recording of this text must have to be found."""
    return f"{slug(text)}.{prompt_id(language, text)}.wav"


def words_of(texts: Iterable[str], language: str) -> Callable[[str], str | None]:
    """Tell what the recording with this file name, path or URL says: one of these texts, or None."""
    known = {prompt_id(language, text): folded(text) for text in texts}

    def words(name: str) -> str | None:
        found = re.search(rf"\.([0-9a-f]{{{ID_DIGITS}}})\.wav\b", name)
        return known.get(found[1]) if found else None

    return words
