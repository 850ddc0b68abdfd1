"""What changes in the menu itself: options that are new, gone, moved, called otherwise or saying something else."""

from collections.abc import Iterator

from ivr.difference.change import Change, Kind
from ivr.difference.pairing import Pairs, pair
from ivr.difference.paragraphs import Answer, answer_changes
from ivr.difference.places import Numbers, Place, places
from ivr.difference.sentences import behind, called, spoken, toets
from ivr.loader import Loc
from ivr.menu import Menu


def menu_changes(old: Menu, new: Menu) -> list[Change]:
    """Every change of the menu, in the order of the keys; what is above comes before what is below."""
    numbers: Numbers = {}
    old_first, new_first = places(old, numbers), places(new, numbers)
    pairs = pair(old_first, new_first)
    found = [*_order(old_first, new_first, pairs)]
    for place in new_first.walk():
        found += _at(place, pairs)
    for place in old_first.walk():
        found += _removed(place, pairs)
    return sorted(found, key=lambda change: change.place)


def _at(new: Place, pairs: Pairs) -> Iterator[Change]:
    """What changes at one place of the new menu."""
    old = pairs.before.get(new)
    if old is None:
        yield from _added(new, pairs)
        return
    yield from _moved(old, new, pairs)
    if old.option.option != new.option.option:
        path, before = (*new.path, "option"), (*old.path, "option")
        sentence = f"{called(new.keys)} heet anders."
        yield Change("option", path, sentence, old.option.option, new.option.option, _other(before, path))
    if old.contents != new.contents:
        yield from _behind(old, new, pairs)


def _other(before: Loc, path: Loc) -> Loc | None:
    return before if before != path else None


def _behind(old: Place, new: Place, pairs: Pairs) -> Iterator[Change]:
    """What changes behind an option; the options of a menu tell their own changes."""
    name = called(new.keys, new.option.option)
    if old.is_menu and new.is_menu:
        yield from _order(old, new, pairs)
    elif old.is_menu or new.is_menu:
        kinds = ("een menu", "een antwoord") if old.is_menu else ("een antwoord", "een menu")
        sentence = f"{name} was {kinds[0]}, en is nu {kinds[1]}."
        was, wordt = "\n".join(behind(old.option)), "\n".join(behind(new.option))
        kind: Kind = "became-menu" if new.is_menu else "became-answer"
        yield Change(kind, new.path, sentence, was, wordt, _other(old.path, new.path))
    else:
        yield from answer_changes(
            Answer(name, (*old.path, "answer"), old.option.answer or ()),
            Answer(name, (*new.path, "answer"), new.option.answer or ()),
        )


def _order(old: Place, new: Place, pairs: Pairs) -> Iterator[Change]:
    """Whether the options that kept their key in this menu are announced in another order."""
    kept = {key for key in old.children if pairs.after.get(old.children[key], old) is new.children.get(key)}
    was, wordt = ([key for key in place.children if key in kept] for place in (old, new))
    if was != wordt:
        name = called(new.keys, new.option.option)
        sentence = f"{name} noemt de keuzes in een andere volgorde."
        path, before = (*new.path, "menu"), (*old.path, "menu")
        yield Change("order", path, sentence, _listed(old, was), _listed(new, wordt), _other(before, path))


def _listed(place: Place, keys: list[str]) -> str:
    return "\n".join(f"{toets([key]).capitalize()}: {place.children[key].option.option}" for key in keys)


def _counterpart(place: Place | None, menus: dict[Place, Place]) -> Place | None:
    """The menu that a menu was or will be; None where it is nothing, or no menu."""
    other = menus.get(place) if place else None
    return other if other and other.is_menu else None


def _added(new: Place, pairs: Pairs) -> Iterator[Change]:
    """A new option in a menu that was there; what is behind a new option is told with it."""
    menu = _counterpart(new.above, pairs.before)
    if menu is None:
        return
    old = menu.children.get(new.key)
    wordt = spoken(new.option)
    if old is None or old in pairs.after:
        yield Change("added", new.path, f"{called(new.keys, new.option.option)} is nieuw.", None, wordt)
    else:
        was, before = spoken(old.option), _other(old.path, new.path)
        yield Change("leads-elsewhere", new.path, _leads(old, new), was, wordt, before)


def _leads(old: Place, new: Place) -> str:
    """Where a key led and leads; in a menu that moved it is another row of keys."""
    if old.keys == new.keys:
        return f"{called(new.keys)} leidde naar ‘{old.option.option}’, nu naar ‘{new.option.option}’."
    return f"{called(new.keys)} leidt naar ‘{new.option.option}’; {toets(old.keys)} leidde naar ‘{old.option.option}’."


def _removed(old: Place, pairs: Pairs) -> Iterator[Change]:
    """An option that is nowhere any more, in a menu that is still there, with no new option at its key."""
    menu = _counterpart(old.above, pairs.after)
    if menu is None or old in pairs.after:
        return
    new = menu.children.get(old.key)
    if new is None or new in pairs.before:
        sentence = f"{called(old.keys, old.option.option)} is weg."
        yield Change("removed", old.path, sentence, spoken(old.option), None)


def _moved(old: Place, new: Place, pairs: Pairs) -> Iterator[Change]:
    """The same option under other keys, unless it only went along with its menu."""
    menu = pairs.before.get(new.above) if new.above else None
    if old.keys == new.keys or (menu is old.above and old.key == new.key):
        return
    name = f"‘{new.option.option}’"
    there = menu.children.get(new.key) if menu and (*menu.keys, new.key) == new.keys else None
    if there is None:
        sentence = f"{name} is verhuisd: eerst {toets(old.keys)}, nu {toets(new.keys)}."
    else:
        sentence = f"{called(new.keys)} leidde naar ‘{there.option.option}’, nu naar {name} (eerst {toets(old.keys)})."
    yield Change("moved", new.path, sentence, toets(old.keys), toets(new.keys), old.path)
