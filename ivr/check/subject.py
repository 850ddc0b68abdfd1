"""What the rules look at: a line, what callers would hear of it, and every text with the place where it is written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from ivr.budget import Overrun, overruns
from ivr.fields import Part
from ivr.loader import Loc
from ivr.menu import Line, Menu, Option, Queue
from ivr.script import Script

_SENTENCE: Final = re.compile(r"[^\s.?!](?:[^.?!]|(?<=\d)[.](?=\d))*[.?!]*")

PHRASES: Final = "phrases"
QUEUE: Final[Loc] = ("advisor", "queue")


@dataclass(frozen=True, slots=True)
class Text:
    """One text that callers hear, as it is written: a paragraph, a choice, or a phrase of the line's own."""

    path: Loc
    text: str

    @property
    def is_phrase(self) -> bool:
        """Whether it is one of the line's own sentences."""
        return self.path[0] == PHRASES or self.path[:2] == QUEUE

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Its sentences, each with the mark that ends it, and where it begins."""
        return ((match.start(), match[0]) for match in _SENTENCE.finditer(self.text))


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that belong together: an answer with all its parts, or any other text alone."""

    path: Loc
    paragraphs: tuple[Text, ...]

    @property
    def in_emergency(self) -> bool:
        """Whether callers hear it after pressing 1."""
        return self.path[0] == "emergency"


@dataclass(frozen=True)
class Subject:
    """A line and its script; `seconds` holds the lengths of the texts that have a recording.

    `numbers` holds the telephone numbers that are known here by their `${NAME}`: the environment.
    """

    line: Line
    script: Script
    seconds: Mapping[str, float] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def overruns(self) -> list[Overrun]:
        """Everything that callers hear too late, or for too long."""
        return overruns(self.script, self.seconds)

    @cached_property
    def menus(self) -> tuple[tuple[Loc, Menu], ...]:
        """Every menu with its place, from the top down."""
        return tuple(_menus(("menu",), self.line.menu))

    @cached_property
    def options(self) -> tuple[tuple[Loc, Option], ...]:
        """Every choice of operators with its place, in the order that they are found."""
        return tuple(((*path, key), option) for path, menu in self.menus for key, option in menu.items())

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that callers hear, in stretches that belong together."""
        return tuple(_passages(self))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything that callers hear, text by text."""
        return tuple(text for passage in self.passages for text in passage.paragraphs)


def _menus(path: Loc, menu: Menu) -> Iterator[tuple[Loc, Menu]]:
    yield path, menu
    for key, option in menu.items():
        if option.menu is not None:
            yield from _menus((*path, key, "menu"), option.menu)


def _passages(subject: Subject) -> Iterator[Passage]:
    line = subject.line
    yield _alone(("welcome",), line.welcome)
    yield _alone(("emergency", "option"), line.emergency.option)
    yield _alone(("emergency", "short"), line.emergency.short)
    yield Passage(("emergency", "answer"), _paragraphs(("emergency", "answer"), line.emergency.answer))
    yield _alone(("advisor", "option"), line.advisor.option)
    yield _alone(("advisor", "short"), line.advisor.short)
    if line.advisor.queue:
        yield from _queue(line.advisor.queue)
    for place, announcement in enumerate(line.announcements):
        path: Loc = ("announcements", place, "text")
        yield Passage(path, _paragraphs(path, announcement.text))
    for path, option in subject.options:
        yield _alone((*path, "option"), option.option)
        if option.answer:
            yield _answer((*path, "answer"), option.answer)
    for word in type(line.phrases).model_fields:
        yield _alone((PHRASES, word), getattr(line.phrases, word))
    for word, said in line.pronounce.items():
        yield _alone(("pronounce", word), said)


def _queue(texts: Queue) -> Iterator[Passage]:
    """What callers hear who wait in a queue."""
    for place, text in enumerate(texts.places):
        yield _alone((*QUEUE, "places", place), text)
    for most, text in texts.minutes.items():
        yield _alone((*QUEUE, "minutes", most), text)
    if texts.longer:
        yield _alone((*QUEUE, "longer"), texts.longer)
    yield from (_alone((*QUEUE, word), getattr(texts, word)) for word in ("ended", "gone"))


def _alone(path: Loc, text: str) -> Passage:
    return Passage(path, (Text(path, text),))


def _answer(path: Loc, parts: Sequence[Part]) -> Passage:
    paragraphs = (text for number, part in enumerate(parts) for text in _paragraphs((*path, number), part))
    return Passage(path, tuple(paragraphs))


def _paragraphs(path: Loc, part: Part) -> tuple[Text, ...]:
    return tuple(Text((*path, number), text) for number, text in enumerate(part))
