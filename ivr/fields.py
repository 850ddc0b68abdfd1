"""The kinds of value that a menu holds: texts to be spoken, telephone numbers, and the few other things.

A rule that is broken has a fixed name here (`markup`), and its Dutch sentence in `ivr.loader.sentences`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ivr import hours, phone
from ivr.settings import VOICE_NAME

NAME = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")
"""`${ADVISOR_NUMBER}`: the administrator sets the number, in an environment variable of that name."""

TEXT_LENGTH: Final = 1000
"""Characters in one paragraph; Twilio speaks at most 3000 at once (docs/voice/twiml/say)."""

CHOICE_LENGTH: Final = 300
"""Characters of what a choice is called, and of the phrase around it. A menu says many of them in one document."""

PART_LENGTH: Final = 8000
"""Characters in one part of an answer. At five bytes each (`&amp;`) that keeps a document under Twilio's 64 kB."""

MOST_NUMBERS: Final = 10
"""Telephones that one <Dial> rings (docs/voice/twiml/dial)."""

RING_SECONDS: Final = (5, 600)
"""The shortest and the longest that Twilio rings (docs/voice/twiml/dial)."""

ROUNDS: Final = (1, 10)

WORD_LENGTH: Final = 100
"""Characters of a word, or a few together, whose pronunciation is told."""

FULL_STOPS, PHONEMES = ".,:;!…", "[["
WHOLE: Final = r"[0-9]{1,9}"

MOST_TEAMS: Final = 10
"""Teams that are rung one after another, and announcements; the limit only keeps menus finite."""

WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS: Final = ("every_day", "weekdays", "weekend", *WEEK, "holidays")
"""The days for which a team has hours; a date is one too. The later in this list, the more it counts."""

MOST_PLACES: Final = 10
"""Places in a queue, and lengths of a wait, that callers are told apart."""

UTC_ZONE: Final = ZoneInfo("UTC")

TOLL_FREE = re.compile(r"\+(?:31800(?:\d{4}|\d{7})|(?!31)\d{7,15})")
_SPACE = re.compile(r"[ \t\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
MARKUP = re.compile(r"</?[^<>]*>?|>|&#?\w+;")
_LAST_MARKS = re.compile(r"[^\w\s]+$")
BRACES = re.compile(r"\$?\{[^{}]*\}?|\}")


def reference(number: str) -> str | None:
    """The environment variable that a number field names; None for a literal number."""
    match = NAME.fullmatch(number)
    return match and match[1]


def refuse(rule: str, found: str = "") -> NoReturn:
    """Break the rule; `found` is what stands in the file, so that the loader can point at it."""
    raise PydanticCustomError("refused", "{rule}: {found}", {"rule": rule, "found": found})


def _folded(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    if "\n" in text.strip("\n"):
        refuse("blank-line")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" \n")


def sayable(text: str) -> str:
    """Refuse what a voice cannot say, or would read out literally."""
    if not text.isprintable():
        refuse("invisible", next(char for char in text if not char.isprintable()))
    if markup := MARKUP.search(text):
        refuse("markup", markup[0])
    if not any(map(str.isalnum, text)):
        refuse("nothing-to-say", text)
    return text


def without_braces(text: str) -> str:
    """Refuse places to fill in where nothing is filled in."""
    if braces := BRACES.search(text):
        refuse("placeholder", braces[0])
    return text


@dataclass(frozen=True)
class Template:
    """Each of the places exactly once, and no other braces."""

    places: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """Refuse another text."""
        braces = [match[0] for match in BRACES.finditer(text)]
        if unknown := next((brace for brace in braces if brace not in self.places), None):
            refuse("placeholder-unknown", unknown)
        for place in self.places:
            if braces.count(place) != 1:
                refuse("placeholder-once", place)
        return text


def paragraphs(part: Any) -> Any:
    """A text from the file becomes paragraphs, one a line; what the code builds is paragraphs already."""
    if isinstance(part, tuple):
        return part
    if not isinstance(part, str):
        refuse("one-text")
    return tuple(filter(str.strip, part.split("\n"))) or ("",)


def choice(text: str) -> str:
    """Refuse a choice that nobody remembers."""
    if len(text) > CHOICE_LENGTH:
        refuse("choice-too-long")
    return text


def open_ended(text: str) -> str:
    """The phrase around a choice ends it; only a question says so itself, with its very last character."""
    marks = _LAST_MARKS.search(text)
    if marks and (set(marks[0]) & set(FULL_STOPS) or "?" in marks[0][:-1]):
        refuse("mark-at-end", text.split()[-1])
    return text


def _parts(answer: Any) -> Any:
    return (answer,) if isinstance(answer, str) else answer


def short_enough(part: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a part that makes too large a document."""
    if sum(map(len, part)) > PART_LENGTH:
        refuse("part-too-long")
    return part


@dataclass(frozen=True)
class Telephone:
    """A number that is only shown may be toll-free; such numbers cannot be rung."""

    rung: bool

    def __call__(self, number: str) -> str:
        """Refuse what is neither such a number nor the name of one."""
        if number.startswith(("$", "{")) or NAME.search(number):
            if not NAME.fullmatch(number):
                refuse("number-name", number)
        elif fault := number_fault(number, rung=self.rung):
            refuse(fault.value, number)
        return number


def number_fault(number: str, *, rung: bool) -> phone.Fault | None:
    """Why a number cannot be used; one that is only shown, the line's own, may be toll-free."""
    fault = phone.fault(number)
    shown = fault is phone.Fault.TOLL_FREE and TOLL_FREE.fullmatch(number) and not rung
    return None if shown else fault


@dataclass(frozen=True)
class Matching:
    """The whole value is as the pattern says."""

    rule: str
    pattern: str

    def __call__(self, value: str) -> str:
        """Refuse another value."""
        if not re.fullmatch(self.pattern, value):
            refuse(self.rule, value)
        return value


def different(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a list that holds something twice."""
    for place, value in enumerate(values):
        if value in values[:place]:
            refuse("twice", value)
    return values


def respelling(said: str) -> str:
    """Refuse what only one synthesiser understands."""
    if PHONEMES in said:
        refuse("phonemes", PHONEMES)
    return said


def _told_apart(table: dict[str, str]) -> dict[str, str]:
    """Capitals make no difference to how a word is said, so they cannot tell two words apart."""
    known: set[str] = set()
    for word in table:
        if word.casefold() in known:
            refuse("pronounced-twice", word)
        known.add(word.casefold())
    return table


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(WHOLE, value):
        refuse("whole-number", value)
    return value


def times(text: str) -> str:
    """Refuse what are no times of a day; `closed` is none at all."""
    try:
        hours.spans(text)
    except ValueError as error:
        refuse("times-overlap" if str(error) == "overlap" else "times", text)
    return text


def day(text: str) -> str:
    """Refuse what is no day of the week, and no date that exists."""
    if text not in DAYS:
        on_the_calendar(text)
    return text


def on_the_calendar(text: str) -> str:
    """Refuse a date that does not exist."""
    try:
        hours.moment(text, UTC_ZONE)
    except ValueError:
        refuse("date", text)
    if ":" in text:
        refuse("date", text)
    return text


def instant(text: str) -> str:
    """Refuse what is no date, with or without a time."""
    try:
        hours.moment(text, UTC_ZONE)
    except ValueError:
        refuse("moment", text)
    return text


def minutes(text: str) -> str:
    """Refuse what is no whole number of minutes, or a wait that nobody expects."""
    if not re.fullmatch(r"[1-9][0-9]?", text):
        refuse("minutes", text)
    return text


def time_zone(text: str) -> str:
    """Refuse a place whose clock is not known."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse("timezone", text)
    return text


Spoken = Annotated[str, Field(min_length=1, max_length=TEXT_LENGTH), BeforeValidator(_folded), AfterValidator(sayable)]
Text = Annotated[Spoken, AfterValidator(without_braces)]
"""One paragraph of speech: one Prompt. White space is folded, characters are composed (NFC)."""

ShortText = Annotated[Text, AfterValidator(choice), AfterValidator(open_ended)]
"""What a choice is called; the phrase around it adds the full stop."""

ChoicePhrase = Annotated[Spoken, AfterValidator(choice), AfterValidator(Template(("{option}", "{key}")))]
TitlePhrase = Annotated[Spoken, AfterValidator(choice), AfterValidator(Template(("{option}",)))]

Part = Annotated[
    tuple[Text, ...],
    BeforeValidator(paragraphs),
    Field(min_length=1, max_length=40),
    AfterValidator(short_enough),
]
"""Paragraphs spoken in one go, half a second apart."""

Parts = Annotated[tuple[Part, ...], BeforeValidator(_parts), Field(min_length=1, max_length=20)]

Written = Annotated[Text, Field(max_length=WORD_LENGTH)]
"""A word, or a few together, as it stands in a text."""

Pronunciation = Annotated[
    dict[Written, Annotated[Text, AfterValidator(choice), AfterValidator(respelling)]],
    Field(max_length=1000),
    AfterValidator(_told_apart),
]
"""How a synthesiser says a word, in plain respelling."""

Number = Annotated[str, AfterValidator(Telephone(rung=False))]
"""The line's own telephone number as Twilio wants it (E.164: +31101234567), or a `${NAME}`."""

RungNumber = Annotated[str, AfterValidator(Telephone(rung=True))]

Numbers = Annotated[tuple[RungNumber, ...], Field(min_length=1, max_length=MOST_NUMBERS), AfterValidator(different)]

_Whole = Annotated[int, BeforeValidator(_whole)]
Seconds = Annotated[_Whole, Field(ge=RING_SECONDS[0], le=RING_SECONDS[1])]
Rounds = Annotated[_Whole, Field(ge=ROUNDS[0], le=ROUNDS[1])]

Times = Annotated[str, AfterValidator(times)]
"""When telephones ring on a day: `9:00-12:30, 13:30-17:00`, or `closed`."""

Week = dict[Annotated[str, AfterValidator(day)], Times]
"""Times by day: `every_day`, `weekdays`, `weekend`, a day of the week, `holidays`, or a date."""

Dates = Annotated[dict[Annotated[str, AfterValidator(on_the_calendar)], Text], Field(max_length=200)]
"""Days of the year with what they are called."""

Places = Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_PLACES)]
"""What callers in a queue are told: whoever is first, second, and so on; the last goes for every later place."""

Minutes = Annotated[dict[Annotated[str, AfterValidator(minutes)], Text], Field(min_length=1, max_length=MOST_PLACES)]
"""What callers are told whose wait is expected to last no longer than so many minutes."""

Instant = Annotated[str, AfterValidator(instant)]
"""A date, with or without a time: `2026-12-24 17:00`."""

TimeZone = Annotated[str, AfterValidator(time_zone)]

Language = Annotated[str, AfterValidator(Matching("language", r"[a-z]{2,3}-[A-Z]{2}"))]
Voice = Annotated[str, AfterValidator(Matching("voice", VOICE_NAME))]
Voices = Annotated[tuple[Voice, ...], Field(min_length=1, max_length=20), AfterValidator(different)]
Say = Annotated[str, AfterValidator(Matching("say", r"(Polly|Google)\.[A-Za-z0-9]+(-[A-Za-z0-9]+)*|man|woman"))]
