"""What holds for every two menus that operators could write: nothing is missed, and nothing is told of nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.difference import Change, compare
from ivr.loader import loads
from ivr.menu import Line, Menu, Option
from tests.difference.menus import PLAIN

TEXTS = ("Bellen", "Bellen is gratis", "Bellen is altijd gratis", "Geweld", "Geweld en huisverbod", "Anders")
KEYS = "23456789"

texts = st.sampled_from(TEXTS)
parts = st.lists(texts, min_size=1, max_size=2).map(tuple)
answers = st.builds(Option.model_construct, option=texts, answer=st.lists(parts, min_size=1, max_size=2).map(tuple))


def menus(options: st.SearchStrategy[Option]) -> st.SearchStrategy[Menu]:
    """A few options that are often like one another, on any keys and in any order."""
    return st.dictionaries(st.sampled_from(KEYS), options, min_size=1, max_size=4)


options = st.recursive(
    answers, lambda inner: st.builds(Option.model_construct, option=texts, menu=menus(inner)), max_leaves=10
)
LINE = loads(PLAIN)
lines = menus(options).map(lambda menu: LINE.model_copy(update={"menu": menu}))

Places = set[tuple[object, ...]]


def places(changes: tuple[Change, ...]) -> Places:
    """The options that are mentioned: where they are and where they were."""
    paths = [path for change in changes for path in (change.path, change.before or change.path)]
    return {path[: 2 * path.count("menu")] for path in paths if path[0] == "menu"}


def every(menu: Menu, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The keys of every option."""
    below = [(key, keys) for key, option in menu.items() for keys in [(), *every(option.menu or {})]]
    return [(*path, key, *keys) for key, keys in below]


def changed(line: Line, keys: tuple[str, ...], edit) -> Line:
    """The line, with the menu that these keys end in edited; `edit` gets that menu as a dictionary of its own."""

    def menu(old: Menu, rest: tuple[str, ...]) -> Menu:
        new = dict(old)
        if len(rest) == 1:
            edit(new, rest[0])
        else:
            below = new[rest[0]]  # type: ignore[index]
            new[rest[0]] = below.model_copy(update={"menu": menu(below.menu or {}, rest[1:])})  # type: ignore[index]
        return new

    return line.model_copy(update={"menu": menu(line.menu, keys)})


def same(old: Line, new: Line) -> bool:
    """Whether both are the same line, the order of the choices included."""
    return old == new and every(old.menu) == every(new.menu)


@given(lines)
def test_a_line_against_itself_gives_nothing(line):
    """Whoever changed nothing reads that nothing changes."""
    assert compare(line, line) == ()


@settings(max_examples=200)
@given(lines, lines)
def test_two_lines_that_differ_give_a_change(old, new):
    """No difference between two menus goes unseen, and both directions speak of the same places."""
    there, back = compare(old, new), compare(new, old)
    assert (there == ()) == same(old, new)
    assert places(there) == places(back)


@given(lines, st.data())
def test_every_edit_of_an_option_is_told_at_its_place(line, data):
    """Another name, or another answer or menu: a reviewer is led to that option."""
    keys = data.draw(st.sampled_from(every(line.menu)))
    other = data.draw(answers | options)
    kept = data.draw(st.sampled_from(["option", "behind"]))

    def edit(menu, key):
        update = {"option": other.option} if kept == "behind" else {"menu": other.menu, "answer": other.answer}
        menu[key] = menu[key].model_copy(update=update)

    new = changed(line, keys, edit)
    found = places(compare(line, new))
    here = tuple(step for key in keys for step in ("menu", key))
    assert same(line, new) or any(place[: len(here)] == here for place in found)


@given(lines, st.data())
def test_every_option_that_is_removed_or_added_is_told(line, data):
    """Read either way, the place of the option is mentioned."""
    keys = data.draw(st.sampled_from(every(line.menu)))
    less = changed(line, keys, lambda menu, key: menu.pop(key))
    here = tuple(step for key in keys for step in ("menu", key))
    assert here in places(compare(line, less))
    assert here in places(compare(less, line))


@given(lines, st.data())
def test_every_two_keys_that_change_places_are_told(line, data):
    """Both keys are mentioned, unless they lead to the same."""
    keys = data.draw(st.sampled_from(every(line.menu)))
    other = data.draw(st.sampled_from([key for key in KEYS if key != keys[-1]]))

    def swap(menu, key):
        options = {other if old == key else key if old == other else old: option for old, option in menu.items()}
        menu.clear()
        menu.update(options)

    new = changed(line, keys, swap)
    here = {tuple(step for key in row for step in ("menu", key)) for row in (keys, (*keys[:-1], other))}
    found = places(compare(line, new))
    if not same(line, new) and line != new:
        assert here <= found
