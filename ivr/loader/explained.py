"""What each rule of the loader says, for whoever wants it explained; what it fills in is shown as three dots."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ivr import phone
from ivr.loader import characters, mistakes, reading, rules, sections, texts, words
from ivr.loader.mistakes import Mistake
from ivr.loader.sentences import SENTENCES
from ivr.loader.slips import keys, lines, marks, rows

_MODULES: Final = (reading, characters, mistakes, sections, rules, texts, keys, lines, marks, rows)
_FILLED_IN: Final = re.compile(r"(?<![${])\{\w+\}(?!\})")
_NOTHING_ELSE: Final = re.compile(r"\{\w+\}")

_SAID_ELSEWHERE: Final[Mapping[str, str]] = {
    "unknown-word": words.unknown("anwser", ("menu", "2"), "answer"),
    "unknown-key": words.wrong_key("10"),
    "fixed-key": words.wrong_key("1"),
    **{fault.value: sentence.dutch for fault, sentence in phone.SENTENCES.items()},
}
"""Sentences that are made of what stands in the file; here of an example."""


def explained() -> dict[str, list[str]]:
    """Every rule with the sentences that it has for operators."""
    found: dict[str, list[str]] = {}
    for rule, message in (*_SAID_ELSEWHERE.items(), *_messages()):
        if not _NOTHING_ELSE.fullmatch(message):
            said = _FILLED_IN.sub("…", message).replace("{{", "{").replace("}}", "}")
            found.setdefault(rule, []).append(said)
    return {rule: list(dict.fromkeys(sentences)) for rule, sentences in sorted(found.items())}


def _messages() -> Iterator[tuple[str, str]]:
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, Mistake):
                yield value.rule, value.message
    for sentence in SENTENCES.values():
        yield sentence.rule, sentence.message
