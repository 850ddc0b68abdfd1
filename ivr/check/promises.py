"""Rules for what the line must not say: what frightens, gives a caller away, or promises what is not so.

Callers.md, rules 6, 13, 14, 15 and 17.
"""

import re
from collections.abc import Iterator
from typing import Final

from ivr.check.rule import Finding, mentions, rule
from ivr.check.subject import Subject
from ivr.problems import Severity

_BLAMES: Final = re.compile(r"\b(?:ongeldig|foutief|foutieve|fout|verkeerd)(?:e|en|s)?\b|\bfout\w+", re.IGNORECASE)
_BILL: Final = re.compile(
    r"\b(?:telefoon|bel)(?:rekening|nota|factuur|specificatie|lijst|geschiedenis)\w*|\boproep(?:lijst|geschiedenis)\w*"
    r"|\bfactu(?:ur|ren)\b|\b(?:uw|je|jouw|de|een|geen|op)\s+rekening\b(?!\s+(?:mee|houden|gehouden))",
    re.IGNORECASE,
)
_ANONYMOUS: Final = re.compile(r"\banoniem\w*|\banonimiteit\w*", re.IGNORECASE)
_CALLS_BACK: Final = re.compile(
    r"\bterug(?:bel\w*|gebeld)\b|\bbel(?:len|t)?\s+(?:wij\s+|we\s+)?(?:u|je|jou)\b[^.?!]*\bterug\b"
    r"|\bvoicemail\w*|\bsms\w*|\bwhatsapp\w*|\b(?:spreek|laat)\b[^.?!]*\bbericht\b|\benqu[eê]te\w*",
    re.IGNORECASE,
)
_VIOLENCE: Final = re.compile(
    r"\w*(?:geweld|mishandel|misbruik|verkracht|stalk|bedreig|pleger|slachtoffer)\w*", re.IGNORECASE
)
UNFINISHED: Final = re.compile(r"\bVUL\s+IN\b|\bTODO\b|\bTBD\b|\bX{2,}\b|\bx{3,}\b|\blorem\s+ipsum\b")
_WORD: Final = re.compile(r"\w{3,}")


@rule(
    "blaming-word",
    Severity.ERROR,
    asks="De lijn zegt nooit dat een beller iets fout doet.",
    why="'Ongeldig', 'fout' en 'verkeerd' geven de beller de schuld. Wie bang is, hangt dan op (regel 6 voor bellers; "
    "Avaya IR, handleiding voor prompts). In de zinnen van de lijn zelf is het een fout. In een antwoord kan het goed "
    "zijn ('Het is niet uw fout'); daar is het een waarschuwing.",
    wrong="""
phrases:
  wrong_key: Ongeldige keuze. Probeer het nog een keer.
""",
    right="""
phrases:
  wrong_key: Die toets werkt hier niet. Ik zeg de keuzes nog een keer.
""",
)
def blaming_word(subject: Subject) -> Iterator[Finding]:
    """A word that tells callers off."""
    for text in subject.texts:
        if found := _BLAMES.search(text.text):
            yield Finding(
                text.path,
                f"'{found[0]}' geeft de beller het gevoel iets mis te doen, en wie bang is, hangt dan op. Zeg wat wel "
                "kan.",
                found=found[0],
                severity=None if text.is_phrase else Severity.WARNING,
            )


@rule(
    "phone-bill",
    Severity.ERROR,
    asks="De lijn zegt niets over een telefoonrekening of bellijst.",
    why="Of een gesprek op de rekening staat, verschilt per nummer en per aanbieder; afscherming wordt per nummer "
    "aangevraagd. Wie erop vertrouwt, kan door de partner worden betrapt (regel 13 voor bellers; Stb. 2004, 458).",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Dit gesprek staat niet op uw telefoonrekening.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
""",
)
def phone_bill(subject: Subject) -> Iterator[Finding]:
    """Anything about what others can see of a call."""
    yield from mentions(
        subject,
        _BILL,
        "'{found}': zeg niets over wat er op een rekening of in een bellijst staat. Dat verschilt per aanbieder, en "
        "wie erop vertrouwt, kan worden betrapt. Haal het weg.",
    )


@rule(
    "anonymity",
    Severity.WARNING,
    asks="De lijn belooft geen anonimiteit.",
    why="De pagina van de organisatie zegt alleen dat een melder kan doorgeven liever niet genoemd te worden. Meer is "
    "niet zeker (regel 14 voor bellers). Een vraag mag het woord wel noemen.",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Uw melding blijft altijd anoniem.
""",
    right="""
menu:
  2:
    option: Blijft mijn melding anoniem?
    answer: Dan kunt u dat aan ons doorgeven.
""",
)
def anonymity(subject: Subject) -> Iterator[Finding]:
    """The word in a sentence that is no question."""
    for text in subject.texts:
        for sentence in text.sentences():
            if (found := _ANONYMOUS.search(sentence)) and not _is_asked(sentence):
                yield Finding(
                    text.path,
                    f"'{found[0]}' klinkt hier als een belofte, en anonimiteit is niet zeker. Zeg alleen dat iemand "
                    "het kan doorgeven.",
                    found=found[0],
                )


def _is_asked(sentence: str) -> bool:
    return sentence.endswith("?")


@rule(
    "contact-later",
    Severity.WARNING,
    asks="De lijn belt niet terug, stuurt niets en neemt geen bericht op.",
    why="Een telefoon die later overgaat of een bericht toont, verraadt het gesprek aan wie meekijkt. Deze lijn doet "
    "het niet, en belooft het dus niet (regel 15 voor bellers; techsafety.org).",
    wrong="""
phrases:
  unavailable: Spreek een bericht in. Dan bellen wij u terug. In gevaar? Bel één één twee.
""",
    right="""
phrases:
  unavailable: Het lukt nu niet. Bel straks opnieuw. In gevaar? Bel één één twee.
""",
)
def contact_later(subject: Subject) -> Iterator[Finding]:
    """A promise to call back, or to send or take a message."""
    yield from mentions(
        subject,
        _CALLS_BACK,
        "'{found}': deze lijn belt niet terug, stuurt niets en neemt geen bericht op; dat zou een beller kunnen "
        "verraden. Haal het weg.",
    )


@rule(
    "violence-first",
    Severity.WARNING,
    asks="De eerste woorden noemen de organisatie, en niet het geweld.",
    why="Wie naast de beller staat, hoort het eerste mee (regel 17 voor bellers).",
    wrong="""
welcome: Goedendag. Dit is het meldpunt voor huiselijk geweld.
""",
    right="""
name: Veilig Thuis
welcome: Goedendag. Dit is Veilig Thuis.
""",
)
def violence_first(subject: Subject) -> Iterator[Finding]:
    """A greeting that names the violence, or not the organisation."""
    line = subject.line
    named = line.name.casefold()
    words = (found[0] for found in _VIOLENCE.finditer(line.welcome) if found[0].casefold() not in named)
    if word := next(words, None):
        yield Finding(
            ("welcome",),
            f"'{word}' is het eerste dat een beller hoort, en wie ernaast staat, hoort het mee. Noem alleen de naam "
            "van de organisatie.",
            found=word,
        )
    if not {*_WORD.findall(named)} & {*_WORD.findall(line.welcome.casefold())}:
        yield Finding(
            ("welcome",),
            "Deze begroeting noemt de organisatie niet, dus een beller weet niet of het goede nummer is gebeld. Noem "
            "de naam die bij 'name' staat.",
            found="",
        )


@rule(
    "unfinished",
    Severity.ERROR,
    asks="In geen tekst staat nog iets om in te vullen.",
    why="Een beller zou 'vul in' horen.",
    wrong="""
welcome: Goedendag. Dit is Veilig Thuis VUL IN.
""",
    right="""
welcome: Goedendag. Dit is Veilig Thuis.
""",
)
def unfinished(subject: Subject) -> Iterator[Finding]:
    """A note of the writer's that would be spoken."""
    yield from mentions(
        subject, UNFINISHED, "'{found}' zou worden voorgelezen aan een beller. Vul de tekst in, of haal het weg."
    )


RULES: Final = (blaming_word, phone_bill, anonymity, contact_later, violence_first, unfinished)
