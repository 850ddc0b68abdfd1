"""How long callers wait for what matters: 112, the way to a person, all choices, and the end of a part (rule 9, 10).

Every length is that of a recording, in seconds; a text without one is estimated, and then so is what follows from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ivr.keys import EMERGENCY as EMERGENCY_KEY
from ivr.loader import Loc
from ivr.script import START, Script

EMERGENCY_WITHIN: Final = 6
ADVISOR_WITHIN: Final = 16
OPENING_WITHIN: Final = 30
PART_WITHIN: Final = 45
"""Seconds (callers.md, rules 9 and 10)."""

WORDS_PER_MINUTE: Final = 150
"""How fast the computer voice is taken to speak."""

EDGE: Final = 0.25
"""Seconds of silence at each end of a recording."""

WELCOME, EMERGENCY, ADVISOR = range(3)
"""In this order the opening begins; the menu's own choices follow."""

_OPENING: Final[tuple[Loc, ...]] = (("welcome",), ("emergency", "option"), ("advisor", "option"))
"""Where those three are written."""

EMERGENCY_NUMBER: Final = re.compile(
    r"(?<!\w)(?:[eé][eé]n[ ,-]+[eé][eé]n[ ,-]+tw[eé][eé]|1[ .-]?1[ .-]?2)(?!\w)", re.IGNORECASE
)
"""How 112 is said, with or without pauses, or written."""

_PART = re.compile(r"(?P<keys>\d(?:-\d)*)(?:-part-(?P<part>\d+))?")


@dataclass(frozen=True)
class Overrun:
    """Something that callers hear too late, or for too long; the message is Dutch, for operators."""

    rule: str
    message: str
    estimated: bool
    """Whether a text without a recording counts in it."""
    path: Loc
    """Where in the menu something can be done about it."""


@dataclass(frozen=True)
class Spoken:
    """Texts one after another, with what is known of their lengths."""

    texts: Sequence[str]
    seconds: Mapping[str, float]

    def lasts(self, count: int | None = None) -> float:
        """How many seconds the first few take, or all of them."""
        return sum(said(text, self.seconds).seconds for text in self.texts[:count])

    def is_estimated(self, count: int | None = None) -> bool:
        """Whether one of the first few, or of all, has no recording."""
        return any(text not in self.seconds for text in self.texts[:count])

    def longest(self, count: int) -> int:
        """Which of the first few takes longest."""
        return max(range(count), key=lambda place: said(self.texts[place], self.seconds).seconds)

    def moment(self, place: int, share: float) -> float:
        """When this share (0 to 1) of one of the texts has been said."""
        text = self.texts[place]
        edge = min(EDGE, self.seconds[text] / 2) if text in self.seconds else 0.0
        speech = said(text, self.seconds).seconds - 2 * edge
        return self.lasts(place) + edge + share * speech


@dataclass(frozen=True, slots=True)
class Said:
    """One text; `seconds` is the length of its recording, or else an estimate."""

    text: str
    seconds: float
    recorded: bool


def said(text: str, seconds: Mapping[str, float]) -> Said:
    """Tell how long a text takes; `seconds` has the lengths of those that are recorded."""
    recorded = seconds.get(text)
    return Said(text, estimate(text) if recorded is None else recorded, recorded is not None)


def estimate(text: str) -> float:
    """How many seconds the computer voice takes for a text."""
    return len(text.split()) * 60 / WORDS_PER_MINUTE


def lasts(texts: Sequence[str], seconds: Mapping[str, float]) -> float:
    """How many seconds these texts take one after another."""
    return Spoken(texts, seconds).lasts()


def overruns(script: Script, seconds: Mapping[str, float]) -> list[Overrun]:
    """Everything that takes too long; `seconds` holds the lengths of the texts that have a recording."""
    opening = Spoken(tuple(script.states[START].prompts()), seconds)
    return [*_emergency(opening), *_advisor(opening), *_opening(opening), *_parts(script, seconds)]


def _emergency(opening: Spoken) -> Iterator[Overrun]:
    """When the number has been said, in proportion to the letters of its text."""
    place, share = where_112_is_said(opening.texts)
    if (at := opening.moment(place, share)) > EMERGENCY_WITHIN:
        yield _overrun(
            "emergency-late",
            f"Pas na {{at}} seconden is 112 genoemd, en dat mag hooguit {EMERGENCY_WITHIN} duren. "
            "Maak 'welcome' of de 'option' van 'emergency' korter, of laat ze vlotter inspreken.",
            at,
            _OPENING[opening.longest(EMERGENCY + 1)],
            estimated=opening.is_estimated(place + 1),
        )


def where_112_is_said(texts: Sequence[str]) -> tuple[int, float]:
    """The text, and what share of it has been said then; the whole emergency choice where nothing names the number."""
    for place, text in enumerate(texts):
        if found := EMERGENCY_NUMBER.search(text):
            return place, found.end() / len(text)
    return min(EMERGENCY, len(texts) - 1), 1.0


def _advisor(opening: Spoken) -> Iterator[Overrun]:
    if (at := opening.lasts(ADVISOR + 1)) > ADVISOR_WITHIN:
        yield _overrun(
            "advisor-late",
            f"Pas na {{at}} seconden weet een beller hoe hij een adviseur krijgt, en dat mag hooguit {ADVISOR_WITHIN} "
            "duren. Maak 'welcome' of de 'option' van 'emergency' of 'advisor' korter.",
            at,
            _OPENING[opening.longest(ADVISOR + 1)],
            estimated=opening.is_estimated(ADVISOR + 1),
        )


def _opening(opening: Spoken) -> Iterator[Overrun]:
    if (lasts := opening.lasts()) > OPENING_WITHIN:
        yield _overrun(
            "opening-long",
            f"De opening duurt {{at}} seconden, en dat mag hooguit {OPENING_WITHIN} zijn. "
            "Maak keuzes korter, of zet een paar keuzes bij elkaar in een eigen menu.",
            lasts,
            ("menu",),
            estimated=opening.is_estimated(),
        )


def _parts(script: Script, seconds: Mapping[str, float]) -> Iterator[Overrun]:
    """What is said before the choices; those are what the state after a silence says too, behind its first sentence."""
    places: dict[tuple[str, ...], re.Match[str]] = {}
    for name, state in script.states.items():
        found, silent = _PART.fullmatch(name), script.states.get(f"{name}.s")
        if found and silent:
            texts, choices = tuple(state.prompts()), len(tuple(silent.prompts())) - 1
            places.setdefault(texts[: len(texts) - choices], found)
    for texts, found in places.items():
        yield from _part(Spoken(texts, seconds), found)


def _part(part: Spoken, state: re.Match[str]) -> Iterator[Overrun]:
    if (lasts := part.lasts()) > PART_WITHIN:
        yield _overrun(
            "part-long",
            f"{_called(state)} duurt {{at}} seconden, en dat mag hooguit {PART_WITHIN} zijn: niemand onthoudt "
            "zoveel. Verdeel het in delen, elk achter een streepje.",
            lasts,
            _written(state),
            estimated=part.is_estimated(),
        )


def _called(state: re.Match[str]) -> str:
    keys = ", ".join(state["keys"].split("-"))
    what = f"Wat onder toets {keys} staat"
    return f"{what}, deel {state['part']}," if state["part"] else what


def _written(state: re.Match[str]) -> Loc:
    """Where a part is written; the part of emergency guidance is the same in every menu."""
    *above, key = state["keys"].split("-")
    if key == EMERGENCY_KEY:
        return ("emergency", "answer")
    menus = (step for one in above for step in ("menu", one))
    return (*menus, "menu", key, "answer", int(state["part"] or 1) - 1)


def _overrun(rule: str, message: str, seconds: float, path: Loc, *, estimated: bool) -> Overrun:
    shown = f"{seconds:.1f}".replace(".", ",")
    return Overrun(rule, message.replace("{at}", f"naar schatting {shown}" if estimated else shown), estimated, path)
