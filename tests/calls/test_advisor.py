"""Being connected: who is rung, what the caller hears meanwhile, and every way in which it can go wrong."""

import pytest

from tests.conftest import ADVISOR, CALLER, LINE

NO_CONVERSATION = ["busy", "no-answer", "failed", "canceled", "completed-unbridged", "not-accepted", "missing"]


def test_zero_connects_to_an_advisor(line):
    """Key 0 leads to a person."""
    call = line.call()
    call.presses("0")
    assert call.hears("Ik verbind u door met een adviseur. U kunt op elk moment ophangen.")
    call.waits()
    assert call.connected_to == ADVISOR


@pytest.mark.parametrize("keys", ["0", "20", "320", "4320", "10", "44#0"])
def test_zero_connects_from_anywhere(line, keys):
    """From every menu and answer the advisor is one key away."""
    call = line.call()
    call.presses(keys)
    call.waits()
    assert call.connected_to == ADVISOR


def test_the_advisor_sees_the_number_of_the_line(line):
    """The caller's number is never shown to anyone."""
    call = line.call()
    call.presses("0")
    call.waits()
    assert [dial.caller_id for dial in call.dialled] == [LINE]
    assert CALLER not in str(call.dialled)


def test_after_a_conversation_the_call_ends(line):
    """When the advisor and the caller have said goodbye, nothing more is said."""
    call = line.call()
    call.presses("0")
    call.waits()
    call.advisor_hangs_up()
    assert call.ended


@pytest.mark.parametrize("outcome", NO_CONVERSATION)
def test_whatever_goes_wrong_it_is_tried_again(line, outcome):
    """Busy, no answer, failed, cancelled, picked up but not connected, or no result at all: the next round rings."""
    call = line.call(dials=[outcome, "answered"])
    call.presses("0")
    call.waits()
    assert call.hears("Blijf aan de lijn. Wij helpen u zo snel mogelijk.")
    assert call.connected_to == ADVISOR


@pytest.mark.parametrize("outcome", NO_CONVERSATION)
def test_after_three_rounds_the_caller_hears_the_national_number_and_can_choose(line, outcome):
    """It is said that it does not work now, which number to dial later, and what to do in danger."""
    call = line.call(dials=[outcome])
    call.presses("0")
    call.waits()
    assert call.hears("Het lukt nu niet om u door te verbinden. Bel straks opnieuw: nul achthonderd, tweeduizend.")
    assert call.hears("Bel één één twee.")
    assert call.hears("Terug: toets sterretje.")
    assert len(call.dialled) == 3
    call.presses("*")
    assert call.hears("Bellen en privacy: toets 2.")


def test_who_stays_on_the_line_is_never_hung_up_on(line):
    """A caller who keeps waiting is connected again and again."""
    call = line.call(dials=["no-answer"] * 6 + ["answered"])
    for _ in range(10):
        call.waits()
    assert call.connected_to == ADVISOR
    assert len(call.dialled) == 7


def test_while_waiting_for_the_next_round_one_gives_emergency_guidance(line):
    """Who gets into danger while waiting is told at once to hang up and dial 112."""
    call = line.call(dials=["busy"])
    call.presses("205")
    assert call.hears("Blijf aan de lijn.")
    call.presses("1")
    assert call.hears("Hang nu op, en bel zelf één één twee.")


def test_while_waiting_for_the_next_round_star_leads_back(line):
    """Who does not want to wait returns to the menu they came from."""
    call = line.call(dials=["busy"])
    call.presses("205")
    assert call.hears("Blijf aan de lijn.")
    call.presses("*")
    assert call.hears("Wat kost het bellen? Toets 4.")


def test_pressing_keys_while_being_connected_connects_at_once(line):
    """Impatient keys never keep anyone from an advisor."""
    call = line.call()
    call.presses("05")
    call.waits()
    assert call.connected_to == ADVISOR


def test_who_picks_up_is_asked_before_the_caller_is_connected(line):
    """A private voicemail never answers a caller: somebody must press 1."""
    call = line.call()
    call.presses("0")
    call.waits()
    assert [heard.text for heard in call.whispered] == ["Er is een beller voor u.", "Opnemen: toets 1."]
    assert call.connected_to == ADVISOR


def test_star_while_it_rings_leads_back(line):
    """Who does not want to wait any longer is in the menu again."""
    call = line.call(dials=["ringing"])
    call.presses("20")
    call.waits()
    call.presses("*")
    assert call.hears("Bellen en privacy.")
    assert call.hears("Blijft mijn melding anoniem? Toets 2.")


def test_a_conversation_that_falls_away_is_offered_again(line):
    """Whoever is cut off at once hears so, and by doing nothing is connected again."""
    call = line.call(dials=["dropped", "answered"])
    call.presses("0")
    call.waits()
    call.advisor_hangs_up()
    assert call.hears("De verbinding met de adviseur is weggevallen.")
    assert call.hears("Adviseur: toets 0, of blijf aan de lijn.")
    call.waits()
    call.waits()
    assert call.connected_to == ADVISOR
