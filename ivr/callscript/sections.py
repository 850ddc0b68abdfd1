"""The sections of a call script: opening, emergency, an advisor, and every menu and answer as keys lead to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ivr import saying
from ivr.budget import Said
from ivr.callscript.source import Source
from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT
from ivr.loader.words import CHOICES
from ivr.menu import Line, Menu
from ivr.script import START


class Kind(StrEnum):
    """What a section is about."""

    OPENING = "opening"
    ANNOUNCEMENT = "announcement"
    EMERGENCY = "emergency"
    ADVISOR = "advisor"
    MENU = "menu"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a key leads: to which turn, in which section; `turn` is 0 for a section's first, or only, turn."""

    key: str
    section: "Section | None"
    state: str
    turn: int
    """Which turn of that section it is, from 0."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One state: what is said, and where each key leads."""

    state: str
    said: tuple[Said, ...]

    @property
    def seconds(self) -> float:
        """How long it takes before the line waits."""
        return sum(one.seconds for one in self.said)

    @property
    def is_recorded(self) -> bool:
        """Whether all of it has been recorded."""
        return all(one.recorded for one in self.said)


@dataclass(frozen=True, slots=True)
class Section:
    """One place of the menu; an answer has a turn for each of its parts.

    An announcement has the opening that tells it, and where it stands instead of the menu, what is there instead.
    """

    keys: tuple[str, ...]
    title: str
    kind: Kind
    turns: tuple[Turn, ...]
    when: str = ""
    """From when to when it is announced."""

    @property
    def repeated(self) -> tuple[Turn, ...]:
        """The turns whose own choices are said again; an opening that announces is followed by those of the menu."""
        return self.turns[1:] if self.kind is Kind.ANNOUNCEMENT else self.turns

    @property
    def anchor(self) -> str:
        """The name of the section on the page: that of its state."""
        return self.turns[0].state

    @property
    def number(self) -> str:
        """The keys that lead here, as the number of the section; empty for the opening."""
        return ".".join(self.keys)


@dataclass(frozen=True, slots=True)
class Book:
    """All sections in the order of reading, and where each key of each turn leads."""

    source: Source
    sections: Sequence[Section]
    _by_state: Mapping[str, tuple[Section, int]] = field(init=False, repr=False)
    _by_texts: Mapping[tuple[str, ...], tuple[Section, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        places = {
            turn.state: (section, number) for section in self.sections for number, turn in enumerate(section.turns)
        }
        object.__setattr__(self, "_by_state", places)
        said = {self.source.texts(state): place for state, place in reversed(places.items())}
        object.__setattr__(self, "_by_texts", said)

    def ways(self, turn: Turn) -> list[Way]:
        """Where the keys of a turn lead."""
        ask = self.source.ask(turn.state)
        return [self._way(key, state) for key, state in ask.keys.items()] if ask else []

    def other(self, turn: Turn) -> Way:
        """Where a key leads that has no place of its own; the turn itself where none is awaited."""
        ask = self.source.ask(turn.state)
        return self._way(ADVISOR, ask.other if ask else turn.state)

    def _way(self, key: str, state: str) -> Way:
        """Every menu has its own emergency guidance and way to an advisor; what says the same is told once."""
        alike = self._by_texts.get(self.source.texts(state)) if key in (EMERGENCY, ADVISOR) else None
        section, turn = self._by_state.get(state) or alike or (None, 0)
        return Way(key, section, state, turn)


def book(line: Line, source: Source) -> Book:
    """Read the line from the opening on, key by key."""
    return Book(source, tuple(_sections(line, source)))


def _sections(line: Line, source: Source) -> Iterator[Section]:
    keys = _keys(source, START)
    yield Section((), line.name, Kind.OPENING, _turns(source, START))
    yield from _announcements(line, source)
    for key, kind, title in (
        (EMERGENCY, Kind.EMERGENCY, line.emergency.short),
        (ADVISOR, Kind.ADVISOR, line.advisor.short),
    ):
        yield Section((key,), title, kind, _turns(source, keys[key]))
    yield from _menu(source, line.menu, (), START)


def _announcements(line: Line, source: Source) -> Iterator[Section]:
    instead = iter(source.announced(_keys(source, START)[BACK]))
    for announcement, opening in zip(line.announcements, source.announced(source.script.first), strict=True):
        states = (opening, next(instead)) if announcement.place == "instead_of_menu" else (opening,)
        turns = tuple(Turn(state, source.said(source.texts(state))) for state in states)
        title = f"Mededeling: {CHOICES['reason'][announcement.reason]}"
        yield Section((), title, Kind.ANNOUNCEMENT, turns, saying.period(announcement))


def _menu(source: Source, menu: Menu, path: tuple[str, ...], state: str) -> Iterator[Section]:
    for key, option in menu.items():
        to = _keys(source, state)[key]
        kind = Kind.ANSWER if option.menu is None else Kind.MENU
        yield Section((*path, key), option.option, kind, _turns(source, to))
        yield from _menu(source, option.menu or {}, (*path, key), to)


def _turns(source: Source, state: str | None) -> tuple[Turn, ...]:
    """A state, and after it the other parts of the same answer."""
    turns = []
    while state is not None:
        turns.append(Turn(state, source.said(source.texts(state))))
        state = _keys(source, state).get(NEXT)
    return tuple(turns)


def _keys(source: Source, state: str) -> Mapping[str, str]:
    ask = source.ask(state)
    return {str(key): to for key, to in ask.keys.items()} if ask else {}
