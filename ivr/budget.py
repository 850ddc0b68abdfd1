"""How long callers wait for what matters: 112, the way to a person, all choices, and the end of a part (rule 9, 10).

Every length is that of a recording, in seconds; a text without one is estimated, and then so is what follows from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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

EMERGENCY_NUMBER: Final = re.compile(r"(?<!\w)(?:één één twee|een een twee|112|1 1 2|1-1-2)(?!\w)", re.IGNORECASE)
"""The number in all ways that it is written and said."""

_PART = re.compile(r"(?P<keys>\d(?:-\d)*)(?:-part-(?P<part>\d+))?")


@dataclass(frozen=True)
class Overrun:
    """Something that callers hear too late, or for too long; the message is Dutch, for operators."""

    rule: str
    message: str
    estimated: bool
    """Whether a text without a recording counts in it."""


@dataclass(frozen=True)
class _Spoken:
    """Texts one after another, with what is known of their lengths."""

    texts: Sequence[str]
    seconds: Mapping[str, float]

    def lasts(self, count: int | None = None) -> float:
        return sum(self.seconds.get(text, estimate(text)) for text in self.texts[:count])

    def is_estimated(self, count: int | None = None) -> bool:
        return any(text not in self.seconds for text in self.texts[:count])

    def moment(self, place: int, share: float) -> float:
        """When this share (0 to 1) of one of the texts has been said."""
        text = self.texts[place]
        edge = min(EDGE, self.seconds[text] / 2) if text in self.seconds else 0.0
        speech = self.seconds.get(text, estimate(text)) - 2 * edge
        return self.lasts(place) + edge + share * speech


def estimate(text: str) -> float:
    """How many seconds the computer voice takes for a text."""
    return len(text.split()) * 60 / WORDS_PER_MINUTE


def overruns(script: Script, seconds: Mapping[str, float]) -> list[Overrun]:
    """Everything that takes too long; `seconds` holds the lengths of the texts that have a recording."""
    opening = _Spoken(tuple(script.states[START].prompts()), seconds)
    return [*_emergency(opening), *_advisor(opening), *_opening(opening), *_parts(script, seconds)]


def _emergency(opening: _Spoken) -> Iterator[Overrun]:
    """When the number has been said, in proportion to the letters of its text."""
    place, share = _where_112_is_said(opening.texts)
    if (at := opening.moment(place, share)) > EMERGENCY_WITHIN:
        yield _overrun(
            "emergency-late",
            f"Pas na {{at}} seconden is 112 genoemd, en dat mag hooguit {EMERGENCY_WITHIN} duren. "
            "Maak 'welcome' of de 'option' van 'emergency' korter, of laat ze vlotter inspreken.",
            at,
            estimated=opening.is_estimated(place + 1),
        )


def _where_112_is_said(texts: Sequence[str]) -> tuple[int, float]:
    """The text, and what share of it has been said then; the whole emergency choice where nothing names the number."""
    for place, text in enumerate(texts):
        if found := EMERGENCY_NUMBER.search(text):
            return place, found.end() / len(text)
    return min(EMERGENCY, len(texts) - 1), 1.0


def _advisor(opening: _Spoken) -> Iterator[Overrun]:
    if (at := opening.lasts(ADVISOR + 1)) > ADVISOR_WITHIN:
        yield _overrun(
            "advisor-late",
            f"Pas na {{at}} seconden weet een beller hoe hij een adviseur krijgt, en dat mag hooguit {ADVISOR_WITHIN} "
            "duren. Maak 'welcome' of de 'option' van 'emergency' of 'advisor' korter.",
            at,
            estimated=opening.is_estimated(ADVISOR + 1),
        )


def _opening(opening: _Spoken) -> Iterator[Overrun]:
    if (lasts := opening.lasts()) > OPENING_WITHIN:
        yield _overrun(
            "opening-long",
            f"De opening duurt {{at}} seconden, en dat mag hooguit {OPENING_WITHIN} zijn. "
            "Maak keuzes korter, of zet een paar keuzes bij elkaar in een eigen menu.",
            lasts,
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
        yield from _part(_Spoken(texts, seconds), found)


def _part(part: _Spoken, state: re.Match[str]) -> Iterator[Overrun]:
    if (lasts := part.lasts()) > PART_WITHIN:
        yield _overrun(
            "part-long",
            f"{_called(state)} duurt {{at}} seconden, en dat mag hooguit {PART_WITHIN} zijn: niemand onthoudt "
            "zoveel. Verdeel het in delen, elk achter een streepje.",
            lasts,
            estimated=part.is_estimated(),
        )


def _called(state: re.Match[str]) -> str:
    keys = ", ".join(state["keys"].split("-"))
    what = f"Wat onder toets {keys} staat"
    return f"{what}, deel {state['part']}," if state["part"] else what


def _overrun(rule: str, message: str, seconds: float, *, estimated: bool) -> Overrun:
    shown = f"{seconds:.1f}".replace(".", ",")
    return Overrun(rule, message.replace("{at}", f"naar schatting {shown}" if estimated else shown), estimated)
