"""Rules for what is said of danger: 112 is named, truly, wherever a caller in danger may be listening.

Callers.md, rules 9, 11 and 12.
"""

import re
from collections.abc import Iterator
from typing import Final

from ivr.budget import EMERGENCY_NUMBER, EMERGENCY_WITHIN
from ivr.check import wording
from ivr.check.rule import Finding, rule
from ivr.check.subject import Passage, Subject, Text
from ivr.fields import Part
from ivr.problems import Severity
from ivr.script import START

_TELLS: Final = re.compile(r"\bbel\w*|\bnummer\b", re.IGNORECASE)
_WORD_OF_112: Final = re.compile(r"[eé][eé]n|tw[eé][eé]", re.IGNORECASE)


@rule(
    "emergency-unnamed",
    Severity.ERROR,
    asks="De uitleg bij nood noemt het nummer 112.",
    why="Wie in gevaar is en toets 1 drukt, moet horen welk nummer te bellen; deze lijn kan dat niet voor de beller "
    "doen (regels 9 en 12 voor bellers).",
    wrong="""
emergency:
  answer: Bel dan altijd meteen de politie.
""",
    right="""
emergency:
  answer: Bel dan altijd meteen de politie. Het nummer is één één twee.
""",
)
def emergency_unnamed(subject: Subject) -> Iterator[Finding]:
    """Guidance that does not say which number to dial."""
    if not any(_tells(subject.line.emergency.answer)):
        yield Finding(
            ("emergency", "answer"),
            "Deze uitleg noemt 112 niet: wie in gevaar is, hoort dan niet welk nummer te bellen. "
            "Zet erin: Het nummer is één één twee.",
        )


def _tells(answer: Part) -> Iterator[bool]:
    """Of every sentence, whether it says to dial 112; that the line does not connect with it is no guidance."""
    for paragraph in answer:
        for _, sentence in Text((), paragraph).sentences():
            yield bool(EMERGENCY_NUMBER.search(sentence) and _TELLS.search(sentence))


@rule(
    "opening-unnamed",
    Severity.ERROR,
    asks="De opening noemt het nummer 112.",
    why=f"Wie in gevaar is, heeft misschien maar een paar seconden: 112 klinkt binnen {EMERGENCY_WITHIN} seconden, ook "
    "voor wie geen toets kan drukken (regel 9 voor bellers).",
    wrong="""
emergency:
  option: Is er nu direct gevaar?
""",
    right="""
emergency:
  option: Is er nu direct gevaar? Bel één één twee. Uitleg
""",
)
def opening_unnamed(subject: Subject) -> Iterator[Finding]:
    """An opening that does not say which number to dial."""
    if not any(EMERGENCY_NUMBER.search(text) for text in subject.script.states[START].prompts()):
        yield Finding(
            ("emergency", "option"),
            "De opening noemt 112 niet: wie in gevaar is en geen toets kan drukken, hoort dan niet welk nummer te "
            "bellen. Schrijf bijvoorbeeld 'Is er nu direct gevaar? Bel één één twee. Uitleg'.",
            found="",
        )


@rule(
    "waiting-unnamed",
    Severity.WARNING,
    asks="Wie wacht, of niemand krijgt, hoort het nummer 112.",
    why="Wachten kan gevaarlijk worden. 'waiting' klinkt tussen twee rondes bellen en bij elke storing, 'unavailable' "
    "als niemand opneemt; daar is dit de enige hulp die nog wordt genoemd.",
    wrong="""
phrases:
  waiting: Blijf aan de lijn. Wij helpen u zo snel mogelijk.
""",
    right="""
phrases:
  waiting: Blijf aan de lijn. Is er direct gevaar? Hang op en bel één één twee.
""",
)
def waiting_unnamed(subject: Subject) -> Iterator[Finding]:
    """A sentence for who cannot be helped yet, that does not say which number to dial in danger."""
    for word in ("waiting", "unavailable"):
        if not EMERGENCY_NUMBER.search(getattr(subject.line.phrases, word)):
            yield Finding(
                ("phrases", word),
                "Wie dit hoort, heeft nog geen adviseur, en 112 wordt niet genoemd. Zet erachter: Is er direct gevaar? "
                "Hang op en bel één één twee.",
                found="",
            )


@rule(
    "emergency-forwarded",
    Severity.ERROR,
    asks="Geen tekst zegt dat deze lijn met 112 verbindt.",
    why="Dat kan de lijn niet: Twilio belt in Nederland geen 112, en bij een doorverbonden gesprek weet de meldkamer "
    "niet waar de beller is. Wie erop wacht, krijgt geen hulp (regel 12 voor bellers; NOS 2019).",
    wrong="""
emergency:
  answer: Bel één één twee. Of wacht even. Wij verbinden u door met de politie.
""",
    right="""
emergency:
  answer: Bel één één twee. Deze lijn verbindt niet door met één één twee.
""",
)
def emergency_forwarded(subject: Subject) -> Iterator[Finding]:
    """A sentence that promises to connect the caller with the police or 112."""
    for passage in subject.passages:
        for text in passage.paragraphs:
            for start, sentence in text.sentences():
                if _promises(sentence, in_emergency=passage.in_emergency):
                    yield Finding.at(text, sentence, start, _FORWARDED)


_FORWARDED: Final = (
    "Deze zin belooft door te verbinden met 112 of de politie, en dat kan deze lijn niet: een beller zou op hulp "
    "wachten die niet komt. Schrijf: Hang op, en bel zelf één één twee."
)


def _promises(sentence: str, *, in_emergency: bool) -> bool:
    if sentence.endswith("?"):
        return False
    promised = (found[0] for pattern in wording.FORWARDS for found in pattern.finditer(sentence))
    if any(not wording.DOES_NOT_FORWARD.search(words) for words in promised):
        return True
    return in_emergency and bool(wording.CONNECTS.search(sentence)) and not wording.NOT_112.search(sentence)


@rule(
    "silent-emergency",
    Severity.ERROR,
    asks="Geen tekst zegt of suggereert dat stil blijven aan de telefoon met 112 helpt.",
    why="In Nederland kan een stil gesprek met 112 worden afgebroken. Wie zwijgt omdat deze lijn dat aanraadde, krijgt "
    "dan geen hulp (regel 11 voor bellers; antwoord van de minister, 2022Z01868). Over de app 112NL beslist eerst de "
    "organisatie.",
    wrong="""
emergency:
  answer: Bel één één twee. U hoeft niets te zeggen.
""",
    right="""
emergency:
  answer: Bel één één twee. De centralist vraagt wie u nodig hebt, en waar u bent.
""",
)
def silent_emergency(subject: Subject) -> Iterator[Finding]:
    """Words for being silent where 112 is spoken of."""
    for passage in subject.passages:
        if _speaks_of_112(passage):
            for text in passage.paragraphs:
                yield from _silences(text)


def _speaks_of_112(passage: Passage) -> bool:
    return passage.in_emergency or any(wording.HELP.search(text.text) for text in passage.paragraphs)


def _silences(text: Text) -> Iterator[Finding]:
    for start, sentence in text.sentences():
        silence = wording.SILENCE.search(sentence)
        if silence and not wording.NO_SILENCE.search(sentence):
            yield Finding.at(
                text,
                silence[0],
                start + silence.start(),
                "'{found}' staat hier bij 112. In Nederland helpt stil blijven aan de telefoon met 112 niet; een stil "
                "gesprek kan worden afgebroken. Haal de hele raad weg. Zeg wat wel helpt: Zeg waar u bent.",
            )


@rule(
    "emergency-pronounced",
    Severity.ERROR,
    asks="Onder 'pronounce' klinkt 112 als één één twee.",
    why="Wat daar staat, zeggen de computerstem en de inspreker in elke tekst. Met een ander nummer belt een beller "
    "in gevaar niemand.",
    wrong="""
pronounce:
  112: honderdtwaalf
""",
    right="""
pronounce:
  112: één één twee
""",
)
def emergency_pronounced(subject: Subject) -> Iterator[Finding]:
    """Another number, or another word, where 112 is said."""
    for word, said in subject.line.pronounce.items():
        whole = EMERGENCY_NUMBER.search(word) and not EMERGENCY_NUMBER.search(said)
        if whole or (_WORD_OF_112.fullmatch(word) and not _WORD_OF_112.fullmatch(said)):
            yield Finding(
                ("pronounce", word),
                f"Hiermee klinkt '{word}' als '{said}', en dan wordt 112 in elke opname anders gezegd. Schrijf hier: "
                f"{'één één twee' if whole else word}.",
                found="",
            )


RULES: Final = (
    emergency_unnamed,
    opening_unnamed,
    waiting_unnamed,
    emergency_forwarded,
    silent_emergency,
    emergency_pronounced,
)
