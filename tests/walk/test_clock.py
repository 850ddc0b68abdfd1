"""The moments at which a line is walked show all that the clock makes of it, also on the nights on which it changes."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.conversation import compile_script
from ivr.loader import load
from ivr.numbers import with_numbers
from ivr.schedule import somebody, zone
from ivr.walk.clock import ahead, now_alone
from tests.calls.clock import NUMBERS, TEAMS
from tests.walk.conftest import NOW, hourly

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WINTER, SUMMER = "2026-10-25", "2026-03-29"
"""The nights on which the clock changes: half past two comes twice, or not at all."""


def at(clock: str, fold: int = 0) -> datetime:
    """A moment by the clock in Amsterdam."""
    return datetime.fromisoformat(clock).replace(tzinfo=AMSTERDAM, fold=fold)


def clocks(times) -> list[str]:
    """The moments as they stand in the report, without seconds."""
    return [one.at.isoformat(timespec="minutes") for one in times.moments]


def test_a_line_without_hours_is_walked_once(walk):
    """Nothing in it depends on the clock, for ever."""
    times = walk.subject.times
    assert (clocks(times), times.depends, times.until) == (["2026-05-04T10:00+02:00"], False, None)


def test_a_server_that_runs_is_walked_as_it_is_now(walk_text):
    """Its clock cannot be set, so nothing is said of other hours."""
    walk = walk_text(hourly("9:00-17:00"))
    night = at("2026-05-04 23:00")
    times = now_alone(walk.subject.script, night, AMSTERDAM, lambda _: False)
    assert (clocks(times), times.depends, times.until) == (["2026-05-04T23:00+02:00"], True, None)
    assert list(times.unattended()) == []


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ("0:00-2:30", f"{WINTER} 00:10", ["2026-10-25T00:10+02:00", "2026-10-25T02:30+01:00"]),
        ("2:30-4:00", f"{WINTER} 00:10", ["2026-10-25T00:10+02:00", "2026-10-25T02:30+02:00"]),
        ("2:30-2:45", f"{WINTER} 00:10", ["2026-10-25T00:10+02:00", "2026-10-25T02:30+02:00"]),
        ("0:00-2:30", f"{SUMMER} 00:10", ["2026-03-29T00:10+01:00", "2026-03-29T03:30+02:00"]),
        ("2:30-4:00", f"{SUMMER} 00:10", ["2026-03-29T00:10+01:00", "2026-03-29T03:30+02:00"]),
    ],
)
def test_the_nights_on_which_the_clock_changes(walk_text, hours, now, expected):
    """What opens in an hour that comes twice is walked in the first, what closes in the second; a lost one never."""
    assert clocks(walk_text(hourly(hours), at(now)).subject.times) == expected


@given(minutes=st.integers(0, 200 * 24 * 60))
def test_every_combination_of_hours_and_announcements_is_walked(teams, minutes):
    """Whatever the moment within the year ahead, the line is then as at one of the moments that are walked."""
    script, times = teams
    instant = NOW.timestamp() + minutes * 60
    moment = datetime.fromtimestamp(instant, UTC)
    choices = [name for name, state in script.states.items() if state.chooses]
    number = [number for since, number in times.course if since.timestamp() <= instant][-1]
    walked = times.moments[number].instant
    assert [script.at(name, moment) for name in choices] == [script.at(name, walked) for name in choices]


@pytest.fixture(scope="module")
def teams():
    """The menu with teams, compiled, and the moments at which it is walked."""
    line = with_numbers(load(TEAMS), NUMBERS)
    script = compile_script(line)
    return script, ahead(script, NOW, zone(line), partial(somebody, line))
