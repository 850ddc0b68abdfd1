"""What a reviewer reads of announcements, holidays and the clock of the line."""

import pytest

from ivr.difference import compare
from ivr.loader import loads
from tests.difference.menus import PLAIN, TEAMS, edit, edited

ANNOUNCED = TEAMS[TEAMS.index("announcements:") : TEAMS.index("emergency:")]


def test_announcements_that_are_new():
    """When callers hear it, where in the call, and what it says."""
    first, second = compare(loads(TEAMS.replace(ANNOUNCED, "")), loads(TEAMS))
    assert first.sentence == (
        "Nieuwe mededeling, op 1 december 2026 van 9:00 tot 12:00: bellers horen haar na 112, voor het menu."
    )
    assert (first.kind, first.wordt) == ("announcement", "Er is een storing. Wachten duurt langer.")
    assert second.sentence == (
        "Nieuwe mededeling, op 2 december 2026: bellers horen haar na 112, in plaats van het menu."
    )
    assert second.wordt == "Ons gebouw is ontruimd.\nBel later opnieuw."


def test_announcements_that_are_gone():
    """The same for what callers will not hear any more."""
    gone = edited(ANNOUNCED, "", TEAMS)
    assert [(change.sentence, change.wordt, change.kind) for change in gone] == [
        ("De mededeling op 1 december 2026 van 9:00 tot 12:00 is weg.", None, "announcement"),
        ("De mededeling op 2 december 2026 is weg.", None, "announcement"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence", "word", "heard"),
    [
        (
            "end: 2026-12-01 12:00",
            "end: 2026-12-01 13:00",
            "De mededeling ‘Er is een storing. Wachten duurt langer.’ horen bellers op een andere tijd.",
            "end",
            True,
        ),
        (
            "Bel later opnieuw.",
            "Bel morgen opnieuw.",
            "De mededeling op 2 december 2026, alinea 2, zegt iets anders.",
            "text",
            True,
        ),
        (
            "    place: instead_of_menu\n",
            "",
            "De mededeling op 2 december 2026 komt nu voor het menu: bellers krijgen daarna ook de keuzes.",
            "place",
            True,
        ),
        (
            "reason: outage",
            "reason: holiday",
            "De mededeling op 1 december 2026 van 9:00 tot 12:00 heeft een andere reden (reason): bellers horen deze "
            "reden niet.",
            "reason",
            False,
        ),
    ],
)
def test_what_changes_in_an_announcement(old, new, sentence, word, heard):
    """What was edited is told as that, and not as one announcement that is gone and another that is new."""
    change = edit(old, new)
    assert (change.sentence, change.path[2], change.heard) == (sentence, word, heard)


def test_a_period_is_shown_in_words():
    """A reviewer reads the old and the new time below each other; the same time written otherwise is none."""
    change = edit("end: 2026-12-01 12:00", "end: 2026-12-01")
    assert (change.was, change.wordt) == (
        "op 1 december 2026 van 9:00 tot 12:00",
        "op 1 december 2026 vanaf 9:00",
    )
    assert edited("start: 2026-12-01 9:00", "start: 2026-12-01 09:00", TEAMS) == []


@pytest.mark.parametrize(
    ("start", "heard", "remark"),
    [
        ("2026-12-02", False, "bellers merken er niets van"),
        ("2026-12-01", True, "gelden er twee tegelijk, dan horen bellers alleen de eerste"),
    ],
)
def test_announcements_in_another_order(start, heard, remark):
    """Which comes first counts only where two are true at the same time."""
    old = ANNOUNCED.replace("start: 2026-12-02", f"start: {start}")
    first, second = old.rstrip().split("\n  - ")[1:]
    new = f"announcements:\n  - {second}\n  - {first}\n\n"
    change = edit(old, new, TEAMS.replace(ANNOUNCED, old))
    assert change.sentence == f"De mededelingen staan in een andere volgorde: {remark}."
    assert change.heard == heard


def test_holidays_that_are_new_gone_or_called_otherwise():
    """A reviewer reads which hours count on those days, and that nobody hears the names."""
    new = TEAMS.replace("  2026-12-25: Eerste kerstdag\n", "  2027-01-01: Nieuwjaar\n").replace("Tweede", "2e")
    changes = compare(loads(TEAMS), loads(new))
    assert [(change.sentence, change.was, change.wordt, change.heard) for change in changes] == [
        (
            "Nieuwe feestdagen (holidays). Dan gelden van elk team de uren voor feestdagen; zonder die uren is het "
            "team er niet.",
            None,
            "1 januari 2027: Nieuwjaar",
            True,
        ),
        (
            "Geen feestdagen meer (holidays). Dan gelden de gewone uren van de teams.",
            "25 december 2026: Eerste kerstdag",
            None,
            True,
        ),
        (
            "Feestdagen die anders heten (holidays). Bellers horen deze namen niet.",
            "26 december 2026: Tweede kerstdag",
            "26 december 2026: 2e kerstdag",
            False,
        ),
    ]


def test_the_clock_of_the_line():
    """Another time zone moves all hours and all announcements."""
    change = edit("Europe/Amsterdam", "America/Curacao")
    assert "De uren van de teams en de tijden van de mededelingen gaan naar deze klok." in change.sentence
    assert (change.was, change.wordt, change.heard) == ("Europe/Amsterdam", "America/Curacao", True)


@pytest.mark.parametrize(
    ("new", "remark"),
    [
        ("timezone: UTC\n", "Er zijn geen uren en geen mededelingen: bellers merken er niets van."),
        ("holidays:\n  2026-12-25: Kerst\n", "Er zijn geen teams met uren: bellers merken er niets van."),
    ],
)
def test_without_hours_nobody_notices(new, remark):
    """Holidays and the clock do nothing for a line of which one group is rung day and night."""
    change = edit("language:", f"{new}language:", PLAIN)
    assert (change.heard, change.sentence.endswith(remark)) == (False, True)
