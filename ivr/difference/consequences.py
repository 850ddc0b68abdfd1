"""What the changes bring about: texts without a recording, recordings that are done with, and how long callers wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ivr.budget import ADVISOR, Spoken, where_112_is_said
from ivr.prompts import Catalogue
from ivr.recording import Recording
from ivr.script import START, Script, State


@dataclass(frozen=True)
class Heard:
    """What callers of one menu hear: its script, and the recordings in its voices."""

    script: Script
    catalogue: Catalogue

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """Every text, with the states that speak it."""
        return self.script.prompts()

    @cached_property
    def recordings(self) -> dict[str, Recording]:
        """The recording of every text that has one."""
        return {text: found for text in self.texts if (found := self.catalogue.find(text))}


@dataclass(frozen=True)
class Missing:
    """A text of the new menu that the computer voice will speak."""

    text: str
    states: tuple[str, ...]
    was_recorded: bool
    """Whether callers of the old menu heard a recording of this very text."""


@dataclass(frozen=True)
class Wait:
    """How many seconds from the beginning of a call until something; an estimate where a text has no recording."""

    until: str
    was: float
    wordt: float
    estimated: bool


def missing(old: Heard, new: Heard) -> tuple[Missing, ...]:
    """The texts without a recording that are new, or that are heard where callers heard a recording until now."""
    return tuple(
        Missing(text, tuple(states), text in old.recordings)
        for text, states in new.texts.items()
        if text not in new.recordings and (text not in old.texts or _replaces_recording(text, states, old, new))
    )


def _replaces_recording(text: str, states: list[str], old: Heard, new: Heard) -> bool:
    """Whether its own recording is gone, or it came in the place of a text that has one."""
    if text in old.recordings:
        return True
    both = ((old.script.states[name], new.script.states[name]) for name in states if name in old.script.states)
    return bool(old.recordings) and any(_lost_recording(text, was, wordt, old) for was, wordt in both)


def _lost_recording(text: str, was: State, wordt: State, old: Heard) -> bool:
    """Whether the text is new in this state, and a recording that was heard there is not any more."""
    before, now = set(was.prompts()), set(wordt.prompts())
    return text not in before and any(gone in old.recordings for gone in before - now)


def unused(old: Heard, new: Heard) -> tuple[Recording, ...]:
    """The recordings that callers heard and will not hear any more in this menu."""
    still = {one.path for one in new.recordings.values()}
    return tuple(one for one in old.recordings.values() if one.path not in still)


def waits(old: Heard, new: Heard) -> tuple[Wait, ...]:
    """How long callers wait for 112, for the way to an advisor and for all choices; only what differs in tenths."""
    both = zip(_moments(old), _moments(new), strict=True)
    found = (Wait(until, was, wordt, guess or guess_too) for (until, was, guess), (_, wordt, guess_too) in both)
    return tuple(wait for wait in found if round(wait.was, 1) != round(wait.wordt, 1))


def _moments(heard: Heard) -> Iterator[tuple[str, float, bool]]:
    """What callers wait for in the opening, after how many seconds it comes, and whether that is an estimate."""
    seconds = {text: recording.seconds for text, recording in heard.recordings.items()}
    opening = Spoken(tuple(heard.script.states[START].prompts()), seconds)
    place, share = where_112_is_said(opening.texts)
    yield "112 is genoemd", opening.moment(place, share), opening.is_estimated(place + 1)
    yield "de weg naar een adviseur is gezegd", opening.lasts(ADVISOR + 1), opening.is_estimated(ADVISOR + 1)
    yield "alle keuzes zijn gezegd", opening.lasts(), opening.is_estimated()
