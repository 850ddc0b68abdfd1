"""A menu as a tree of places, numbered so that two of them can be compared without looking inside."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ivr.difference.change import path_to
from ivr.loader import Loc
from ivr.menu import Menu, Option

Numbers = dict[Hashable, int]
"""Equal things have one number, in all menus that are compared together."""


@dataclass(frozen=True, eq=False)
class Place:
    """An option where callers find it; the first menu is a place without keys."""

    keys: tuple[str, ...]
    option: Option
    above: "Place | None" = field(repr=False)
    children: dict[str, "Place"] = field(default_factory=dict, repr=False)
    numbers: dict[str, int] = field(default_factory=dict, repr=False)

    @cached_property
    def size(self) -> int:
        """How many options there are behind it, itself included."""
        return 1 + sum(child.size for child in self.children.values())

    @property
    def key(self) -> str:
        """The last key that leads here."""
        return self.keys[-1]

    @property
    def path(self) -> Loc:
        """Where it stands in the menu file."""
        return path_to(self.keys)

    @property
    def is_menu(self) -> bool:
        """Whether there are choices behind it, not an answer."""
        return self.option.menu is not None

    @property
    def contents(self) -> int:
        """Equal for options that lead to the same, whatever they are called."""
        return self.numbers["contents"]

    @property
    def whole(self) -> int:
        """Equal for options that are called the same and lead to the same."""
        return self.numbers["whole"]

    def walk(self) -> Iterator["Place"]:
        """Every place below this one, in the order of the menu; what is above comes first."""
        for child in self.children.values():
            yield child
            yield from child.walk()


def places(menu: Menu, numbers: Numbers) -> Place:
    """The first menu, with everything below it."""
    return _place((), Option.model_construct(option="", menu=menu), None, numbers)


def _place(keys: tuple[str, ...], option: Option, above: Place | None, numbers: Numbers) -> Place:
    place = Place(keys, option, above)
    for key, below in (option.menu or {}).items():
        place.children[key] = _place((*keys, key), below, place, numbers)
    behind: Hashable = tuple((key, child.whole) for key, child in place.children.items()) or option.answer
    place.numbers["contents"] = contents = numbers.setdefault(behind, len(numbers))
    place.numbers["whole"] = numbers.setdefault((option.option, contents), len(numbers))
    return place
