"""What a text may hold, as patterns that editors know (ECMAScript), each with the loader's own sentence.

An editor has the text as YAML gives it, before the loader folds its spaces and composes its letters. A pattern never
refuses what the loader would accept; so it lets some pass that the loader refuses.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from ivr import fields
from ivr.loader.characters import MANGLED, MISENCODED
from ivr.loader.messages import LOST
from ivr.loader.rules import EQUALS
from ivr.loader.sentences import sentence
from ivr.loader.texts import NOTE

Json = dict[str, Any]

_LETTER = r"[\p{L}\p{N}]"
_INVISIBLE = r"(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]"
_STOP = rf"(?:[{fields.FULL_STOPS}][^\p{{L}}\p{{N}}_\s]*|\?[^\p{{L}}\p{{N}}_\s]+)\s*$"
_SPACE, _SPACE_IN_LINE = r"\s", r"[^\S\n]"
_BLANK_LINE = r"\n[^\S\n]*\n\s*(?!\s)"

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_SPAN = rf"{_CLOCK}\s*[-–]\s*(?:{_CLOCK}|24:00)"
_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"

_MARKUP = "Iets in deze tekst"
_BRACED = "Wat tussen accolades staat"
"""What the sentences call what they were to point at."""


def told(rule: str, word: str = "", **words: object) -> str:
    """The loader's sentence for a rule at this word of the file."""
    return said(sentence(rule, word).message, word=word, **words)


def said(message: str, **words: object) -> str:
    """A sentence of the loader's, filled in; what will stand in the file is not known yet."""
    unknown = message.replace("'{found}'", "{found}").replace("'{say}'", "{found}").replace(" ({code})", "")
    return unknown.format_map({"found": "Dit", **words})


def matching(pattern: str, message: str) -> Json:
    """A text as the pattern says; characters that nobody can see are written as codes."""
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in pattern)
    return {"pattern": visible, "patternErrorMessage": message}


def without(pattern: str, message: str) -> Json:
    """A text with nowhere in it what the pattern says."""
    return matching(rf"^(?![\s\S]*(?:{pattern}))", message)


def at_most(length: int, message: str) -> Json:
    """A text of so many characters: a letter with its accents, or any white space between words, counts for one."""
    return matching(f"^{_counted(length, _SPACE)}$", message)


def paragraphs(most: int, length: int) -> list[Json]:
    """So many paragraphs of so many characters; of those an editor sees each line, that is one or belongs to one."""
    line = _counted(length, _SPACE_IN_LINE)
    paragraph = rf"(?:(?!{_BLANK_LINE})[\s\S])+{_BLANK_LINE}"
    return [
        matching(rf"^(?:{line}\n)*{line}$", told("string_too_long", "answer", max_length=length)),
        matching(
            rf"^(?!\s*(?!\s)(?:{paragraph}){{{most}}}\S)",
            told("too_long", "answer", pieces="alinea's", max_length=most),
        ),
        at_most(fields.PART_LENGTH + most, told("part-too-long")),
    ]


def _counted(length: int, space: str) -> str:
    """Each part of the pattern fits in one way only, so that a long text is refused as quickly as a short one."""
    one = rf"(?:\S|{space}+(?=\S))\p{{M}}*(?!\p{{M}})"
    return rf"{space}*(?!{space})(?:{one}){{0,{length}}}{space}*"


def filled_in(places: tuple[str, ...]) -> list[Json]:
    """A text with each of the places once, and no other braces."""
    known = "|".join(map(re.escape, places))
    unknown = told("placeholder-unknown", found=_BRACED, place="")
    return [matching(rf"^(?:{known}|(?!{fields.BRACES.pattern})[\s\S])*$", unknown)] + [
        matching(
            rf"^(?![\s\S]*{place}[\s\S]*{place})[\s\S]*{place}",
            told("placeholder-once", found=found, lost=LOST[found]),
        )
        for found, place in zip(places, map(re.escape, places), strict=True)
    ]


VALIDATORS: Final[dict[Callable[..., Any], list[Json]]] = {
    fields.sayable: [
        without(_INVISIBLE, told("invisible")),
        without(fields.MARKUP.pattern, told("markup", found=_MARKUP)),
        matching(_LETTER, told("nothing-to-say")),
    ],
    fields.without_braces: [without(fields.BRACES.pattern, told("placeholder", found=_BRACED))],
    fields.choice: [at_most(fields.CHOICE_LENGTH, told("choice-too-long"))],
    fields.open_ended: [without(_STOP, told("mark-at-end"))],
    fields.respelling: [without(re.escape(fields.PHONEMES), told("phonemes"))],
    fields.times: [matching(rf"^(?:closed|{_SPAN}(?:\s*,\s*{_SPAN})*)$", told("times"))],
    fields.day: [matching(rf"^(?:{'|'.join(fields.DAYS)}|{_DATE})$", told("day", day=""))],
    fields.on_the_calendar: [matching(f"^{_DATE}$", told("date"))],
    fields.minutes: [matching("^[1-9][0-9]?$", told("minutes", "Dit"))],
    fields.instant: [matching(rf"^{_DATE}(?:[ T]+{_CLOCK})?$", told("moment"))],
    fields.time_zone: [matching("^[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*$", told("timezone"))],
}
"""The rules of texts as patterns."""

IN_THE_FILE: Final = [
    matching(r"^(?!\s*=\s)", EQUALS.message),
    without("(?:^|[^&])#", NOTE.message),
    without(MANGLED.pattern, MISENCODED.message),
]
"""What the loader refuses in every spoken text, as it stands in the file."""
