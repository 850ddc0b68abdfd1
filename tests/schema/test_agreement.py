"""check-jsonschema and the loader agree: on every example file, but for what only the loader can see."""

import pytest

from tests.conftest import ROOT
from tests.test_loader import BAD, EXPECTED, GOOD

SHIPPED = [ROOT / name for name in ("menus.yml", "ivr/starting.yml", "ivr/built_in.yml")]

ONLY_THE_LOADER = {
    "alias": "is what it refers to, once YAML has been read",
    "anchor": "leaves no trace in a value",
    "tag": "leaves no trace in a value either",
    "directive": "is no part of the menu",
    "cut-off": "what stands behind the # is gone",
    "duplicate": 'to YAML 2 and "2" are two keys',
    "twice": "capitals make two words of Meldcode and meldcode",
    "blank-line": "is the same line break that begins a new line after |",
    "word-in-text": "is a word of the text; only the file shows where it stands",
    "dash-in-text": "is a dash of the text; only the file shows where it stands",
    "missing-space": "a dash with a word right behind it is the beginning of a text",
    "number-spelling": "YAML makes the number 31101234567 of 0031101234567, as of +31101234567",
    "rings-itself": "compares two values",
    "ends-before-start": "compares two values too",
    "times": "says nothing of times that fall over each other",
    "day": "knows no calendar",
    "timezone": "knows no places",
}
"""The rules that no schema can keep, not always at least, and why."""


@pytest.fixture(scope="module")
def unseen(refused) -> dict[str, set[str]]:
    """The bad menus in which the schema sees nothing wrong, with the rules that they break."""
    missed = set(BAD) - refused(BAD)
    return {path.name: {rule for _, _, rule in EXPECTED.findall(path.read_text(encoding="utf-8"))} for path in missed}


def test_what_the_loader_accepts_is_not_underlined(refused):
    """An operator with a good menu sees no mistakes where there are none."""
    assert refused([*GOOD, *SHIPPED]) == set()


def test_what_the_loader_refuses_is_underlined(unseen):
    """A mistake shows while it is typed, unless nothing but the loader can see it."""
    assert [name for name, rules in unseen.items() if not rules <= set(ONLY_THE_LOADER)] == []


def test_no_more_is_left_to_the_loader_than_must_be(unseen):
    """A rule that is said to be out of sight has an example that is."""
    assert set(ONLY_THE_LOADER) - set().union(*unseen.values()) == set()
