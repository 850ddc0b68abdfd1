"""Rules for how texts sound: short sentences, and nothing that a voice reads otherwise than it is meant (rule 10)."""

import re
from collections.abc import Iterator
from typing import Final

from ivr.budget import EMERGENCY_NUMBER
from ivr.check.promises import UNFINISHED
from ivr.check.rule import Finding, mentions, rule
from ivr.check.subject import Subject
from ivr.problems import Severity
from ivr.prompts import words

MOST_WORDS: Final = 16
"""In a sentence (callers.md, rule 10)."""

_DIGITS: Final = re.compile(r"(?<![\w.,:/-])(?:\d+(?:[.,:/-]\d+)+|\d{3,}|\d+[^\W\d]+)(?!\w)")
"""Small whole numbers are said as they are meant; 112, 0800-2000, 24/7, 18:30 and 2e are not."""

_SHORTENED: Final = re.compile(
    r"\b(?:o\.a\.|d\.w\.z\.|m\.b\.t\.|i\.v\.m\.|t\.a\.v\.|e\.d\.|a\.u\.b\.|z\.s\.m\.|m\.n\.|p\.m\.|t/m|i\.p\.v\."
    r"|(?:bijv|bv|enz|etc|evt|nr|tel|dhr|mevr|ca|incl|excl|max|resp)\.)",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"(?<!\d)/|[&%€$£+=@*~^_|\\§°]|https?:|www\.|\b\w+\.(?:nl|com|org|be|eu)\b", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b")


@rule(
    "long-sentence",
    Severity.WARNING,
    asks=f"Een zin heeft hooguit {MOST_WORDS} woorden.",
    why="Wie gespannen is, of Nederlands nog leert, raakt in een lange zin de draad kwijt (regel 10 voor bellers; "
    "taalniveau B1).",
    wrong="""
menu:
  2:
    option: Huisverbod
    answer: >
      De pleger mag dan tien dagen de eigen woning niet meer in en ook geen contact opnemen met de
      partner of de kinderen.
""",
    right="""
menu:
  2:
    option: Huisverbod
    answer: >
      De pleger mag dan tien dagen de eigen woning niet meer in. En mag in die tijd geen contact
      opnemen met de partner of de kinderen.
""",
)
def long_sentence(subject: Subject) -> Iterator[Finding]:
    """A sentence with more words than listeners can hold."""
    for text in subject.texts:
        for sentence in text.sentences():
            if (count := words(sentence)) > MOST_WORDS:
                yield Finding(
                    text.path,
                    f"Deze zin heeft {count} woorden; na {MOST_WORDS} raakt een luisteraar de draad kwijt. Maak er "
                    "twee zinnen van.",
                    found=sentence,
                )


@rule(
    "digits",
    Severity.WARNING,
    asks="Getallen staan er zoals ze gezegd worden.",
    why="De computerstem leest 112 als 'honderdtwaalf' en 0800 als 'achthonderd'. Twee cijfers, zoals 26, gaan goed.",
    wrong="""
emergency:
  option: Is er nu direct gevaar? Bel 112. Uitleg
""",
    right="""
emergency:
  option: Is er nu direct gevaar? Bel één één twee. Uitleg
""",
)
def digits(subject: Subject) -> Iterator[Finding]:
    """A number in digits that a voice would read otherwise."""
    for text in subject.texts:
        for found in _DIGITS.finditer(text.text):
            said = _said(subject, found[0])
            yield Finding(
                text.path,
                f"'{found[0]}' leest de computerstem anders voor dan het gezegd wordt. Schrijf het voluit{said}.",
                found=found[0],
            )


def _said(subject: Subject, number: str) -> str:
    said = subject.line.pronounce.get(number) or ("één één twee" if EMERGENCY_NUMBER.fullmatch(number) else None)
    return f": {said}" if said else ""


@rule(
    "abbreviation",
    Severity.WARNING,
    asks="Woorden zijn voluit geschreven.",
    why="De computerstem leest 'o.a.' als twee letters, en hoort een punt als het eind van de zin.",
    wrong="""
menu:
  2:
    option: Vormen
    answer: Bijv. slaan en schoppen.
""",
    right="""
menu:
  2:
    option: Vormen
    answer: Bijvoorbeeld slaan en schoppen.
""",
)
def abbreviation(subject: Subject) -> Iterator[Finding]:
    """A shortened word."""
    yield from mentions(
        subject, _SHORTENED, "'{found}' is een afkorting, en die leest de stem niet goed voor. Schrijf het voluit."
    )


@rule(
    "sign",
    Severity.WARNING,
    asks="In een tekst staan alleen letters, cijfers en leestekens.",
    why="De computerstem slaat een teken als & over, of zegt 'schuine streep'. Een webadres onthoudt niemand.",
    wrong="""
menu:
  2:
    option: Kosten & privacy
    answer: Bellen is gratis.
""",
    right="""
menu:
  2:
    option: Kosten en privacy
    answer: Bellen is gratis.
""",
)
def sign(subject: Subject) -> Iterator[Finding]:
    """A sign that is not spoken as it is meant."""
    yield from mentions(
        subject, _SIGN, "'{found}' spreekt de stem niet goed uit. Schrijf wat er gezegd moet worden, in woorden."
    )


@rule(
    "capitals",
    Severity.WARNING,
    asks="Van een woord in hoofdletters is bekend hoe het klinkt.",
    why="Van KNMG weet een stem niet of het letters zijn of een woord. Schrijf de letters los (K N M G), of zet het "
    "onder 'pronounce'.",
    wrong="""
menu:
  2:
    option: Meldcode
    answer: De GGD heeft er ook een.
""",
    right="""
pronounce:
  GGD: gee gee dee
menu:
  2:
    option: Meldcode
    answer: De GGD heeft er ook een.
""",
)
def capitals(subject: Subject) -> Iterator[Finding]:
    """Letters or a word: who reads it aloud cannot know."""
    known = {word for told in subject.line.pronounce for word in told.split()}
    for text in subject.texts:
        for found in _CAPITALS.finditer(UNFINISHED.sub("", text.text)):
            if found[0] not in known:
                yield Finding(
                    text.path,
                    f"Hoe '{found[0]}' klinkt, weet een stem niet. Schrijf de letters los, voluit, of zet onder "
                    "'pronounce' hoe het gezegd wordt.",
                    found=found[0],
                )


RULES: Final = (long_sentence, digits, abbreviation, sign, capitals)
