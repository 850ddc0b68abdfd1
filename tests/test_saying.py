"""What staff and operators read of hours and periods is what the menu says, and nothing else."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr import saying
from ivr.hours import Hours, Period, Span, moment
from ivr.loader import loads
from ivr.menu import Announcement, Line, Team
from ivr.schedule import WHOLE_DAY, opening, period, zone
from tests.conftest import ROOT

LINE = loads((ROOT / "tests/menus/good/teams.yml").read_text(encoding="utf-8"))
DAY_TEAM, NIGHT_TEAM = LINE.advisor.teams or ()
WEEK = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]
DAYS = ["every_day", "weekdays", "weekend", "monday", "wednesday", "saturday", "sunday", "holidays"]


def team(hours):
    """A team with these hours."""
    return Team(name="Dagteam", numbers=("+31101234568",), hours=hours)


class Reader:
    """Reads hours as staff do: what is said of a day holds for it, and nobody is there on a day that is not told."""

    def __init__(self, parts: tuple[str, ...], line: Line) -> None:
        self.week: dict[str, tuple[Span, ...]] = {}
        self.holidays: tuple[Span, ...] | None = None
        self.dates: dict[date, tuple[Span, ...]] = {}
        for part in parts:
            self.read(part)
        days = dict.fromkeys(map(date.fromisoformat, line.holidays), self.holidays)
        known = {day: spans for day, spans in days.items() if spans is not None}
        self.hours = Hours(tuple(self.week.get(day, ()) for day in WEEK), zone(line), known | self.dates)

    def read(self, part: str) -> None:
        """Take in one part of what is said."""
        part, too, _ = part.partition(", ook op feestdagen")
        if part == "op gewone dagen niet":
            return
        if part == "dag en nacht":
            part = "elke dag de hele dag"
        match = re.fullmatch(r"(?P<days>.*?) (?P<times>niet|de hele dag|van \d+:.*)", part)
        assert match, part
        times = read_times(match["times"])
        if match["days"] == "op feestdagen":
            self.holidays = times
        elif match["days"].startswith("op "):
            self.dates[read_date(match["days"].removeprefix("op "))] = times
        else:
            self.week |= dict.fromkeys(read_days(match["days"]), times)
        self.holidays = times if too else self.holidays


def read_days(said: str) -> list[str]:
    """The days of the week that are meant."""
    if said == "elke dag":
        return WEEK
    first, through, last = said.partition(" tot en met ")
    return WEEK[WEEK.index(first) : WEEK.index(last) + 1] if through else said.split(" en ")


def read_date(said: str) -> date:
    """A date with the name of its month."""
    day, month, year = said.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def read_times(said: str) -> tuple[Span, ...]:
    """The hours of a day."""
    if said in ("niet", "de hele dag"):
        return WHOLE_DAY if said != "niet" else ()
    return tuple(map(read_span, re.split(r", | en ", said)))


def read_span(said: str) -> Span:
    """From one time to another, perhaps of the next day."""
    match = re.fullmatch(r"van (\d+):(\d\d) tot (\d+):(\d\d)( de volgende dag)?", said)
    assert match, said
    hour, minute, until, past = map(int, match.groups()[:4])
    return Span(hour * 60 + minute, until * 60 + past + (24 * 60 if match[5] else 0))


clocks = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6, unique=True).filter(lambda at: len(at) % 2 == 0)


@st.composite
def times(draw):
    """Some parts of a day as operators write them; the last may go on past midnight."""
    marks = sorted(draw(clocks))
    marks = marks[1:] + marks[:1] if draw(st.booleans()) else marks
    written = [f"{at // 60}:{at % 60:02}" for at in marks]
    return ", ".join(f"{start}-{end}" for start, end in zip(written[::2], written[1::2], strict=True))


weeks = st.dictionaries(
    st.sampled_from(DAYS) | st.dates(date(2026, 12, 20), date(2027, 1, 5)).map(str),
    times() | st.sampled_from(["closed", "0:00-24:00", "9:00-17:00", "17:00-24:00"]),
)


@given(hours=weeks, holidays=st.sampled_from([{}, LINE.holidays]))
def test_what_is_said_is_read_back_to_the_same_hours(hours, holidays):
    """Whoever reads the hours knows on which day, holiday and date the telephones ring, to the minute."""
    line = LINE.model_copy(update={"holidays": holidays})
    meant = opening(line, team(hours)) or Hours(
        (WHOLE_DAY,) * 7, zone(line), {date.fromisoformat(one): WHOLE_DAY for one in holidays}
    )
    assert Reader(saying.hours(line, team(hours)), line).hours == meant


@pytest.mark.parametrize(
    ("hours", "said", "briefly"),
    [
        (
            DAY_TEAM.hours,
            "maandag tot en met vrijdag van 9:00 tot 12:30 en van 13:30 tot 17:00; zaterdag van 10:00 tot 14:00; "
            "op feestdagen niet; op 24 december 2026 van 9:00 tot 12:00",
            "ma-vr 9:00-12:30, 13:30-17:00; za 10:00-14:00; soms anders",
        ),
        (
            NIGHT_TEAM.hours,
            "maandag tot en met vrijdag van 17:00 tot 9:00 de volgende dag; zaterdag en zondag de hele dag; "
            "op feestdagen niet",
            "ma-vr 17:00-9:00; za-zo 0:00-24:00",
        ),
        ({}, "dag en nacht, ook op feestdagen", "dag en nacht"),
        ({"every_day": "0:00-24:00"}, "dag en nacht; op feestdagen niet", "dag en nacht"),
        (
            {"every_day": "8:00-20:00", "holidays": "10:00-16:00"},
            "elke dag van 8:00 tot 20:00; op feestdagen van 10:00 tot 16:00",
            "elke dag 8:00-20:00; soms anders",
        ),
        ({"2026-05-05": "9:00-12:00"}, "op gewone dagen niet; op feestdagen niet; op 5 mei 2026 van 9:00 tot 12:00",
         "soms anders"),
        ({"every_day": "closed"}, "op gewone dagen niet; op feestdagen niet", "nooit"),
    ],
)  # fmt: skip
def test_hours_in_plain_dutch(hours, said, briefly):
    """Days that are alike are told together, in the order of the week; then holidays and dates."""
    assert ("; ".join(saying.hours(LINE, team(hours))), saying.briefly(team(hours))) == (said, briefly)


def test_a_line_without_holidays_says_nothing_of_them():
    """Nobody reads that a team is away on holidays that the line does not know."""
    line = LINE.model_copy(update={"holidays": {}})
    assert saying.hours(line, team({"weekdays": "9:00-17:00"})) == ("maandag tot en met vrijdag van 9:00 tot 17:00",)
    assert saying.hours(line, team({})) == ("dag en nacht",)


def announced(start, end):
    """Something that is announced for this long."""
    return Announcement.model_construct(reason="outage", start=start, end=end, text=("Er is een storing.",))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-12-01 9:00", "2026-12-01 12:00", "op 1 december 2026 van 9:00 tot 12:00"),
        ("2026-12-02", "2026-12-02", "op 2 december 2026"),
        ("2026-12-01", "2026-12-03", "van 1 december 2026 tot en met 3 december 2026"),
        ("2026-12-01 9:00", "2026-12-03", "van 1 december 2026 om 9:00 tot en met 3 december 2026"),
        ("2026-12-01", "2027-01-03 0:05", "van 1 december 2026 tot 3 januari 2027 om 0:05"),
        ("2026-12-01 17:00", "2026-12-01", "op 1 december 2026 vanaf 17:00"),
        ("2026-12-01", "2026-12-01 17:00", "op 1 december 2026 tot 17:00"),
    ],
)
def test_periods_in_plain_dutch(start, end, said):
    """A date alone ends with that day, and the words say so."""
    assert saying.period(announced(start, end)) == said


def read_period(said: str) -> Period:
    """A period as staff read it."""
    match = re.fullmatch(
        r"(?:op|van) (?P<first>\d+ \w+ \d+)(?: (?:om|vanaf|van) (?P<start>[\d:]+))?"
        r"(?: tot (?:en met )?(?P<last>\d+ \w+ \d+))?(?: (?:om|tot) (?P<end>[\d:]+))?",
        said,
    )
    assert match, said
    first, last = (read_date(match[name] or match["first"]) for name in ("first", "last"))
    start, end = (f"{day} {match[name] or ''}".strip() for day, name in ((first, "start"), (last, "end")))
    return Period(moment(start, zone(LINE)), moment(end, zone(LINE), end=True))


instants = st.dates(date(2026, 10, 20), date(2026, 11, 2)).flatmap(
    lambda day: st.just(str(day)) | st.times().map(lambda at: f"{day} {at.hour}:{at.minute:02}")
)


@given(instants, instants)
def test_what_is_said_is_read_back_to_the_same_period(start, end):
    """Whoever reads the period knows from which minute to which something is announced."""
    meant = period(LINE, announced(start, end))
    if meant.start < meant.end:
        assert read_period(saying.period(announced(start, end))) == meant
