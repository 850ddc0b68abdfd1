"""The line as operators write it: what is said, which key leads where, and whose telephone rings.

These models are what a menu file must look like; `ivr.loader` reads the file and tells where it does not.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from ivr import hours
from ivr.fields import (
    MOST_TEAMS,
    UTC_ZONE,
    ChoicePhrase,
    Dates,
    Instant,
    Language,
    Minutes,
    Number,
    Numbers,
    Part,
    Parts,
    Places,
    Pronunciation,
    Rounds,
    RungNumber,
    Say,
    Seconds,
    ShortText,
    Text,
    TimeZone,
    TitlePhrase,
    Voices,
    Week,
    reference,
    refuse,
)


class Model(BaseModel):
    """Sealed and unchangeable: an unknown word is an error, and a loaded line never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ring(Model):
    """Whose telephones ring for a caller: one ring group."""

    numbers: Numbers
    order: Literal["all_at_once", "one_after_another"] = "all_at_once"
    seconds: Seconds = 30
    rounds: Rounds = 3

    @property
    def at_once(self) -> tuple[Numbers, ...]:
        """Who rings together, one time after another, where each time is for itself: in a queue."""
        together = (self.numbers,) if self.order == "all_at_once" else tuple((number,) for number in self.numbers)
        return together * self.rounds


class Team(Ring):
    """A ring group with a name for operators, and the hours in which it can be reached; without them, day and night."""

    name: Text
    hours: Week = {}


RingGroup = TypeVar("RingGroup", bound=Ring)


class Emergency(Model):
    """Key 1, everywhere: guidance to hang up and dial 112 oneself. It never dials anything."""

    option: ShortText
    short: ShortText
    answer: Part


class Queue(Model):
    """What callers hear who wait in a queue, and what an advisor hears when the caller has gone."""

    places: Places
    minutes: Minutes = {}
    longer: Text | None = None
    """For a wait that is expected to last longer than the most minutes; None tells nothing then."""
    ended: Text
    gone: Text


class Advisor(Model):
    """Key 0, everywhere, and where doing nothing leads: one ring group day and night, or teams with hours.

    Each team is rung in its turn, and after the last of them the national number. With `connect: queue` callers wait in
    order, while the same telephones ring for whoever is first.
    """

    option: ShortText
    short: ShortText
    ring: Ring | None = None
    teams: Annotated[tuple[Team, ...], Field(min_length=1, max_length=MOST_TEAMS)] | None = Field(
        default=None, validate_default=True
    )
    national: RungNumber | None = None
    tell_topic: Literal["no", "yes"] = "no"
    """Whether an advisor hears what the caller was listening to."""
    connect: Literal["ring", "queue"] = "ring"
    queue: Queue | None = Field(default=None, validate_default=True)

    @field_validator("teams", mode="before")
    @classmethod
    def _either(cls, teams: Any, info: ValidationInfo) -> Any:
        """Exactly one of the two; a ring group with an error of its own is missing from `info.data`."""
        if teams is None and info.data.get("ring", ...) is None:
            refuse("no-ring")
        if teams is not None and info.data.get("ring", ...) is not None:
            refuse("ring-and-teams")
        return teams

    @field_validator("queue", mode="before")
    @classmethod
    def _told(cls, queue: Any, info: ValidationInfo) -> Any:
        """A queue without its texts would be silent."""
        if queue is None and info.data.get("connect") == "queue":
            refuse("no-queue")
        return queue

    @property
    def groups(self) -> tuple[Ring, ...]:
        """Whose telephones ring, one group after another."""
        return (self.ring,) if self.ring else self.teams or ()

    @property
    def last(self) -> Ring | None:
        """Who is rung, once, when no group has answered: the national number."""
        return Ring.model_construct(numbers=(self.national,), rounds=1) if self.national else None

    @property
    def telephones(self) -> tuple[str, ...]:
        """Every number that is rung, in the order of the file."""
        numbers = [number for group in self.groups for number in group.numbers]
        return tuple(dict.fromkeys([*numbers, *([self.national] if self.national else [])]))

    def calling(self, number: Callable[[str], str | None]) -> "Advisor":
        """The same with other numbers; None leaves one out."""

        def group(ring: RingGroup) -> RingGroup:
            return ring.model_copy(update={"numbers": tuple(filter(None, map(number, ring.numbers)))})

        return self.model_copy(
            update={
                "ring": self.ring and group(self.ring),
                "teams": self.teams and tuple(map(group, self.teams)),
                "national": self.national and number(self.national),
            }
        )


class Announcement(Model):
    """Something that callers are told for a while, before the menu or instead of it; 112 is named all the same."""

    reason: Literal["outage", "evacuation", "holiday"]
    start: Instant
    end: Instant
    text: Part
    place: Literal["before_menu", "instead_of_menu"] = "before_menu"

    @field_validator("end")
    @classmethod
    def _later(cls, end: str, info: ValidationInfo) -> str:
        """An end before the start would never be heard."""
        if (start := info.data.get("start")) and hours.moment(end, UTC_ZONE, end=True) <= hours.moment(start, UTC_ZONE):
            refuse("ends-before-start", end)
        return end


OptionKey = Literal["2", "3", "4", "5", "6", "7", "8", "9"]


class Option(Model):
    """One choice: what is said before "toets 2", and the menu or the answer (in one or more parts) behind it."""

    option: ShortText
    menu: "Annotated[Menu, Field(min_length=1)] | None" = None
    answer: Parts | None = Field(default=None, validate_default=True)

    @field_validator("answer", mode="before")
    @classmethod
    def _either(cls, answer: Any, info: ValidationInfo) -> Any:
        """Exactly one of the two; a menu with an error of its own is missing from `info.data`."""
        if answer is None and info.data.get("menu", ...) is None:
            refuse("nothing-behind")
        if answer is not None and info.data.get("menu", ...) is not None:
            refuse("menu-and-answer")
        return answer


Menu = dict[OptionKey, Option]


class Phrases(Model):
    """The line's own sentences; `{option}` and `{key}` stand for what is said there."""

    press: ChoicePhrase
    press_question: ChoicePhrase
    or_wait: ChoicePhrase
    or_wait_question: ChoicePhrase
    title: TitlePhrase
    star: ShortText
    hash: ShortText
    repeat: ShortText
    again: ShortText
    back: ShortText
    more: ShortText
    try_again: Text
    no_choice: Text
    wrong_key: Text
    connecting: Text
    waiting: Text
    unavailable: Text
    dropped: Text
    whisper: Text
    accept: ShortText
    topic: TitlePhrase
    changed: Text


class Line(Model):
    """The whole configuration of one telephone line."""

    name: Text
    number: Number
    language: Language
    voices: Voices
    say: Say
    welcome: Text
    emergency: Emergency
    advisor: Advisor
    menu: Menu
    phrases: Phrases
    timezone: TimeZone = "Europe/Amsterdam"
    """By whose clock hours and announcements go."""
    holidays: Dates = {}
    announcements: Annotated[tuple[Announcement, ...], Field(max_length=MOST_TEAMS)] = ()
    pronounce: Pronunciation = {}
    """How a synthesiser says words that it would say wrongly; no text, and no file's name, changes by it."""

    @field_validator("advisor")
    @classmethod
    def _rings_others(cls, advisor: Advisor, info: ValidationInfo) -> Advisor:
        """A line that rings its own number puts the caller in a circle."""
        if (own := info.data.get("number")) in advisor.telephones:
            refuse("rings-itself", str(own))
        return advisor


def names(line: Line) -> tuple[str, ...]:
    """The environment variables that the line mentions, in the order of the file."""
    mentioned = (reference(number) for number in (line.number, *line.advisor.telephones))
    return tuple(dict.fromkeys(name for name in mentioned if name))
