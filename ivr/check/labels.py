"""Rules for what choices are called, and for what stands behind them: told apart, and without a key in the text."""

import re
from collections.abc import Iterator
from typing import Final

from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.loader import Loc
from ivr.problems import Severity

_NUMBERS: Final = "nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_KEY: Final = rf"(?:\d|(?:{_NUMBERS}|ster\w*|hekje)\b|[*#])"
_NAMES_KEY: Final = re.compile(
    rf"\btoets(?:en)?\s+(?:op\s+|het\s+|de\s+)*(?:{_KEY}|een\b)|\b(?:druk|kies)\s+(?:op\s+|voor\s+|het\s+|de\s+)*{_KEY}",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"\w+")


@rule(
    "same-option",
    Severity.ERROR,
    asks="Keuzes in één menu heten verschillend.",
    why="Wie twee keer hetzelfde hoort, kan niet kiezen. Nood en adviseur staan in elk menu en tellen mee.",
    wrong="""
menu:
  2:
    option: Geweld
    answer: Slaan.
  3:
    option: geweld?
    answer: Schelden.
""",
    right="""
menu:
  2:
    option: Lichamelijk geweld
    answer: Slaan.
  3:
    option: Psychisch geweld
    answer: Schelden.
""",
)
def same_option(subject: Subject) -> Iterator[Finding]:
    """Two choices in one menu that sound the same."""
    for path, menu in subject.menus:
        known = _fixed(subject, top=len(path) == 1)
        for key, option in menu.items():
            sounds = _sounds(option.option)
            if sounds in known:
                yield Finding(
                    (*path, key, "option"),
                    f"Deze keuze klinkt net als {known[sounds]}, en dan kan een beller niet kiezen. "
                    "Geef een van de twee een andere tekst.",
                    found="",
                )
            known.setdefault(sounds, f"die onder toets {key}")


def _fixed(subject: Subject, *, top: bool) -> dict[str, str]:
    emergency, advisor = subject.line.emergency, subject.line.advisor
    said = (emergency.option, advisor.option) if top else (emergency.short, advisor.short)
    return {_sounds(said[0]): "die voor nood", _sounds(said[1]): "die voor de adviseur"}


def _sounds(text: str) -> str:
    """A text as it sounds: without capitals and marks."""
    return " ".join(_LETTERS.findall(text.casefold()))


@rule(
    "same-answer",
    Severity.WARNING,
    asks="Achter twee keuzes staat niet hetzelfde antwoord.",
    why="Wie voor iets anders kiest en hetzelfde hoort, denkt dat er iets mis is. Vaak is een antwoord gekopieerd en "
    "daarna niet aangepast.",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Bellen is gratis.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Slaan is geweld.
""",
)
def same_answer(subject: Subject) -> Iterator[Finding]:
    """An answer that stands behind another choice too."""
    first: dict[tuple[tuple[str, ...], ...], str] = {}
    for path, option in subject.options:
        if option.answer and (other := first.setdefault(option.answer, _keys(path))) != _keys(path):
            yield Finding(
                (*path, "answer"),
                f"Onder toets {other} staat precies hetzelfde antwoord. Pas een van de twee aan, of haal een keuze "
                "weg.",
            )


def _keys(path: Loc) -> str:
    """The keys that a caller presses to get there: `4, 3`."""
    return ", ".join(str(step) for step in path if step != "menu")


@rule(
    "option-names-key",
    Severity.ERROR,
    asks="In de tekst van een keuze staat geen toets.",
    why="Het menu zegt zelf welke toets erbij hoort, en weet het ook nog als u een keuze verplaatst. Een toets in de "
    "tekst klinkt dubbel, of stuurt de beller naar de verkeerde plek.",
    wrong="""
menu:
  2:
    option: Kosten, toets 3
    answer: Bellen is gratis.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
""",
)
def option_names_key(subject: Subject) -> Iterator[Finding]:
    """A choice that says itself which key to press."""
    for text in subject.texts:
        if text.path[-1] in ("option", "short") and (key := _NAMES_KEY.search(text.text)):
            yield Finding(
                text.path,
                f"'{key[0]}' hoort niet in de tekst van een keuze: het menu zegt de toets zelf, en een beller hoort er "
                "nu twee. Haal het weg.",
                found=key[0],
            )


RULES: Final = (same_option, same_answer, option_names_key)
