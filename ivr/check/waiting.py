"""Rules for how long callers wait: for 112, for an advisor, for all choices, and for the end of a part.

The limits are those of `ivr.budget` (callers.md, rules 9 and 10). What is only estimated, for want of a recording, is
a warning.
"""

import textwrap
from collections.abc import Iterator
from typing import Final

from ivr.budget import ADVISOR_WITHIN, EMERGENCY_NUMBER, EMERGENCY_WITHIN, OPENING_WITHIN, PART_WITHIN
from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.problems import Severity
from ivr.script import START

MENU: Final = ("menu",)

_GREETING: Final = "Goedendag, en fijn dat u belt. Dit is Veilig Thuis. Wij zijn er dag en nacht voor iedereen."


def _block(word: str, text: str, times: int = 1) -> str:
    """A piece of a menu in which this text stands so many times over."""
    lines = textwrap.wrap(" ".join([text] * times), 90)
    return "\n".join((f"{word}: >", *(f"  {line}" for line in lines)))


def _answer(times: int) -> str:
    return "menu:\n  2:\n    option: Vormen van geweld\n" + textwrap.indent(
        _block("answer", _SENTENCES, times), " " * 4
    )


_SENTENCES: Final = "Dit is een zin van een heel lang antwoord. En dit is er nog een, want het gaat maar door."


@rule(
    "emergency-late",
    Severity.ERROR,
    asks=f"112 is genoemd binnen {EMERGENCY_WITHIN} seconden na het opnemen.",
    why="Wie in gevaar is, heeft soms maar een paar seconden (regel 9 voor bellers).",
    wrong=_block("welcome", _GREETING),
    right="welcome: Goedendag. Dit is Veilig Thuis.",
)
def emergency_late(subject: Subject) -> Iterator[Finding]:
    """The number to dial in danger is heard too late; where it is not heard at all, another rule says so."""
    named = any(EMERGENCY_NUMBER.search(text) for text in subject.script.states[START].prompts())
    return _overrun(subject, "emergency-late") if named else iter(())


@rule(
    "advisor-late",
    Severity.ERROR,
    asks=f"De weg naar een adviseur is gezegd binnen {ADVISOR_WITHIN} seconden na het opnemen.",
    why="Wie hulp zoekt, hangt op als het te lang duurt (regel 9 voor bellers; de hulplijn 988 kortte een opening van "
    "45 seconden in).",
    wrong=_block("welcome", _GREETING, times=2),
    right="welcome: Goedendag. Dit is Veilig Thuis.",
)
def advisor_late(subject: Subject) -> Iterator[Finding]:
    """The way to a person is heard too late."""
    return _overrun(subject, "advisor-late")


@rule(
    "opening-long",
    Severity.ERROR,
    asks=f"De hele opening duurt hooguit {OPENING_WITHIN} seconden.",
    why="Daarna luistert een beller niet meer (regel 9 voor bellers).",
    wrong=_block("welcome", _GREETING, times=4),
    right="welcome: Goedendag. Dit is Veilig Thuis.",
)
def opening_long(subject: Subject) -> Iterator[Finding]:
    """All choices together take too long."""
    return _overrun(subject, "opening-long")


@rule(
    "part-long",
    Severity.ERROR,
    asks=f"Een deel van een antwoord duurt hooguit {PART_WITHIN} seconden.",
    why="Meer onthoudt niemand in één keer. Na elk deel kiest de beller zelf: verder luisteren, of nog een keer "
    "(regel 10 voor bellers).",
    wrong=_answer(times=7),
    right=_answer(times=1),
)
def part_long(subject: Subject) -> Iterator[Finding]:
    """A part that callers cannot hold."""
    return _overrun(subject, "part-long")


def _overrun(subject: Subject, rule: str) -> Iterator[Finding]:
    """At the text that takes so long; a whole menu at its own word."""
    return (
        Finding(
            one.path,
            one.message,
            found=None if one.path == MENU else "",
            severity=Severity.WARNING if one.estimated else None,
        )
        for one in subject.overruns
        if one.rule == rule
    )


RULES: Final = (emergency_late, advisor_late, opening_long, part_long)
