"""`ivr check --explain`: what a rule asks, why, and how a menu does it right; in Dutch, for operators."""

import textwrap
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from ivr import loader
from ivr.check import RULES, Rule
from ivr.check.recordings import EXPLANATIONS
from ivr.problems import Severity

ALL: Final = "all"

WIDTH: Final = 100

_STOPS: Final = {
    Severity.ERROR: "een fout: houdt publicatie tegen",
    Severity.WARNING: "een waarschuwing: houdt publicatie niet tegen",
    Severity.NOTICE: "om te weten",
}


def explain(rule: str) -> str:
    """The explanation of a rule, or a list of all; raises KeyError for a name that is no rule's."""
    return _all() if rule == ALL else _explanations()[rule]


def nearest(rule: str) -> str | None:
    """The rule that was probably meant."""
    return next(iter(get_close_matches(rule, _explanations(), n=1, cutoff=0.5)), None)


@cache
def _explanations() -> Mapping[str, str]:
    read = {rule: _of_the_file(rule, sentences) for rule, sentences in loader.explained().items()}
    heard = {rule: _of_a_recording(rule, explanation) for rule, explanation in EXPLANATIONS.items()}
    return read | heard | {rule.name: _of_the_menu(rule) for rule in RULES}


def _of_the_menu(rule: Rule) -> str:
    return "\n".join(
        (
            f"{rule.name} ({_STOPS[rule.severity]})",
            "",
            *_wrapped(rule.asks),
            *_wrapped(f"Waarom: {rule.why}"),
            *_pair(rule.wrong, rule.right),
        )
    )


def _of_the_file(rule: str, sentences: list[str]) -> str:
    told = [line for sentence in sentences for line in _wrapped(sentence, first="- ", rest="  ")]
    example = loader.EXAMPLES.get(rule)
    shown = _pair(example.wrong, example.right) if example else ()
    return "\n".join((f"{rule} (een fout: zo is het bestand niet te gebruiken)", "", *told, *shown))


def _of_a_recording(rule: str, explanation: str) -> str:
    return "\n".join((f"{rule} (over opnamen)", "", *_wrapped(explanation)))


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _pair(wrong: str, right: str) -> tuple[str, ...]:
    return ("", "Niet zo:", "", *_menu(wrong), "", "Maar zo:", "", *_menu(right))


def _menu(piece: str) -> Iterator[str]:
    """A piece of a menu; a tab would look like spaces."""
    return (f"    {line}".rstrip().replace("\t", "[tab]") for line in piece.splitlines())


def _all() -> str:
    """Every rule in one line, by what it is about."""
    widest = max(map(len, _explanations()))
    read = [(rule, sentences[0]) for rule, sentences in loader.explained().items()]
    groups = {
        "Over het menu": [(rule.name, rule.asks) for rule in RULES],
        "Over opnamen": list(EXPLANATIONS.items()),
        "Over het bestand": read,
    }
    lines: list[str] = []
    for title, rules in groups.items():
        lines += [title, *(f"  {name:{widest}}  {_first(text, WIDTH - widest - 4)}" for name, text in rules), ""]
    return "\n".join((*lines, "Meer over een regel: python -m ivr check --explain REGEL"))


def _first(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" …")
