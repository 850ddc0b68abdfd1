"""Rules for how texts sound: short sentences, and nothing that a voice reads otherwise than it is meant (rule 10)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from ivr.budget import EMERGENCY_NUMBER
from ivr.check.rule import Finding, firsts, mentions, rule
from ivr.check.subject import Subject
from ivr.check.wording import UNFINISHED
from ivr.problems import Severity
from ivr.prompts import words
from ivr.prompts.voice import spoken_differently

MOST_WORDS: Final = 16
"""In a sentence (callers.md, rule 10)."""

_DIGITS: Final = re.compile(r"(?<![\w.,:/-])(?!(?:19|20)\d\d(?!\w))(?:\d+(?:[.,:/-]\d+)+|\d{3,}|\d+[^\W\d]+)(?!\w)")
"""Small whole numbers and years are said as they are meant; 112, 0800-2000, 24/7, 18:30 and 2e are not."""

_SHORTENED: Final = re.compile(
    r"\b(?:o\.a\.|d\.w\.z\.|m\.b\.t\.|i\.v\.m\.|t\.a\.v\.|e\.d\.|a\.u\.b\.|z\.s\.m\.|m\.n\.|p\.m\.|t/m|i\.p\.v\."
    r"|(?:bijv|bv|enz|etc|evt|nr|tel|dhr|mevr|ca|incl|excl|max|resp)\.)",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}\b")


@cache
def _sign() -> re.Pattern[str]:
    """A sign, or an address; made when it is asked for, since all characters there are have to be looked at."""
    symbols = filter(lambda char: unicodedata.category(char)[0] == "S", map(chr, range(0x20000)))
    signs = "".join(map(re.escape, symbols))
    return re.compile(rf"(?<!\d)/|[&%@*_\\§•{signs}]|https?:|www\.|\b\w+\.(?:nl|com|org|be|eu)\b", re.IGNORECASE)


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
        for start, sentence in text.sentences():
            if (count := words(sentence)) > MOST_WORDS:
                yield Finding.at(
                    text,
                    sentence,
                    start,
                    f"Deze zin heeft {count} woorden; na {MOST_WORDS} raakt een luisteraar de draad kwijt. Maak er "
                    "twee zinnen van.",
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
        for found, start in firsts(text, _DIGITS):
            message = "'{found}' leest de computerstem anders voor dan het gezegd wordt. Schrijf het voluit"
            yield Finding.at(text, found, start, f"{message}{_said(subject, found)}.")


def _said(subject: Subject, number: str) -> str:
    """How it is said, where that is known; of 112 nobody need look it up."""
    said = "één één twee" if EMERGENCY_NUMBER.fullmatch(number) else subject.line.pronounce.get(number)
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
        subject, _sign(), "'{found}' spreekt de stem niet goed uit. Schrijf wat er gezegd moet worden, in woorden."
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
    """Letters or a word: who reads it aloud cannot know. A text that is all capitals is told once."""
    known = {word for told in subject.line.pronounce for word in told.split()}
    message = (
        "Hoe '{found}' klinkt, weet een stem niet. Schrijf de letters los, voluit, of zet onder 'pronounce' hoe het "
        "gezegd wordt."
    )
    for text in subject.texts:
        found = [one for one in firsts(text, _CAPITALS) if one[0] not in known and not UNFINISHED.search(text.text)]
        shouted = len(found) > 1 and text.text == text.text.upper()
        for word, start in found[:1] if shouted else found:
            yield Finding.at(text, word, start, _SHOUTED if shouted else message)


_SHOUTED: Final = "Deze tekst staat in hoofdletters, en een stem leest die als losse letters. Schrijf gewone letters."


@rule(
    "unused-pronunciation",
    Severity.NOTICE,
    asks="Wat onder 'pronounce' staat, komt in een tekst voor.",
    why="Een woord dat nergens staat, doet niets; vaak is het een tikfout.",
    wrong="""
pronounce:
  huisverbood: huis verbod
""",
    right="""
pronounce:
  huisverbod: huis verbod
menu:
  2:
    option: Wat is een huisverbod?
    answer: De pleger mag de eigen woning niet in.
""",
)
def unused_pronunciation(subject: Subject) -> Iterator[Finding]:
    """A word that is in no text."""
    table = subject.line.pronounce
    used = {word for text in subject.script.prompts() for word in spoken_differently(text, table)} if table else set()
    for word in table:
        if word not in used:
            message = f"'{word}' staat in geen tekst, dus dit doet niets. Kijk of het goed gespeld is, of haal het weg."
            yield Finding(("pronounce", word), message)


RULES: Final = (long_sentence, digits, abbreviation, sign, capitals, unused_pronunciation)
