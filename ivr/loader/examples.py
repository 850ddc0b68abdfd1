"""For rules of the file, what goes wrong and how it is done: pieces of a menu, for whoever wants a rule explained."""

from typing import Final, NamedTuple


class Example(NamedTuple):
    """`wrong` breaks the rule and `right` is in order, where the starting menu first has the word `place`."""

    place: str
    wrong: str
    right: str


def _choice(wrong: str, right: str) -> Example:
    """About the words of a choice, which are told apart from what is the same in both."""
    return Example("3", *(f"3:\n  option: Wat kost het bellen?\n{piece}" for piece in (wrong, right)))


def _welcome(wrong: str, right: str) -> Example:
    """About one text."""
    return Example("welcome", f"welcome: {wrong}", f"welcome: {right}")


def _number(wrong: str, right: str = "+31101234567") -> Example:
    """About one telephone number."""
    return Example("numbers", f"numbers:\n  - {wrong}", f"numbers:\n  - {right}")


_ADVISOR = """\
  option: Een adviseur spreken?
  short: Adviseur
  ring:
    numbers:
      - ${ADVISOR_NUMBER}"""

_PARTS = "  answer:\n    - Bellen is gratis.\n    - Wij zijn er dag en nacht."

EXAMPLES: Final[dict[str, Example]] = {
    "after-quote": _welcome('"Goedendag". Dit is de hulplijn.', "Goedendag. Dit is de hulplijn."),
    "block-text": _welcome("> Goedendag. Dit is de hulplijn.", ">\n  Goedendag. Dit is de hulplijn."),
    "colon-in-text": _welcome("Let op: dit is de hulplijn.", '"Let op: dit is de hulplijn."'),
    "conflict-mark": Example(
        "welcome",
        "<<<<<<< HEAD\nwelcome: Dit is de hulplijn.\n=======\nwelcome: Goedendag.\n>>>>>>> nieuw",
        "welcome: Goedendag. Dit is de hulplijn.",
    ),
    "curly-quote": _welcome("“Goedendag. Dit is de hulplijn.”", "Goedendag. Dit is de hulplijn."),
    "cut-off": _welcome("Met # gaat u verder.", "Met hekje gaat u verder."),
    "dash": _choice("  answer: - Bellen is gratis.", _PARTS),
    "dash-in-text": _choice(_PARTS.replace("answer:", "answer: >"), _PARTS),
    "duplicate": _choice(
        "  answer: Bellen is gratis.\n  answer: Wij zijn er dag en nacht.",
        "  answer: Bellen is gratis. Wij zijn er dag en nacht.",
    ),
    "empty": _choice("  answer:", "  answer: Bellen is gratis."),
    "fixed-key": Example(
        "3",
        "1:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
        "3:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
    ),
    "indentation": _choice("    answer: Bellen is gratis.", "  answer: Bellen is gratis."),
    "lost-key": Example(
        "3",
        "#:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
        "3:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
    ),
    "lost-section": Example("advisor", _ADVISOR, f"advisor:\n{_ADVISOR}"),
    "mark-at-end": Example("short", "short: Nood.", "short: Nood"),
    "markup": _welcome("<b>Goedendag.</b> Dit is de hulplijn.", "Goedendag. Dit is de hulplijn."),
    "menu-and-answer": _choice(
        "  answer: Bellen is gratis.\n  menu:\n    2:\n      option: Met een mobiel\n      answer: Ook gratis.",
        "  menu:\n    2:\n      option: Met een mobiel\n      answer: Bellen is gratis.",
    ),
    "missing-colon": Example(
        "welcome", "welcome Goedendag. Dit is de hulplijn.", "welcome: Goedendag. Dit is de hulplijn."
    ),
    "missing-space": Example(
        "welcome", "welcome:Goedendag. Dit is de hulplijn.", "welcome: Goedendag. Dit is de hulplijn."
    ),
    "not-list": Example("numbers", "numbers: +31101234567", "numbers:\n  - +31101234567"),
    "not-text": _choice("  answer:\n    tekst: Bellen is gratis.", "  answer: Bellen is gratis."),
    "note-in-text": Example(
        "welcome",
        "welcome: >\n  Goedendag. Dit is de hulplijn.  # kort houden",
        "# kort houden\nwelcome: >\n  Goedendag. Dit is de hulplijn.",
    ),
    "nothing-behind": Example(
        "3",
        "3:\n  option: Wat kost het bellen?",
        "3:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
    ),
    "number-0800": _number("0800 2000"),
    "number-112": _number("112"),
    "number-name": _number("$ADVISOR_NUMBER", "${ADVISOR_NUMBER}"),
    "number-national": _number("0101234567"),
    "number-spelling": _number("+31 10 123 45 67"),
    "one-number": _number("+31101234567, +31201234567", "+31101234567\n  - +31201234567"),
    "placeholder": _welcome("Goedendag {naam}.", "Goedendag."),
    "placeholder-once": Example("press", 'press: "{option}."', 'press: "{option}: toets {key}."'),
    "tab": Example(
        "3",
        "3:\n\toption: Wat kost het bellen?\n\tanswer: Bellen is gratis.",
        "3:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
    ),
    "text-start": _welcome("@Hulplijn, goedendag.", "Hulplijn, goedendag."),
    "unclosed-quote": _welcome("'s Avonds is dit de hulplijn.", '"\'s Avonds is dit de hulplijn."'),
    "unknown-key": Example(
        "3",
        "10:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
        "3:\n  option: Wat kost het bellen?\n  answer: Bellen is gratis.",
    ),
    "unknown-word": _choice("  antwoord: Bellen is gratis.", "  answer: Bellen is gratis."),
    "unquoted-braces": Example("title", "title: {option}.", 'title: "{option}."'),
    "word-in-text": Example(
        "3",
        "3:\n  answer: >\n    Bellen is gratis.\n    option: Wat kost het bellen?",
        "3:\n  answer: >\n    Bellen is gratis.\n  option: Wat kost het bellen?",
    ),
}
