"""Opening hours and periods by the clock on the wall, also on the nights on which it changes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.hours import Hours, Period, Span, moment, situations, spans

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str, fold: int = 0) -> datetime:
    """A moment by the clock in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


def every_day(text: str, **dates: str) -> Hours:
    """The same hours each day, but for some dates (as `d2026_12_25`)."""
    others = {date.fromisoformat(name[1:].replace("_", "-")): spans(hours) for name, hours in dates.items()}
    return Hours((spans(text),) * 7, AMSTERDAM, others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00-17:00", (Span(540, 1020),)),
        ("09:00 - 12:30, 13:30-17:00", (Span(540, 750), Span(810, 1020))),
        ("13:30–17:00, 9:00–12:30", (Span(540, 750), Span(810, 1020))),
        ("22:00-6:00", (Span(1320, 1800),)),
        ("0:00-24:00", (Span(0, 1440),)),
        ("0:00-0:00", None),
        ("closed", ()),
        ("9-17", None),
        ("9:00-25:00", None),
        ("9:60-17:00", None),
        ("24:00-6:00", None),
        ("9:00", None),
        ("", None),
        ("9:00-12:00, 11:00-17:00", None),
    ],
)
def test_times_of_a_day(text, expected):
    """What people write as opening hours is read, and nothing else."""
    if expected is None:
        with pytest.raises(ValueError, match=r"^(no|over|Invalid|day|month|hour)"):
            spans(text)
    else:
        assert spans(text) == expected


@pytest.mark.parametrize(
    ("clock", "open_"), [("08:59:59", False), ("09:00", True), ("16:59:59", True), ("17:00", False), ("03:00", False)]
)
def test_open_from_the_first_minute_to_the_last(clock, open_):
    """At nine the team is there, at five it is not."""
    assert every_day("9:00-17:00").holds(at(f"2026-05-04 {clock}")) is open_


def test_hours_past_midnight_belong_to_the_day_they_begin():
    """A night shift of Friday goes on into Saturday, and Saturday has none."""
    friday = Hours((*((),) * 4, spans("22:00-6:00"), (), ()), AMSTERDAM)
    assert friday.holds(at("2026-05-08 23:00"))
    assert friday.holds(at("2026-05-09 05:59"))
    assert not friday.holds(at("2026-05-09 06:00"))
    assert not friday.holds(at("2026-05-09 23:00"))
    assert not friday.holds(at("2026-05-08 05:00"))


def test_a_date_goes_before_the_week():
    """On a holiday nobody is there, whatever the day of the week; the night before it is finished all the same."""
    hours = every_day("22:00-6:00", d2026_12_25="closed")
    assert hours.holds(at("2026-12-25 05:00"))
    assert not hours.holds(at("2026-12-25 23:00"))
    assert not hours.holds(at("2026-12-26 05:00"))


def test_the_night_that_has_an_hour_twice():
    """What is open until half past two is open until the later of the two, without a gap."""
    hours = every_day("0:00-2:30")
    start = at("2026-10-25 00:00").astimezone(UTC)
    held = [hours.holds(start + timedelta(minutes=10 * step)) for step in range(30)]
    assert held == [True] * 21 + [False] * 9  # three and a half hours on the clock's hands


def test_the_night_that_misses_an_hour():
    """What opens at half past two opens when that time would have been, and what closes then closes."""
    assert not every_day("2:30-5:00").holds(at("2026-03-29 01:59"))
    assert every_day("2:30-5:00").holds(at("2026-03-29 03:30"))
    assert every_day("0:00-2:30").holds(at("2026-03-29 01:59"))
    assert not every_day("0:00-2:30").holds(at("2026-03-29 03:31"))


def test_day_and_night_has_no_gap_on_any_day_of_the_year():
    """Nobody is turned away for a change of the clock."""
    hours = every_day("0:00-24:00")
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert all(hours.holds(start + timedelta(minutes=15 * step)) for step in range(4 * 24 * 366))


@given(
    week=st.lists(
        st.sampled_from(["closed", "9:00-17:00", "22:00-6:00", "0:00-24:00", "2:30-3:30"]), min_size=7, max_size=7
    ),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
)
def test_nothing_changes_between_two_changes(week, now):
    """Every moment at which a team opens or closes is known beforehand."""
    hours = Hours(tuple(map(spans, week)), AMSTERDAM)
    later = now + timedelta(days=2)
    changes = sorted({now, *hours.changes(now, later), later})
    for begin, end in pairwise(changes):
        assert hours.holds(begin + (end - begin) / 2) == hours.holds(begin)


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("2026-12-24 17:00", False, "2026-12-24T16:00:00+00:00"),
        ("2026-12-24", False, "2026-12-23T23:00:00+00:00"),
        ("2026-12-24", True, "2026-12-24T23:00:00+00:00"),
        ("2026-07-01 9:05", False, "2026-07-01T07:05:00+00:00"),
        ("2026-10-25 2:30", False, "2026-10-25T00:30:00+00:00"),
        ("2026-10-25 2:30", True, "2026-10-25T01:30:00+00:00"),
    ],
)
def test_a_moment_as_people_write_it(text, end, expected):
    """A date alone begins with that day and ends with it; an hour that comes twice begins early and ends late."""
    assert moment(text, AMSTERDAM, end=end).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["24-12-2026", "2026-02-30", "2026-12-24 25:00", "morgen", "", "2026-12-24 9", "2026-13-01"]
)
def test_what_is_no_moment(text):
    """A date that does not exist is none."""
    with pytest.raises(ValueError, match=r"^(no|over|Invalid|day|month|hour)"):
        moment(text, AMSTERDAM)


def test_a_period_begins_and_ends():
    """At its start it holds, at its end it does not any more."""
    period = Period(at("2026-12-24 17:00"), at("2026-12-27 09:00"))
    assert [period.holds(at(f"2026-12-{clock}")) for clock in ("24 16:59", "24 17:00", "27 08:59", "27 09:00")] == [
        False,
        True,
        True,
        False,
    ]


def test_situations_show_every_combination_once():
    """A day team, a night team and a holiday: every way in which they can be there together."""
    day, night = every_day("9:00-17:00"), every_day("17:00-9:00", d2026_05_06="closed")
    found = list(situations([day, night], at("2026-05-04 12:00"), days=7))
    assert [(day.holds(instant), night.holds(instant)) for instant in found] == [
        (True, False),
        (False, True),
        (False, False),
    ]
