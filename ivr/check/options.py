"""Rules for choices: how many there are, and which keys they have (callers.md, rules 1 and 2)."""

from collections.abc import Iterator
from typing import Final, get_args

from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.menu import OptionKey
from ivr.problems import Severity

MOST: Final = 3
"""Choices of one's own; emergency and advisor make it five (callers.md, rule 1)."""

_KEYS: Final[tuple[OptionKey, ...]] = get_args(OptionKey)


@rule(
    "too-many-options",
    Severity.WARNING,
    asks=f"Een menu heeft hooguit {MOST} eigen keuzes.",
    why="Met nood en adviseur erbij hoort de beller er dan vijf. Meer kan niemand onthouden, en wie bang is nog "
    "minder (regel 1 voor bellers; Avaya IR, handleiding voor prompts).",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Slaan is geweld.
  4:
    option: Huisverbod
    answer: Dat duurt tien dagen.
  5:
    option: Meldcode
    answer: Dat is een stappenplan.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Slaan is geweld.
  4:
    option: Huisverbod en meldcode
    menu:
      2:
        option: Huisverbod
        answer: Dat duurt tien dagen.
      3:
        option: Meldcode
        answer: Dat is een stappenplan.
""",
)
def too_many_options(subject: Subject) -> Iterator[Finding]:
    """More choices than callers can remember."""
    for path, menu in subject.menus:
        for key in list(menu)[MOST : MOST + 1]:
            yield Finding(
                (*path, key),
                f"Dit menu heeft {len(menu)} keuzes. Met nood en adviseur erbij hoort een beller er {len(menu) + 2}, "
                f"en meer dan {MOST + 2} onthoudt niemand. Zet een paar keuzes bij elkaar in een eigen menu.",
            )


@rule(
    "key-order",
    Severity.WARNING,
    asks="De toetsen van een menu lopen op.",
    why="De keuzes worden gezegd zoals ze in het bestand staan. Wie eerst toets 3 hoort en dan toets 2, denkt iets "
    "te hebben gemist (regel 2 voor bellers; NCH/ISO 13714).",
    wrong="""
menu:
  3:
    option: Geweld
    answer: Slaan.
  2:
    option: Kosten
    answer: Bellen is gratis.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Slaan.
""",
)
def key_order(subject: Subject) -> Iterator[Finding]:
    """A key that is said after a higher one."""
    for path, menu in subject.menus:
        highest = ""
        for key in menu:
            if key < highest:
                yield Finding(
                    (*path, key),
                    f"Toets {key} staat na toets {highest}, en wordt dan ook daarna gezegd. Zet de toetsen van laag "
                    "naar hoog.",
                )
            highest = max(highest, key)


@rule(
    "key-gap",
    Severity.WARNING,
    asks="De toetsen van een menu beginnen bij 2 en slaan niets over.",
    why="Bij een toets die ontbreekt, denkt een beller iets te hebben gemist; en die toets doet niets (regel 2 voor "
    "bellers; NCH/ISO 13714).",
    wrong="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  4:
    option: Geweld
    answer: Slaan.
""",
    right="""
menu:
  2:
    option: Kosten
    answer: Bellen is gratis.
  3:
    option: Geweld
    answer: Slaan.
""",
)
def key_gap(subject: Subject) -> Iterator[Finding]:
    """The first key behind one that is passed over."""
    for path, menu in subject.menus:
        for wanted, key in zip(_KEYS, sorted(menu), strict=False):
            if key != wanted:
                yield Finding(
                    (*path, key),
                    f"In dit menu is toets {wanted} overgeslagen: er is wel een toets {key}. Nummer de keuzes door, "
                    "vanaf toets 2.",
                )
                break


@rule(
    "one-option",
    Severity.WARNING,
    asks="Een menu heeft ten minste twee eigen keuzes.",
    why="Een menu met één keuze kost de beller een toets en tijd, en er is niets te kiezen. Het geldt niet voor het "
    "hoofdmenu.",
    wrong="""
menu:
  2:
    option: Geweld
    menu:
      2:
        option: Vormen
        answer: Slaan.
""",
    right="""
menu:
  2:
    option: Vormen van geweld
    answer: Slaan.
""",
)
def one_option(subject: Subject) -> Iterator[Finding]:
    """A menu behind a key in which there is nothing to choose."""
    for path, menu in subject.menus:
        if len(path) > 1 and len(menu) == 1:
            yield Finding(
                path,
                "In dit menu is maar één keuze, dus de beller drukt een toets voor niets. Zet het antwoord "
                "rechtstreeks achter de toets erboven, of voeg een keuze toe.",
            )


RULES: Final = (too_many_options, key_order, key_gap, one_option)
