"""One thing that changes between two menus, as a value: for a terminal, a web page or a program to show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ivr.keys import ADVISOR, EMERGENCY, Key
from ivr.loader import Loc

Kind = Literal[
    "added",  # a key that did nothing leads to something new
    "removed",  # an option is nowhere any more
    "leads-elsewhere",  # another option than before, where neither is found elsewhere
    "moved",  # the same option under other keys
    "option",  # what a choice is called
    "answer",  # one paragraph of what is said: changed, new or gone
    "parts",  # how an answer is divided
    "became-menu",
    "became-answer",
    "order",  # the order in which the choices are announced
    "text",  # any other sentence of the line
    "ring",  # whose telephones ring, how, and when
    "announcement",  # what is told for a while
    "setting",
]

FIXED: Final[dict[str, Key]] = {"emergency": EMERGENCY, "advisor": ADVISOR}
"""The words of a menu file that belong to a fixed key."""


@dataclass(frozen=True)
class Change:
    """One change; `sentence` is Dutch, for operators.

    `path` is where it stands in the new menu, for what is removed in the old one, in the words of the file as
    `ivr.loader.MenuFile` takes them. `before` is where it stood in the old menu, where that is another place.
    `was` and `wordt` are what was said and what will be, a line for every paragraph; None where there is nothing.
    """

    kind: Kind
    path: Loc
    sentence: str
    was: str | None
    wordt: str | None
    before: Loc | None = None
    heard: bool = True
    """Whether callers can notice it."""

    @property
    def place(self) -> tuple[str, ...]:
        """The keys that lead there; none for what belongs to no key."""
        return keys_of(self.path)


def keys_of(path: Loc) -> tuple[str, ...]:
    """The keys that lead to a place in a menu file: `("menu", "2", "menu", "4", "option")` is 2 and 4."""
    if path[0] in FIXED:
        return (FIXED[str(path[0])],)
    options = path[: 2 * path.count("menu")]
    return tuple(str(key) for key in options[1::2])


def moved(change: Change, before: Loc, path: Loc) -> Change:
    """The same change below something that stood elsewhere in the old menu, and stands at `path` in the new one."""
    return change if before == path else replace(change, before=(*before, *change.path[len(path) :]))


def path_to(keys: Sequence[str]) -> Loc:
    """Where the option behind these keys stands in a menu file."""
    return tuple(step for key in keys for step in ("menu", key))
