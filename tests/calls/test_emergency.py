"""Key 1: what someone in danger hears, from anywhere."""

import pytest

from ivr.steps import Connect
from tests.conftest import ADVISOR

EVERYWHERE = ["", "2", "22", "32", "32#", "43", "432", "44###", "9", "0", "1"]


@pytest.mark.parametrize("keys", EVERYWHERE)
def test_one_leads_to_emergency_guidance_from_anywhere(line, keys):
    """In every menu, during every answer, after a wrong key and before the telephones ring."""
    call = line.call()
    for key in keys:
        call.presses(key)
    call.presses("1")
    assert call.hears("Is er direct gevaar? Bel dan altijd meteen de politie.")
    assert call.hears("Hang nu op, en bel zelf één één twee.")


def test_one_is_one_key_press_away_while_anything_is_being_said(line):
    """Nobody has to listen first: key 1 at the very first second gives guidance."""
    call = line.call()
    call.presses("1")
    assert call.hears("Het nummer is één één twee.")
    assert call.seconds < 10


def test_no_document_dials_anything_but_an_advisor(script):
    """Whatever a caller does, the only telephones that ever ring are those of the advisors (rule 12)."""
    connects = [step for state in script.states.values() for step in state.steps if isinstance(step, Connect)]
    assert {number for step in connects for number in step.ring.numbers} == {ADVISOR}


def test_the_line_never_dials_112(line):
    """A forwarded call carries no location, so the caller is told to dial and nothing is dialled (rule 12)."""
    call = line.call()
    call.presses("1")
    assert call.hears("Deze lijn verbindt niet door met één één twee.")
    assert call.dialled == []


def test_back_from_the_guidance_is_where_the_caller_was(line):
    """Star brings a caller back to the menu they came from."""
    call = line.call()
    call.presses("431*")
    assert call.hears("Wat is een meldcode? Toets 2.")


def test_back_from_the_guidance_in_an_answer_is_the_menu_of_that_answer(line):
    """Who presses 1 during an answer and then star is back in the menu where that answer is."""
    call = line.call()
    call.presses("4321*")
    assert call.hears("Wat is een meldcode? Toets 2.")


def test_two_does_nothing_in_the_guidance(line):
    """In the guidance 1 repeats; 2 is not a choice that anybody was told of."""
    call = line.call()
    call.presses("12")
    assert call.hears("Die toets werkt hier niet.")


def test_the_guidance_can_be_heard_again(line):
    """Who missed it presses 1 once more."""
    call = line.call()
    call.presses("1")
    assert call.hears("Nog een keer: toets 1.")
    call.presses("1")
    assert call.hears("Het nummer is één één twee.")


def test_nothing_promises_that_silence_on_112_brings_help(script):
    """In the Netherlands a silent 112 call may be cut off (rule 11)."""
    assert [text for text in script.prompts() if "stil" in text.lower()] == []
