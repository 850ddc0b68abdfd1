"""What a reviewer reads of a team that is there at other hours."""

import pytest

from tests.difference.menus import TEAMS, edit, edited

WEEKDAYS = "weekdays: 9:00-12:30, 13:30-17:00"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            WEEKDAYS,
            f"{WEEKDAYS}\n        monday: 9:00-18:00",
            "op maandag was 9:00-12:30, 13:30-17:00, wordt 9:00-18:00",
        ),
        (
            f"{WEEKDAYS}\n        saturday: 10:00-14:00",
            "every_day: 9:00-17:00",
            "op maandag tot en met vrijdag was 9:00-12:30, 13:30-17:00, wordt 9:00-17:00; op zaterdag was 10:00-14:00, "
            "wordt 9:00-17:00; op zondag was gesloten, wordt 9:00-17:00",
        ),
        ("holidays: closed", "holidays: 10:00-12:00", "op feestdagen was gesloten, wordt 10:00-12:00"),
        ("2026-12-24: 9:00-12:00", "2026-12-24: closed", "op 24 december 2026 was 9:00-12:00, wordt gesloten"),
        (
            "        2026-12-24: 9:00-12:00\n",
            "",
            "op 24 december 2026 was 9:00-12:00, wordt 9:00-12:30, 13:30-17:00",
        ),
        (
            "2026-12-24: 9:00-12:00",
            "2026-12-24: 9:00-12:00\n        2026-12-25: 9:00-12:00",
            "op 25 december 2026 was gesloten, wordt 9:00-12:00",
        ),
    ],
)
def test_other_hours_are_told_day_by_day(old, new, told):
    """A reviewer need not compare two rosters: what it was and what it will be, on the days that differ."""
    change = edit(old, new)
    assert change.sentence == f"Toets 0 (Adviseur), team ‘Dagteam’: andere uren (hours); {told}."
    assert (change.kind, change.path, change.heard) == ("ring", ("advisor", "teams", 0, "hours"), True)


def test_the_whole_roster_is_shown_in_words():
    """Under the sentence stand the hours as they were and as they will be."""
    change = edit("every_day: 17:00-9:00", "every_day: 17:00-8:00")
    was = (
        "maandag tot en met vrijdag van 17:00 tot 9:00 de volgende dag",
        "zaterdag en zondag de hele dag",
        "op feestdagen niet",
    )
    assert change.was == "\n".join(was)
    assert change.wordt == "\n".join(was).replace("9:00", "8:00")


def test_a_team_that_is_there_day_and_night_from_now_on():
    """Hours that are taken away mean day and night, and that is told like any other hours."""
    change = edit("      hours:\n        every_day: 17:00-9:00\n        weekend: 0:00-24:00\n", "")
    assert change.sentence.endswith(
        "op maandag tot en met vrijdag was 17:00-9:00, wordt 0:00-24:00; op feestdagen was gesloten, wordt 0:00-24:00."
    )
    assert change.wordt == "dag en nacht, ook op feestdagen"


@pytest.mark.parametrize(
    "written",
    [
        "weekdays: 09:00 - 12:30, 13:30 - 17:00",
        "weekdays: 13:30-17:00, 9:00-12:30",
        "every_day: 9:00-12:30, 13:30-17:00\n        sunday: closed",
    ],
)
def test_the_same_hours_in_other_words_change_nothing(written):
    """Layout is not heard."""
    assert edited(WEEKDAYS, written, TEAMS) == []


def test_a_date_that_makes_no_difference_is_told_as_that():
    """A reviewer reads that callers notice nothing of an exception that is none."""
    change = edit("2026-12-24: 9:00-12:00", "2026-12-24: 9:00-12:00\n        2026-12-26: closed")
    assert change.sentence.endswith("andere uren (hours); bellers merken daar niets van.")
    assert not change.heard
