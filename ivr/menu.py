"""The line as operators write it: what is said, which key leads where, and whose telephone rings.

These models are what a menu file must look like; `ivr.loader` reads the file and tells where it does not.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from ivr.fields import (
    ChoicePhrase,
    Language,
    Number,
    Numbers,
    Part,
    Parts,
    Pronunciation,
    Rounds,
    Say,
    Seconds,
    ShortText,
    Text,
    TitlePhrase,
    Voices,
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


class Emergency(Model):
    """Key 1, everywhere: guidance to hang up and dial 112 oneself. It never dials anything."""

    option: ShortText
    short: ShortText
    answer: Part


class Advisor(Model):
    """Key 0, everywhere, and where doing nothing leads."""

    option: ShortText
    short: ShortText
    ring: Ring


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
    pronounce: Pronunciation = {}
    """How a synthesiser says words that it would say wrongly; no text, and no file's name, changes by it."""

    @field_validator("advisor")
    @classmethod
    def _rings_others(cls, advisor: Advisor, info: ValidationInfo) -> Advisor:
        """A line that rings its own number puts the caller in a circle."""
        if (own := info.data.get("number")) in advisor.ring.numbers:
            refuse("rings-itself", str(own))
        return advisor


def names(line: Line) -> tuple[str, ...]:
    """The environment variables that the line mentions, in the order of the file."""
    mentioned = (reference(number) for number in (line.number, *line.advisor.ring.numbers))
    return tuple(dict.fromkeys(name for name in mentioned if name))
