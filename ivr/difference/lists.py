"""Which item of an old list is which of a new one, where nothing but what they hold tells."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def paired(old: Sequence[Item], new: Sequence[Item], *alike: Callable[[Item, Item], bool]) -> dict[int, int]:
    """The place in the old list of every new item that was there; the first way of being alike goes before the next."""
    found: dict[int, int] = {}
    for same in alike:
        for place, item in enumerate(new):
            free = (at for at, other in enumerate(old) if at not in found.values() and same(other, item))
            if place not in found and (at := next(free, None)) is not None:
                found[place] = at
    return dict(sorted(found.items()))


def is_reordered(pairs: Mapping[int, int]) -> bool:
    """Whether the items that stayed stand in another order."""
    return sorted(pairs.values()) != list(pairs.values())
