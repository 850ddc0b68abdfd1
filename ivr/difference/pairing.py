"""Which option of the old menu is which of the new one, wherever it stands now.

What is the same is found by its contents first, then a menu by what it holds, then the rest by its key and likeness.
Both directions give the same pairs, and nothing compares everything with everything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ivr.difference.likeness import alike, paragraphs
from ivr.difference.places import Place

MOST: Final = 10_000
"""Pairs that are weighed among options that look the same; of more, those that stayed are taken, the rest in order."""

Rank = Callable[[Place, Place], int]
"""How well two places fit together; 0 for not at all."""


Groups = list[tuple[list[Place], list[Place]]]
"""Places of the old and the new menu that are the same in something."""


@dataclass
class Pairs:
    """The pairs that have been found so far."""

    before: dict[Place, Place] = field(default_factory=dict)
    """What a place of the new menu was in the old one."""
    after: dict[Place, Place] = field(default_factory=dict)
    """What a place of the old menu is in the new one."""

    def join(self, old: Place, new: Place) -> None:
        """Make these two a pair; behind what leads to the same, everything is."""
        if old in self.after or new in self.before:
            return
        self.before[new], self.after[old] = old, new
        if old.contents == new.contents:
            for key, child in new.children.items():
                self.join(old.children[key], child)

    def join_best(self, olds: Iterable[Place], news: Iterable[Place], rank: Rank) -> None:
        """Make pairs of what is still free and fits, the best first."""
        free_olds = [old for old in olds if old not in self.after]
        free_news = [new for new in news if new not in self.before]
        for old, new in _ranked(free_olds, free_news, rank):
            self.join(old, new)


def pair(old: Place, new: Place) -> Pairs:
    """Find the pairs of two first menus, which are a pair themselves; what could be several things comes last."""
    pairs = Pairs()
    pairs.join(old, new)
    olds, news = tuple(old.walk()), tuple(new.walk())
    for choose in (_only, _all):
        for number in (_whole, _contents):
            for same_olds, same_news in choose(_groups(pairs, olds, news, number)):
                pairs.join_best(same_olds, same_news, _near)
        _join_called_the_same(pairs, choose(_groups(pairs, olds, news, _called)))
        _join_menus(pairs)
        _join_within_menus(pairs, new)
    return pairs


def _only(groups: Groups) -> Groups:
    """What is there once in both menus, so that it can be nothing else."""
    return [group for group in groups if len(group[0]) == len(group[1]) == 1]


def _all(groups: Groups) -> Groups:
    return groups


def _whole(place: Place) -> int | str:
    return place.whole


def _contents(place: Place) -> int | str:
    return place.contents


def _called(place: Place) -> int | str:
    return place.option.option


def _join_called_the_same(pairs: Pairs, groups: Groups) -> None:
    """What has the same name and is alike behind it; all are weighed before any is a pair, so no order counts."""
    likely = [
        (old, new)
        for same_olds, same_news in groups
        for old, new in _ranked(same_olds, same_news, lambda old, new: _near(old, new) * _edited(pairs, old, new))
    ]
    for old, new in likely:
        pairs.join(old, new)


def _groups(pairs: Pairs, olds: Iterable[Place], news: Iterable[Place], number: Callable[[Place], int | str]) -> Groups:
    """The free places of both menus that have a number in common; those with most behind them come first."""
    groups: dict[int | str, tuple[list[Place], list[Place]]] = {}
    for old in olds:
        if old not in pairs.after:
            groups.setdefault(number(old), ([], []))[0].append(old)
    for new in news:
        if new not in pairs.before:
            groups.setdefault(number(new), ([], []))[1].append(new)
    return sorted((group for group in groups.values() if all(group)), key=lambda group: -group[0][0].size)


def _ranked(olds: list[Place], news: list[Place], rank: Rank) -> Iterator[tuple[Place, Place]]:
    if len(olds) * len(news) > MOST:
        at = {new.keys: new for new in news}
        stayed = [old for old in olds if old.keys in at]
        yield from ((old, at[old.keys]) for old in stayed)
        gone, come = set(stayed), {old.keys for old in stayed}
        rest = zip(
            (old for old in olds if old not in gone), (new for new in news if new.keys not in come), strict=False
        )
        yield from ((old, new) for old, new in rest if rank(old, new))
        return
    ranked = [(fits, old, new) for old in olds for new in news if (fits := rank(old, new))]
    ranked.sort(key=lambda one: (-one[0], *sorted((one[1].keys, one[2].keys))))
    yield from ((old, new) for _, old, new in ranked)


def _near(old: Place, new: Place) -> int:
    """Among options that are the same, the one that stayed, or stayed in its menu."""
    return 1 + (old.keys[:-1] == new.keys[:-1]) + 2 * (old.keys == new.keys)


def _edited(pairs: Pairs, old: Place, new: Place) -> bool:
    """Whether what is behind them can be the same after some editing; of menus, whether they share an option."""
    if old.is_menu and new.is_menu:
        return any(pairs.before.get(child) in old.children.values() for child in new.children.values())
    return old.is_menu == new.is_menu and alike(paragraphs(old.option), paragraphs(new.option))


def _join_menus(pairs: Pairs) -> None:
    """A menu is the one that holds most of what it held, whatever it is called; first the deepest, then those above."""
    while votes := _votes(pairs):
        for old, new in sorted(votes, key=lambda one: (-votes[one], *sorted((one[0].keys, one[1].keys)))):
            pairs.join(old, new)


def _votes(pairs: Pairs) -> Counter[tuple[Place, Place]]:
    """Free menus that share more than half of the options of the smaller one, with how many they share."""
    votes: Counter[tuple[Place, Place]] = Counter()
    for new, old in pairs.before.items():
        if old.above and new.above and old.above not in pairs.after and new.above not in pairs.before:
            votes[old.above, new.above] += 1
    few = [one for one, count in votes.items() if 2 * count <= min(len(place.children) for place in one)]
    for one in few:
        del votes[one]
    return votes


def _join_within_menus(pairs: Pairs, new: Place) -> None:
    """In menus that are a pair: what has the same key and looks like it, and what changed its key and little else."""
    for menu in (new, *new.walk()):
        if old := pairs.before.get(menu):
            pairs.join_best(old.children.values(), menu.children.values(), lambda old, new: _likely(pairs, old, new))


def _likely(pairs: Pairs, old: Place, new: Place) -> int:
    same_key, text, new_text = old.key == new.key, old.option.option, new.option.option
    called = 2 if text == new_text else int(alike([text], [new_text]))
    behind = 2 if old.contents == new.contents else int(_edited(pairs, old, new))
    return 2 * (called + behind) + same_key if called + behind >= (1 if same_key else 2) else 0
