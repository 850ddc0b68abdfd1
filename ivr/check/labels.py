"""Rules for what choices are called, and for what stands behind them: told apart, and without a key in the text."""

import re
from collections.abc import Iterator
from typing import Final

from ivr.check import wording
from ivr.check.rule import Finding, mentions, rule
from ivr.check.subject import Subject
from ivr.loader import Loc
from ivr.problems import Severity

_LETTERS: Final = re.compile(r"\w+")

_CHOICES: Final = ("repeat", "again", "back", "more")
"""The line's own choices, among its phrases."""


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
    "same-choice",
    Severity.ERROR,
    asks="De vaste keuzes heten verschillend.",
    why="Na elk antwoord klinken ze na elkaar: nog een keer, terug, verder, de adviseur. Wie twee keer hetzelfde "
    "hoort, kan niet kiezen.",
    wrong="""
phrases:
  back: Verder luisteren
""",
    right="""
phrases:
  back: Terug
""",
)
def same_choice(subject: Subject) -> Iterator[Finding]:
    """Two of the line's own choices that sound the same; 'again' and 'repeat' are never heard together."""
    line, known = subject.line, dict[str, str]()
    if _sounds(line.advisor.option) == _sounds(line.emergency.option):
        message = "De adviseur heet hier net als nood, en dan kan een beller niet kiezen. Verander er een."
        yield Finding(("advisor", "option"), message, found="")
    fixed = [(("advisor", "short"), line.advisor.short), (("emergency", "short"), line.emergency.short)]
    own: list[tuple[Loc, str]] = [(("phrases", word), getattr(line.phrases, word)) for word in _CHOICES]
    for path, said in [*fixed, *own]:
        sounds, word = _sounds(said), ".".join(map(str, path))
        if (other := known.setdefault(sounds, word)) != word and {word, other} != {"phrases.repeat", "phrases.again"}:
            yield Finding(
                path,
                f"Deze keuze klinkt net als '{other}', en dan kan een beller niet kiezen. Geef een van de twee een "
                "andere tekst.",
                found="",
            )


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
    """An answer that stands behind another choice too, or a part of it that is said twice."""
    first: dict[tuple[tuple[str, ...], ...], str] = {}
    for path, option in subject.options:
        if option.answer and (other := first.setdefault(option.answer, _keys(path))) != _keys(path):
            yield Finding(
                (*path, "answer"),
                f"Onder toets {other} staat precies hetzelfde antwoord. Pas een van de twee aan, of haal een keuze "
                "weg.",
            )
        parts = option.answer or ()
        for number, part in enumerate(parts):
            if part in parts[:number]:
                message = "Dit deel staat er al, en een beller hoort het twee keer. Haal er een weg."
                yield Finding((*path, "answer", number), message, found="")


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
        is_choice = text.path[-1] in ("option", "short") or (text.is_phrase and text.path[-1] in _CHOICES)
        if is_choice and (key := wording.NAMES_KEY.search(text.text)):
            yield Finding.at(
                text,
                key[0],
                key.start(),
                "'{found}' hoort niet in de tekst van een keuze: het menu zegt de toets zelf, en een beller hoort er "
                "nu twee. Haal het weg.",
            )


@rule(
    "dead-key",
    Severity.WARNING,
    asks="Een antwoord noemt geen toets die daar niets doet.",
    why="Tijdens een antwoord werken alleen 1, 0, 2, sterretje en hekje. Wie een andere drukt, hoort dat die toets "
    "niet werkt.",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis. Toets 5 voor meer uitleg.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis. Wilt u meer uitleg? Vraag het een adviseur.
""",
)
def dead_key(subject: Subject) -> Iterator[Finding]:
    """A key from 3 to 9 in an answer."""
    for finding in mentions(
        subject,
        wording.DEAD_KEY,
        "'{found}': die toets doet hier niets. Zet een keuze achter een toets in een menu, of haal het weg.",
    ):
        if "answer" in finding.path:
            yield finding


@rule(
    "key-names",
    Severity.ERROR,
    asks="'star' en 'hash' zeggen hoe de toetsen * en # heten, en heten verschillend.",
    why="Wie de verkeerde toets hoort, kan niet terug, of hoort de rest van een antwoord nooit.",
    wrong="""
phrases:
  star: hekje
""",
    right="""
phrases:
  star: sterretje
""",
)
def key_names(subject: Subject) -> Iterator[Finding]:
    """The two swapped, the same, or (in Dutch) called something else."""
    phrases = subject.line.phrases
    dutch = subject.line.language.startswith("nl")
    for word, said, usual, key in (
        ("star", phrases.star, ("sterretje",), "*"),
        ("hash", phrases.hash, ("hekje", "kruisje"), "#"),
    ):
        same = word == "hash" and _sounds(said) == _sounds(phrases.star)
        if same or (dutch and not any(said.casefold().startswith(name[:3]) for name in usual)):
            yield Finding(
                ("phrases", word),
                f"'{said}' is geen naam voor de toets {key}, dus een beller drukt een andere. Schrijf '{usual[0]}'.",
                found="",
            )


@rule(
    "key-first",
    Severity.WARNING,
    asks="Eerst de keuze, dan de toets.",
    why="Wie eerst de toets hoort, is die vergeten als de keuze is gezegd (regel 2 voor bellers; NCH/ISO 13714).",
    wrong="""
phrases:
  press: "Toets {key} voor {option}."
""",
    right="""
phrases:
  press: "{option}: toets {key}."
""",
)
def key_first(subject: Subject) -> Iterator[Finding]:
    """A phrase around a choice that says the key before it."""
    for text in subject.texts:
        key, option = text.text.find("{key}"), text.text.find("{option}")
        if text.is_phrase and 0 <= key < option:
            yield Finding.at(
                text,
                "{key}",
                key,
                "Hier klinkt de toets voor de keuze, en dan is een beller hem al vergeten. Draai het om.",
            )


RULES: Final = (same_option, same_choice, same_answer, option_names_key, dead_key, key_names, key_first)
