"""Teams with hours: who is rung at which time, in which order, and what follows when nobody is there."""

import pytest

from tests.calls.clock import DAY, NATIONAL, NIGHT, SECOND, TEAMS, Clock, edited, line_at

DAY_HOURS = """      hours:
        weekdays: 9:00-12:30, 13:30-17:00
        saturday: 10:00-14:00
        holidays: closed
        2026-12-24: 9:00-12:00
"""
NIGHT_TEAM = """    - name: Nachtteam
      hours:
        every_day: 17:00-9:00
        weekend: 0:00-24:00
      numbers:
        - ${NIGHT_NUMBER}
"""

MONDAY_NOON, MONDAY_LUNCH, MONDAY_NIGHT = "2026-05-04 12:00", "2026-05-04 13:00", "2026-05-04 23:00"
CHRISTMAS = "2026-12-25 12:00"


def rung(call):
    """Whose telephones have rung, one time after another."""
    return [dialled.numbers for dialled in call.dialled]


@pytest.mark.parametrize(
    ("clock", "numbers"),
    [
        (MONDAY_NOON, (DAY, SECOND)),
        (MONDAY_NIGHT, (NIGHT,)),
        ("2026-05-05 08:59", (NIGHT,)),
        (MONDAY_LUNCH, (NATIONAL,)),
        ("2026-05-09 11:00", (DAY, SECOND)),
        ("2026-05-09 15:00", (NIGHT,)),
        ("2026-12-24 13:00", (NATIONAL,)),
        (CHRISTMAS, (NATIONAL,)),
    ],
)
def test_who_is_there_is_rung(clock, numbers):
    """By day the day team, by night the night team; between two shifts and on a holiday the national number."""
    call = line_at(clock).call(dials=["no-answer"])
    call.presses("0")
    call.waits()
    assert rung(call)[0] == numbers
    assert call.faults == []


def test_who_does_not_answer_is_followed_by_the_next(tmp_path):
    """Two rounds of the day team, then the night team if it is there, then the national number; then it is said."""
    call = line_at(MONDAY_NOON).call(dials=["no-answer"])
    call.presses("0")
    for _ in range(4):
        call.waits()
    assert rung(call)[:3] == [(DAY, SECOND), (DAY, SECOND), (NATIONAL,)]
    both = edited(tmp_path, ("every_day: 17:00-9:00", "every_day: 0:00-24:00"))
    call = line_at(MONDAY_NOON, both).call(dials=["busy"])
    call.presses("0")
    call.waits()
    assert rung(call) == [(DAY, SECOND), (DAY, SECOND), (NIGHT,), (NIGHT,), (NIGHT,), (NATIONAL,)]
    assert call.hears("Het lukt nu niet.")
    assert not call.ended


def test_the_clock_is_read_when_the_caller_asks():
    """Who called before nine and asks for an advisor after nine gets the day team."""
    clock = Clock("2026-05-05 08:59")
    call = line_at(clock).call(dials=["no-answer"])
    clock.shows = "2026-05-05 09:00"
    call.presses("0")
    call.waits()
    assert rung(call)[0] == (DAY, SECOND)


def test_between_two_rounds_one_and_star_and_zero_work():
    """Who waits can get guidance, go back, or have the telephones rung at once."""
    for key, words in (("1", "Het nummer is één één twee."), ("*", "Geweld: toets 3."), ("0", "Ik verbind u door")):
        call = line_at(MONDAY_NOON).call(dials=["busy", "answered"])
        call.presses("05")
        assert call.hears("Blijf aan de lijn.")
        call.presses(key)
        assert call.hears(words)


def test_the_advisor_hears_what_the_caller_listened_to():
    """With `tell_topic: yes` whoever picks up is told the topic, and presses 1."""
    call = line_at(MONDAY_NOON).call()
    call.presses("320")
    call.waits()
    assert [heard.text for heard in call.whispered] == [
        "Er is een beller voor u.",
        "De beller luisterde naar: Vormen van geweld.",
        "Opnemen: toets 1.",
    ]
    call = line_at(MONDAY_NOON).call()
    call.presses("20")
    call.waits()
    assert "De beller luisterde naar: Wat kost het bellen?" in [heard.text for heard in call.whispered]


def test_the_national_number_is_not_asked():
    """Another organisation's line answers at once; nobody there would press a key."""
    call = line_at(CHRISTMAS).call()
    call.presses("0")
    call.waits()
    assert call.connected_to == NATIONAL
    assert call.whispered == []


def test_from_an_answer_star_leads_back_to_the_answer():
    """Who breaks off the ringing hears again what they listened to."""
    call = line_at(MONDAY_NOON).call(dials=["ringing"])
    call.presses("320")
    call.waits()
    call.presses("*")
    assert call.hears("Slaan.")


def test_nobody_there_and_no_national_number_is_told_at_once(tmp_path):
    """Nobody waits for telephones that do not ring: 112 and a later call are named, and the caller may stay."""
    alone = edited(tmp_path, ("  national: ${NATIONAL_NUMBER}\n", ""))
    call = line_at(CHRISTMAS, alone).call()
    call.presses("0")
    assert call.hears("Het lukt nu niet. Bel straks opnieuw. Is er direct gevaar? Bel één één twee.")
    assert call.dialled == []
    call.waits()
    call.waits()
    assert not call.ended


def test_the_only_team_is_not_rung_when_it_is_closed(tmp_path):
    """One team and nobody else: by night a caller is told at once, and no telephone rings."""
    only = edited(tmp_path, ("  national: ${NATIONAL_NUMBER}\n", ""), (NIGHT_TEAM, ""))
    for clock, numbers in ((MONDAY_NOON, [(DAY, SECOND)]), (MONDAY_NIGHT, [])):
        call = line_at(clock, only).call()
        call.presses("0")
        call.waits()
        assert rung(call) == numbers


def test_a_team_that_is_always_there_is_not_passed_by(tmp_path):
    """The first team in the file is rung first, day and night, also when another one with hours is there."""
    call = line_at(MONDAY_NIGHT, edited(tmp_path, (DAY_HOURS, ""))).call(dials=["busy"])
    call.presses("0")
    call.waits()
    assert rung(call)[:3] == [(DAY, SECOND), (DAY, SECOND), (NIGHT,)]


def test_somebody_comes_in_while_a_caller_stays(tmp_path):
    """Who stays on the line is connected as soon as a team is there."""
    clock = Clock(CHRISTMAS)
    call = line_at(clock, edited(tmp_path, ("  national: ${NATIONAL_NUMBER}\n", ""))).call()
    call.presses("0")
    clock.shows = "2026-12-28 10:00"
    call.waits()
    call.waits()
    assert call.connected_to == DAY


def test_silence_reaches_whoever_is_there():
    """Doing nothing leads to the same telephones as key 0."""
    call = line_at(MONDAY_NIGHT).call()
    call.waits()
    call.waits()
    assert call.connected_to == NIGHT


def test_the_fallback_rings_who_can_be_reached_day_and_night(tmp_path):
    """When all else has failed no clock is asked: a team without hours is rung, or else the first."""
    always = edited(tmp_path, ("      hours:\n        every_day: 17:00-9:00\n        weekend: 0:00-24:00\n", ""))
    for menu, numbers in ((TEAMS, (DAY, SECOND)), (always, (NIGHT,))):
        line = line_at(MONDAY_NOON, menu)
        line._voice = "https://ivr.test/voice/fallback"
        call = line.call()
        assert rung(call) == [numbers]
