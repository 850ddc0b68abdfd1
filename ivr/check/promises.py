"""Rules for what the line must not say: what frightens, gives a caller away, or promises what is not so.

Callers.md, rules 6, 13, 14, 15 and 17.
"""

import re
from collections.abc import Iterator
from typing import Final

from ivr.check import wording
from ivr.check.rule import Finding, mentions, rule
from ivr.check.subject import Subject
from ivr.problems import Severity

_WORD: Final = re.compile(r"\w{3,}")


@rule(
    "blaming-word",
    Severity.ERROR,
    asks="De lijn zegt nooit dat een beller iets fout doet.",
    why="'Ongeldig', 'fout' en 'verkeerd' geven de beller de schuld. Wie bang is, hangt dan op (regel 6 voor bellers; "
    "Avaya IR, handleiding voor prompts). In de zinnen van de lijn zelf is het een fout. Elders is het een "
    "waarschuwing, en alleen als het over toetsen gaat: 'Het is niet uw fout' mag altijd.",
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
        for start, sentence in text.sentences():
            found = wording.BLAMES.search(sentence)
            if found and (text.is_phrase or wording.AT_KEYS.search(sentence)):
                yield Finding.at(
                    text,
                    found[0],
                    start + found.start(),
                    "'{found}' geeft de beller het gevoel iets mis te doen, en wie bang is, hangt dan op. Zeg wat wel "
                    "kan.",
                    None if text.is_phrase else Severity.WARNING,
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
    for text in subject.texts:
        for start, sentence in text.sentences():
            about_calls = wording.OTHER_BILL if wording.SEEN.search(sentence) else wording.BILL
            if found := wording.BILL.search(sentence) or about_calls.search(sentence):
                yield Finding.at(
                    text,
                    found[0],
                    start + found.start(),
                    "'{found}': zeg niets over wat er op een rekening of in een bellijst staat. Dat verschilt per "
                    "aanbieder, en wie erop vertrouwt, kan worden betrapt. Haal de hele zin weg.",
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
    """The word in a sentence that is no question and no denial."""
    return _said(
        subject,
        wording.ANONYMOUS,
        "'{found}' klinkt hier als een belofte, en anonimiteit is niet zeker. Zeg alleen dat iemand het kan doorgeven.",
    )


def _said(subject: Subject, pattern: re.Pattern[str], message: str) -> Iterator[Finding]:
    """Where it is said, not asked and not denied."""
    for text in subject.texts:
        for start, sentence in text.sentences():
            found = pattern.search(sentence)
            if found and not sentence.endswith("?") and not wording.DENIES.search(sentence):
                yield Finding.at(text, found[0], start + found.start(), message)


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
    return _said(
        subject,
        wording.CALLS_BACK,
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
    """A greeting that names the violence."""
    line, named = subject.line, subject.line.name.casefold()
    words = (found[0] for found in wording.VIOLENCE.finditer(line.welcome) if found[0].casefold() not in named)
    for word in list(words)[:1]:
        yield Finding(
            ("welcome",),
            f"'{word}' is het eerste dat een beller hoort, en wie ernaast staat, hoort het mee. Noem alleen de naam "
            "van de organisatie.",
            found=word,
        )


@rule(
    "welcome-nameless",
    Severity.WARNING,
    asks="De begroeting noemt de organisatie.",
    why="Een beller wil weten of het goede nummer is gebeld (regel 17 voor bellers).",
    wrong="""
name: Veilig Thuis
welcome: Goedendag. Fijn dat u belt.
""",
    right="""
name: Veilig Thuis
welcome: Goedendag. Dit is Veilig Thuis.
""",
)
def welcome_nameless(subject: Subject) -> Iterator[Finding]:
    """A greeting without a word of the name."""
    line = subject.line
    if not {*_WORD.findall(line.name.casefold())} & {*_WORD.findall(line.welcome.casefold())}:
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
    return mentions(
        subject,
        wording.UNFINISHED,
        "'{found}' zou worden voorgelezen aan een beller. Vul de tekst in, of haal het weg.",
    )


RULES: Final = (blaming_word, phone_bill, anonymity, contact_later, violence_first, welcome_nameless, unfinished)
