"""`ivr call` with a person at the keypad."""

import io

import pytest

from ivr.cli.call import by_keypad
from ivr.simulator import Office
from tests.simulator.conftest import ADVISOR, ORDER, QUEUE, TOKEN, Site, orders_once


@pytest.fixture
def types(line):
    """Type these keys during a call, and give what was on the screen."""

    def run(keys: str, dials=("ringing",)) -> str:
        screen, typed = io.StringIO(), iter(keys)
        by_keypad(line.call(dials=dials), lambda: next(typed), screen)
        assert list(typed) == []
        return screen.getvalue()

    return run


def test_keys_are_pressed_as_they_are_typed(types):
    """A single key press is enough; q hangs up."""
    screen = types("24q")
    assert "(presses 2)" in screen
    assert "Dat nummer is gratis" in screen
    assert screen.rstrip().endswith("(ended)")


def test_enter_is_doing_nothing(types):
    """Enter lets the silence pass."""
    assert "U kunt nu kiezen." in types("\rq")


@pytest.mark.parametrize("typed", ["x", "A", "é", "\t", "\x1b[A"])
def test_what_means_nothing_is_passed_over(types, typed):
    """Letters, arrows and the like press nothing."""
    assert "(presses" not in types(f"{typed}q" if len(typed) == 1 else "zq")


@pytest.mark.parametrize("stop", ["q", "\x03", "\x04", ""])
def test_hanging_up(line, stop):
    """q, Ctrl-C, Ctrl-D and the end of input all hang up."""
    screen = io.StringIO()
    call = line.call()
    by_keypad(call, lambda: stop, screen)
    assert call.ended


def test_the_advisors_side_is_asked_for(types):
    """While it rings, the person at the keypad says what the advisor does."""
    screen = types("0\rb\ra\r")
    assert "[a]nswered, [b]usy, [n]o answer, [f]ailed" in screen
    assert screen.index("Blijf aan de lijn.") < screen.index("(talks with")
    assert "[Enter] the advisor hangs up" in screen


def test_hanging_up_while_it_rings(types):
    """A caller may give up while the telephones ring."""
    assert types("0\rq").rstrip().endswith("(ended)")


def test_playing_the_advisors_for_a_caller_in_a_queue():
    """While telephones ring for who waits, a letter says what the advisors do; keys go on working for the caller."""
    with Office(token=TOKEN) as office:
        site = Site(dict(QUEUE), office=office)
        orders_once(site, ORDER)
        screen, typed = io.StringIO(), iter("x\ra\r\rq")
        by_keypad(site.call(dials=["ringing"]), lambda: next(typed), screen)
    shown = screen.getvalue()
    assert "[0-9 * #] a key, [Enter] wait, [a]nswered, [b]usy, [n]o answer, [f]ailed, [q] hang up:" in shown
    assert f"(talks with {ADVISOR})" in shown
    assert "Klaar." in shown
