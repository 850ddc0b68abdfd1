"""A caller who does nothing, or presses what does nothing, reaches a person."""

import pytest

from tests.conftest import ADVISOR


def test_silence_leads_to_an_advisor(line):
    """A caller who does nothing at all reaches a person."""
    call = line.call()
    call.waits()
    assert call.hears("U kunt nu kiezen")
    call.waits()
    assert call.connected_to == ADVISOR


def test_after_silence_the_choices_are_said_again_without_the_greeting(line):
    """The choices come once more; the organisation need not be named again."""
    call = line.call()
    call.waits()
    assert call.hears("Wilt u een adviseur? Dan hoeft u niets te doen.")
    assert call.hears("Bellen en privacy: toets 2.")
    assert sum("Goedendag" in heard.text for heard in call.heard) == 1


def test_silence_lasts_seven_seconds(line):
    """A caller has seven seconds after the last choice before anything happens (rule 7)."""
    call = line.call()
    call.hears("toets 4.")
    asked = call.seconds
    call.waits()
    assert call.seconds == pytest.approx(asked + 7)
    assert call.hears("U kunt nu kiezen")


def test_wrong_keys_get_the_choices_twice_and_then_an_advisor(line):
    """A caller who keeps pressing what does nothing is helped by a person after two friendly tries (rule 6)."""
    call = line.call()
    for _ in range(2):
        call.presses("9")
        assert call.hears("Die toets werkt hier niet. Ik zeg de keuzes nog een keer.")
        assert call.hears("Bellen en privacy: toets 2.")
    call.presses("9")
    assert call.hears("Ik verbind u door met een adviseur.")
    call.waits()
    assert call.connected_to == ADVISOR


def test_a_silence_does_not_use_up_a_wrong_key(line):
    """Silence and wrong keys are counted apart: one of each still leaves a try."""
    call = line.call()
    call.waits()
    for _ in range(2):
        call.presses("9")
        assert call.hears("Die toets werkt hier niet")
    call.presses("9")
    assert call.hears("Ik verbind u door met een adviseur.")


def test_a_right_key_starts_counting_anew(line):
    """What went wrong in one menu is forgotten in the next."""
    call = line.call()
    call.presses("99")
    call.presses("3")
    call.presses("99")
    assert call.hears("Die toets werkt hier niet")
    assert call.hears("Vormen van geweld: toets 2.")


@pytest.mark.parametrize("key", ["2", "9", "#", "0"])
def test_pressing_one_key_for_ever_ends_at_an_advisor(line, key):
    """A telephone against a cheek, or a child that keeps pressing, reaches a person once the pressing stops."""
    call = line.call()
    for _ in range(12):
        if call.connected_to:
            break
        call.presses(key)
    call.waits()
    call.waits()
    assert call.connected_to == ADVISOR


@pytest.mark.parametrize("keys", ["", "2", "22", "32", "43", "432", "1", "21", "441"])
def test_silence_anywhere_leads_to_an_advisor(line, keys):
    """In every menu, after every answer and after the emergency guidance, doing nothing leads to a person."""
    call = line.call()
    if keys:
        call.presses(keys)
    call.waits()
    assert call.hears("U kunt nu kiezen")
    call.waits()
    assert call.connected_to == ADVISOR
