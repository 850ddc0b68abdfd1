"""What is said to who records; no spoken word stands in code."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Words:
    """The sentences of words.yml by name, and the computer voice that speaks them; `{}` is filled in by who says it."""

    say: str
    language: str
    welcome: str
    pin: str
    wrong_pin: str
    no_more: str
    closed: str
    progress: str
    how: str
    text: str
    reading_keys: str
    speak: str
    unheard: str
    kept_for_now: str
    judge: str
    refused: str
    again: str
    kept: str
    not_kept: str
    draft_gone: str
    one_moment: str
    not_there: str
    unusable: str
    changed: str
    complete: str
    through: str
    goodbye: str
    failed: str


@cache
def words() -> Words:
    """The sentences; a name too many or too few is a fault of the program."""
    said = files("ivr.dictation").joinpath("words.yml").read_text(encoding="utf-8")
    return Words(**yaml.load(said, yaml.CBaseLoader))  # noqa: S506 - makes nothing but text
