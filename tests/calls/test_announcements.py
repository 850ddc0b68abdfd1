"""Announcements: told for as long as they last, and never in the way of 112."""

import pytest

from tests.calls.clock import Clock, edited, line_at

ORDINARY, OUTAGE, EVACUATED = "2026-11-30 10:00", "2026-12-01 10:00", "2026-12-02 10:00"


def opening(clock):
    """What is said when the call begins."""
    return [heard.text for heard in line_at(clock).call().listens()]


def test_on_an_ordinary_day_nothing_is_announced():
    """The welcome, danger, an advisor, the choices."""
    assert opening(ORDINARY) == [
        "Goedendag. Dit is Veilig Thuis.",
        "Is er gevaar? Bel één één twee. Uitleg: toets 1.",
        "Een adviseur spreken? Toets 0, of blijf aan de lijn.",
        "Wat kost het bellen? Toets 2.",
        "Geweld: toets 3.",
    ]


def test_an_announcement_comes_after_112_and_before_the_menu():
    """During an outage callers hear of it, and can do everything that they always can."""
    said = opening(OUTAGE)
    assert said[1:3] == ["Is er gevaar? Bel één één twee. Uitleg: toets 1.", "Er is een storing. Wachten duurt langer."]
    assert said[-1] == "Geweld: toets 3."
    call = line_at(OUTAGE).call()
    call.presses("2")
    assert call.hears("Bellen is gratis.")


@pytest.mark.parametrize("clock", ["2026-12-01 08:59", "2026-12-01 12:00", "2026-12-03 00:00"])
def test_an_announcement_that_is_over_is_silent(clock):
    """Before it begins and after it ends nobody hears of it."""
    assert opening(clock) == opening(ORDINARY)


def test_an_announcement_can_take_the_menus_place():
    """The building is empty: there is nothing to choose but guidance and an advisor."""
    assert opening(EVACUATED) == [
        "Goedendag. Dit is Veilig Thuis.",
        "Is er gevaar? Bel één één twee. Uitleg: toets 1.",
        "Ons gebouw is ontruimd.",
        "Bel later opnieuw.",
        "Een adviseur spreken? Toets 0, of blijf aan de lijn.",
    ]
    call = line_at(EVACUATED).call()
    call.presses("2")
    assert call.hears("Die toets werkt hier niet.")


def test_key_one_gives_guidance_from_an_announcement():
    """No announcement takes 112 away, and back is the announcement again."""
    call = line_at(EVACUATED).call()
    call.presses("1")
    assert call.hears("Het nummer is één één twee.")
    call.presses("*")
    assert call.hears("Ons gebouw is ontruimd.")
    call.presses("*")
    assert call.hears("Ons gebouw is ontruimd.")


def test_doing_nothing_leads_to_an_advisor_all_the_same():
    """Whoever stays silent during an announcement reaches a person."""
    call = line_at(EVACUATED).call()
    call.waits()
    assert [heard.text for heard in call.listens()] == [
        "U kunt nu kiezen. Ik zeg het nog een keer.",
        "Is er gevaar? Bel één één twee. Uitleg: toets 1.",
        "Een adviseur spreken? Toets 0, of blijf aan de lijn.",
    ]
    call.waits()
    assert call.connected_to


def test_who_is_in_the_menu_when_it_is_replaced_goes_back_to_what_is_true_now():
    """A caller who hears an answer while the building is cleared gets the announcement on the way back."""
    clock = Clock("2026-12-01 23:59")
    call = line_at(clock).call()
    call.presses("32")
    clock.shows = EVACUATED
    call.presses("*")
    assert call.hears("Vormen van geweld: toets 2.")
    call.presses("*")
    assert call.hears("Ons gebouw is ontruimd.")


def test_the_first_of_two_announcements_is_heard(tmp_path):
    """Where two are true at once, the file says which one counts."""
    both = edited(tmp_path, ("start: 2026-12-02\n    end: 2026-12-02", "start: 2026-12-01\n    end: 2026-12-02"))
    assert "Er is een storing." in " ".join(heard.text for heard in line_at(OUTAGE, both).call().listens())
