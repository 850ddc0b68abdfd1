"""Rules for what is said of danger: 112 is named, truly, wherever a caller in danger may be listening.

Callers.md, rules 9, 11 and 12.
"""

import re
from collections.abc import Iterator
from typing import Final

from ivr.budget import EMERGENCY_NUMBER, EMERGENCY_WITHIN
from ivr.check.rule import Finding, rule
from ivr.check.subject import Passage, Subject
from ivr.problems import Severity
from ivr.script import START

_HELP: Final = re.compile(rf"{EMERGENCY_NUMBER.pattern}|\b(?:meldkamer|centralist\w*|alarmnummer)\b", re.IGNORECASE)
_POLICE: Final = re.compile(rf"{_HELP.pattern}|\bpolitie\b", re.IGNORECASE)
_SILENCE: Final = re.compile(
    r"\b(?:stil|stilte|zwijg\w*|geluidloos|fluister\w*)\b"
    r"|\bniets\b(?:\s+\w+){0,3}?\s+(?:zeg(?:gen|t)?|praten|spreken)\b"
    r"|\b(?:niet|zonder)\b(?:\s+\w+){0,3}?\s+(?:praten|spreken|praat)\b"
    r"|\b(?:tik|kuch|hoest|klop)(?:t|en)?\b|\b(?:vijf|5)[ -]?(?:vijf|5)\b",
    re.IGNORECASE,
)
_FORWARDS: Final = re.compile(r"\b(?:doorverb\w+|verbind\w*\b[^.?!]*\bdoor|schakel\w*\b[^.?!]*\bdoor)\b", re.IGNORECASE)
_DENIES: Final = re.compile(r"\b(?:niet|geen|nooit)\b", re.IGNORECASE)


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
    if not any(EMERGENCY_NUMBER.search(text) for text in subject.line.emergency.answer):
        yield Finding(
            ("emergency", "answer"),
            "Deze uitleg noemt 112 niet: wie in gevaar is, hoort dan niet welk nummer te bellen. "
            "Zet erin: Het nummer is één één twee.",
        )


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
    for text in subject.texts:
        for sentence in text.sentences():
            promised = _FORWARDS.search(sentence) and _POLICE.search(sentence)
            if promised and not _DENIES.search(sentence):
                yield Finding(
                    text.path,
                    "Deze zin belooft door te verbinden met 112 of de politie, en dat kan deze lijn niet: een beller "
                    "zou op hulp wachten die niet komt. Schrijf: Hang op, en bel zelf één één twee.",
                    found=sentence,
                )


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
        if not _speaks_of_112(passage):
            continue
        for text in passage.paragraphs:
            if silence := _SILENCE.search(text.text):
                yield Finding(
                    text.path,
                    f"'{silence[0]}' staat hier bij 112. In Nederland helpt stil blijven aan de telefoon met 112 niet; "
                    "een stil gesprek kan worden afgebroken. Haal het weg.",
                    found=silence[0],
                )


def _speaks_of_112(passage: Passage) -> bool:
    return passage.in_emergency or any(_HELP.search(text.text) for text in passage.paragraphs)


RULES: Final = (emergency_unnamed, opening_unnamed, waiting_unnamed, emergency_forwarded, silent_emergency)
