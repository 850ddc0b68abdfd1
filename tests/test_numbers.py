"""The telephone numbers that menus.yml leaves to the administrator."""

import pytest

from ivr import loader
from ivr.numbers import with_known_numbers, with_numbers
from ivr.publishing import built_in
from ivr.settings import SettingsError
from tests.conftest import ADVISOR, LINE, NUMBERS, ROOT


@pytest.fixture(scope="module")
def menu():
    """The shipped menu as it stands in the file."""
    return loader.load(ROOT / "menus.yml")


def test_numbers_come_from_the_environment(menu):
    """What the menu calls ${NAME} becomes a number, and nothing else changes."""
    line = with_numbers(menu, NUMBERS | {"OTHER": "x"})
    assert (line.number, line.advisor.telephones) == (LINE, (ADVISOR,))
    assert line.menu == menu.menu


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["", " ", "112", "0900-1234", "010 123 45 67", "+31", "abc"])
def test_a_number_that_is_missing_or_bad_stops_the_start(menu, name, value):
    """One line names the variable and says what is wrong, without repeating a number that may be secret."""
    with pytest.raises(SettingsError, match=rf"^{name} is [^\n]+$") as refused:
        with_numbers(menu, NUMBERS | {name: value})
    assert value.strip() == "" or len(value) < 4 or value not in str(refused.value)


def test_the_number_of_the_line_may_be_toll_free(menu):
    """The line's own number is only shown, so it may be an 0800 number; one that is rung may not."""
    assert with_numbers(menu, NUMBERS | {"LINE_NUMBER": "+318002000"}).number == "+318002000"
    with pytest.raises(SettingsError, match="ADVISOR_NUMBER is no"):
        with_numbers(menu, NUMBERS | {"ADVISOR_NUMBER": "+318002000"})


def test_spaces_around_a_number_are_not_part_of_it(menu):
    """What was pasted with a space is rung without it."""
    assert with_numbers(menu, NUMBERS | {"ADVISOR_NUMBER": f" {ADVISOR} "}).advisor.telephones == (ADVISOR,)


def test_every_missing_number_is_named_at_once(menu):
    """An administrator is not sent back twice."""
    with pytest.raises(SettingsError, match=r"LINE_NUMBER is[^\n]*\nADVISOR_NUMBER is"):
        with_numbers(menu, {})


def test_a_line_never_rings_itself(menu):
    """A caller who is connected to the line's own number would go round in circles."""
    with pytest.raises(SettingsError, match="circle"):
        with_numbers(menu, {"LINE_NUMBER": LINE, "ADVISOR_NUMBER": LINE})


@pytest.mark.parametrize(
    ("numbers", "rung"),
    [(NUMBERS, (ADVISOR,)), ({}, ()), ({"ADVISOR_NUMBER": ADVISOR}, ()), ({"LINE_NUMBER": LINE}, ()),
     (NUMBERS | {"ADVISOR_NUMBER": "112"}, ()), (NUMBERS | {"ADVISOR_NUMBER": LINE}, ())],
)  # fmt: skip
def test_the_built_in_line_rings_only_what_it_can(numbers, rung):
    """Without a number of its own the line would show the caller's, so then nobody is rung."""
    assert with_known_numbers(built_in(), numbers).advisor.telephones == rung
