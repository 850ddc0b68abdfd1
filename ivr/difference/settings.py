"""What changes outside the menu: what is said before and beside it, the line's own sentences, and its settings."""

from collections.abc import Iterator

from ivr.difference.advisor import advisor_changes
from ivr.difference.announcements import announcement_changes
from ivr.difference.change import FIXED, Change
from ivr.difference.days import holiday_changes, timezone_changes
from ivr.difference.values import changes
from ivr.menu import Line

_OPENING = ("welcome", "announcements", *FIXED)


def opening_changes(old: Line, new: Line) -> Iterator[Change]:
    """What changes before and beside the menu: the welcome, what is announced, emergency guidance and the advisor."""
    yield from changes(("welcome",), old.welcome, new.welcome, new)
    yield from announcement_changes(old, new)
    yield from changes(("emergency",), old.emergency, new.emergency, new)
    yield from advisor_changes(old, new)


def other_changes(old: Line, new: Line) -> Iterator[Change]:
    """What changes in everything else but the menu: the sentences first."""
    told = ("menu", *_OPENING)
    for word in sorted((word for word in Line.model_fields if word not in told), key=lambda word: word != "phrases"):
        match word:
            case "holidays":
                yield from holiday_changes(old, new)
            case "timezone":
                yield from timezone_changes(old, new)
            case _:
                yield from changes((word,), getattr(old, word), getattr(new, word), new)
