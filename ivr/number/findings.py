"""What a check of the number found, as values; who shows a finding decides how it looks."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether callers get the line; a warning is for what they notice only when something else fails too."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    verdict: Verdict
    about: str
    message: str


def good(about: str, message: str) -> Finding:
    """Make a finding that asks for nothing."""
    return Finding(Verdict.GOOD, about, message)


def warning(about: str, message: str) -> Finding:
    """Make a finding that callers notice when something else fails too."""
    return Finding(Verdict.WARNING, about, message)


def wrong(about: str, message: str) -> Finding:
    """Make a finding that callers notice."""
    return Finding(Verdict.WRONG, about, message)
