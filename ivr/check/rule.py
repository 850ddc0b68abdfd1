"""What a rule is: a small function that finds something in a menu, with an explanation for operators."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ivr.check.subject import Subject
from ivr.loader import Loc
from ivr.problems import Severity


@dataclass(frozen=True)
class Finding:
    """What a rule found, and where: at the last word of the path, or where `found` stands in its text.

    The message is Dutch, for operators. `severity` is only given where it is another than the rule's own.
    """

    path: Loc
    message: str
    found: str | None = None
    severity: Severity | None = None


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


def mentions(subject: Subject, pattern: re.Pattern[str], message: str) -> Iterator[Finding]:
    """Every text in which the pattern stands, once for each word found; `{found}` in the message is that word."""
    return (
        Finding(text.path, message.format(found=found), found=found)
        for text in subject.texts
        for found in dict.fromkeys(match[0] for match in pattern.finditer(text.text))
    )
