"""Where 112 and the key of an advisor are named in what is said."""

import re
from collections.abc import Iterable
from typing import Final

from ivr.budget import EMERGENCY_NUMBER
from ivr.keys import ADVISOR
from ivr.simulator.speech import Heard
from ivr.walk.graph import Said

_ADVISOR_KEY: Final = re.compile(rf"(?<!\w){ADVISOR}(?!\w)")


def names_112(text: str) -> str | None:
    """The words in which this text names 112, if it does."""
    found = EMERGENCY_NUMBER.search(text)
    return found[0] if found else None


def heard(said: Iterable[Said]) -> list[Heard]:
    """When each of these is heard by who listens from the first on."""
    result: list[Heard] = []
    for one in said:
        start = result[-1].end if result else 0.0
        result.append(Heard(one.text, start, start + one.seconds, "play" if one.recorded else "say"))
    return result


def until_112(sounds: Iterable[Heard]) -> tuple[int, float] | None:
    """Which of these names 112 first, and when it has been named, in proportion to the letters of its text."""
    for place, sound in enumerate(sounds):
        if found := EMERGENCY_NUMBER.search(sound.text):
            return place, sound.moment(found.end() / len(sound.text))
    return None


def until_advisor(sounds: Iterable[Heard]) -> tuple[int, float] | None:
    """Which of these names the key of an advisor first, and when it has been said to the end."""
    for place, sound in enumerate(sounds):
        if _ADVISOR_KEY.search(sound.text):
            return place, sound.end
    return None
