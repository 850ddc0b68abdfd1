"""What a rule is: a small function that finds something in a menu, with an explanation for operators."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ivr.check.subject import Subject, Text
from ivr.loader import Loc
from ivr.problems import Severity


@dataclass(frozen=True)
class Finding:
    """What a rule found, and where: at the last word of the path, or where `found` stands in its text.

    The message is Dutch, for operators. `skip` counts how often `found` stands in the text before that; `severity` is
    only given where it is another than the rule's own.
    """

    path: Loc
    message: str
    found: str | None = None
    skip: int = 0
    severity: Severity | None = None

    @classmethod
    def at(cls, text: Text, found: str, start: int, message: str, severity: Severity | None = None) -> "Finding":
        """What stands in a text at this character; `{found}` in the message stands for it."""
        skip = text.text.count(found, 0, start)
        return cls(text.path, message.replace("{found}", found), found, skip, severity)


Find = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One thing that every menu must have or must not do; everything but the name is Dutch, for operators.

    `why` names its source. `wrong` and `right` are pieces of a menu file, that the rule finds and lets pass.
    """

    name: str
    severity: Severity
    asks: str
    why: str
    wrong: str
    right: str
    find: Find

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Find what breaks the rule, in the order of the file."""
        return self.find(subject)


def rule(name: str, severity: Severity, *, asks: str, why: str, wrong: str, right: str) -> Callable[[Find], Rule]:
    """Make a rule of the function below it."""

    def make(find: Find) -> Rule:
        return Rule(name, severity, asks, why, wrong.strip("\n"), right.strip("\n"), find)

    return make


def firsts(text: Text, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Everything different that the pattern finds in a text, with the place (from 0) where it first stands."""
    first: dict[str, int] = {}
    for match in pattern.finditer(text.text):
        first.setdefault(match[0], match.start())
    return iter(first.items())


def mentions(subject: Subject, pattern: re.Pattern[str], message: str) -> Iterator[Finding]:
    """Every text in which the pattern stands, once for each word found; `{found}` in the message is that word."""
    return (Finding.at(text, found, start, message) for text in subject.texts for found, start in firsts(text, pattern))
