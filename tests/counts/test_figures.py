"""What is shown tells of a hidden number that it is below ten, and no more, in any form and however it is added up."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.counts import Cell, chart, programs, table
from ivr.counts.figures import LEAST, OUTCOMES, Figures, Group, days, figures
from tests.counts.conftest import MONDAY, TUESDAY

LABELS = {"1": "Gevaar", "2": "Kosten <&> tijd", "3": "Geweld", "3-2": "Vormen"}
Writers = tuple[Callable[[Figures], str], ...]
PARTS: Writers = tuple(partial(chart.part, group=group) for group in Group)
NARROW: Writers = tuple(partial(chart.part, group=group, paper=chart.NARROW) for group in Group)
WRITERS: Writers = (table.text, programs.as_csv, programs.as_json, chart.svg, *PARTS, *NARROW)
WEEK = days(MONDAY, MONDAY + timedelta(8))
TODAY = WEEK[-1]
LATER = TODAY + timedelta(1)

NAMES = [
    *(("state", state) for state in ("1", "3-1", "waiting-1", "2", "3", "3-2", "7", "8-2", "fallback", "start", "3.s")),
    *((kind, outcome) for kind in ("connecting", "queue") for outcome in OUTCOMES),
    ("call", "begun"),
]
SMALL = st.integers(0, LEAST - 1)
NUMBERS = st.one_of(SMALL, st.integers(0, 40), st.integers(0, 10**7))
COUNTS = st.dictionaries(st.tuples(st.sampled_from(WEEK), st.sampled_from(NAMES)), NUMBERS).map(
    lambda found: {Cell(day, *name): number for (day, name), number in found.items()}
)


def printed(counts, wanted=WEEK, today=LATER) -> list[str]:
    """Everything that can be had of these days, in every form."""
    found = figures(counts, LABELS, wanted, today)
    return [write(found) for write in WRITERS]


ALONE = [("state", "2"), ("state", "3"), ("state", "3-2"), ("state", "7"), ("state", "fallback"), ("call", "begun")]
"""What is shown by itself, and not added to anything else."""


@given(COUNTS, st.sampled_from(WEEK), st.sampled_from(ALONE), SMALL, SMALL, st.integers(0, 8), st.integers(0, 8))
def test_a_hidden_number_could_be_any(counts, day, name, one, other, start, length):
    """With any two numbers below ten in one place, all that is printed is the same, for any days of it."""
    cell, wanted = Cell(day, *name), WEEK[start : start + length + 1]
    for today in (LATER, TODAY):
        assert printed(counts | {cell: one}, wanted, today) == printed(counts | {cell: other}, wanted, today)


@given(COUNTS, st.sampled_from(WEEK), st.data())
def test_all_hidden_numbers_together_could_be_any(counts, day, data):
    """Not even a sum of hidden numbers is told: each can be another at the same time."""
    twin = dict(counts)
    for name in ALONE:
        cell = Cell(day, *name)
        if twin.get(cell, 0) < LEAST:
            twin[cell] = data.draw(SMALL)
    assert printed(twin) == printed(counts)


@given(COUNTS, st.sampled_from(WEEK), st.sampled_from(sorted(OUTCOMES)), st.data())
def test_parts_of_a_hidden_number_are_hidden(counts, day, outcome, data):
    """What rings and what waits in the queue are shown together, and hidden together."""
    ring, queue = Cell(day, "connecting", outcome), Cell(day, "queue", outcome)
    whole = data.draw(st.tuples(SMALL, SMALL).filter(lambda parts: sum(parts) < LEAST))
    assert printed(counts | {ring: whole[0], queue: whole[1]}) == printed(counts | {ring: 0, queue: 0})


@given(COUNTS, st.sampled_from(WEEK), st.sampled_from(["start", "3.s"]), NUMBERS)
def test_what_is_not_shown_changes_nothing(counts, day, state, number):
    """Documents that repeat the choices, or that every call gets, are in no figure: they would tell what is hidden."""
    assert printed(counts | {Cell(day, "state", state): number}) == printed(counts)


@given(COUNTS, st.sampled_from(ALONE), st.integers(1, 10**5), SMALL, SMALL)
def test_today_is_told_in_tens(counts, name, tens, one, other):
    """Who looks twice on one day does not see what one caller did in between."""
    cell = Cell(TODAY, *name)
    shown = [printed(counts | {cell: tens * 10 + ones}, today=TODAY) for ones in (one, other)]
    assert shown[0] == shown[1]


def rows(counts, wanted=(MONDAY, TUESDAY), today=LATER) -> dict[str, list[int | None]]:
    """The figures by name, as programs get them."""
    found = json.loads(programs.as_json(figures(counts, LABELS, wanted, today)))
    return {row["name"]: row["numbers"] for row in found["rows"]}


@pytest.mark.parametrize(("number", "shown"), [(0, None), (9, None), (10, 10), (11, 11), (1234, 1234)])
def test_numbers_from_ten_on_are_shown_as_they_are(number, shown):
    """Of a day that is over; of today, nine and ten are told apart as well, and no more."""
    counts = {Cell(MONDAY, "call", "begun"): number}
    assert rows(counts)["calls"] == [shown, None]
    assert rows(counts, today=MONDAY)["calls"] == [shown and shown // 10 * 10, None]


def test_emergency_guidance_is_one_row():
    """Key 1 means the same in every menu, and in the queue."""
    counts = {Cell(MONDAY, "state", state): 6 for state in ("1", "3-1", "waiting-1", "1.s", "waiting-round-1", "3-10")}
    assert rows(counts)["1"] == [18, None]


def test_an_option_that_is_gone_keeps_its_name():
    """What callers chose in an earlier menu is shown by its state; where all of it is hidden, not even that it was."""
    counts = {Cell(MONDAY, "state", "7"): 12, Cell(MONDAY, "state", "8"): 9, Cell(MONDAY, "state", "7-0"): 50}
    assert rows(counts)["7"] == [12, None]
    assert not {"8", "7-0"} & set(rows(counts))
    assert "7  (staat niet meer in het menu)" in printed(counts)[0]


def test_totals_are_of_what_is_shown():
    """Nobody can subtract a hidden number from a total: it is not in it."""
    counts = {Cell(MONDAY, "call", "begun"): 1200, Cell(TUESDAY, "call", "begun"): 9}
    found = figures(counts, LABELS, (MONDAY, TUESDAY), LATER)
    assert found.rows[0].total == 1200
    assert re.search(r"Gesprekken begonnen +1\.200 +<10\n", table.text(found))
    assert re.search(r"Gesprekken begonnen +1\.200\n", table.text(found))


def test_the_table_is_as_wide_as_a_week():
    """Any number of days can be read on a screen or on paper."""
    lines = table.text(figures({}, LABELS, days(MONDAY, MONDAY + timedelta(29)), LATER)).splitlines()
    assert max(map(len, lines[5:])) <= 84
    assert sum("Gesprekken begonnen" in line for line in lines) == 6


def test_csv_has_a_line_for_each_day_and_row():
    """A spreadsheet reads it, also where a text has a comma or a quote."""
    counts = {Cell(MONDAY, "state", "2"): 12}
    found = list(csv.DictReader(io.StringIO(programs.as_csv(figures(counts, {"2": 'A, "b"'}, (MONDAY,), LATER)))))
    assert {"day": "2026-05-04", "group": "choices", "name": "2", "label": 'A, "b"', "number": "12"} in found
    assert {row["number"] for row in found} == {"12", "<10"}


NAMESPACE = "{http://www.w3.org/2000/svg}"


@given(COUNTS, st.integers(1, 366), st.booleans())
def test_the_chart_is_a_drawing_that_can_be_read_aloud(counts, length, is_today):
    """It is sound SVG with a title and every figure in words; nothing lies outside, and a hidden day has no bar."""
    wanted = days(MONDAY, MONDAY + timedelta(length - 1))
    found = figures(counts, LABELS, wanted, wanted[-1] if is_today else LATER + timedelta(366))
    drawing = ElementTree.fromstring(chart.svg(found))  # noqa: S314 - our own
    width, height = float(drawing.attrib["width"]), float(drawing.attrib["height"])
    title, description = drawing.find(f"{NAMESPACE}title"), drawing.find(f"{NAMESPACE}desc")
    assert title is not None
    assert description is not None
    assert "Tellingen van ma 4-5-2026" in str(title.text)
    assert "Kosten <&> tijd" in str(description.text)
    bars = [bar for bar in drawing.iter(f"{NAMESPACE}rect") if bar.get("class") == "day"]
    assert len(bars) == sum(number is not None for number in found.rows[0].numbers)
    assert all(0 < float(bar.attrib["height"]) <= 160 for bar in bars)
    for bar in drawing.iter(f"{NAMESPACE}rect"):
        if bar.get("class"):
            assert 0 <= float(bar.attrib["x"]) <= width - float(bar.attrib["width"])
    for said in drawing.iter(f"{NAMESPACE}text"):
        assert float(said.attrib["y"]) < height


@pytest.mark.parametrize("writers", [PARTS, NARROW], ids=["wide", "narrow"])
@given(counts=COUNTS, length=st.integers(1, 366))
def test_each_chart_can_be_had_by_itself(writers, counts, length):
    """On one page no two have the same ids; together they draw what the whole does, and nothing lies outside."""
    found = figures(counts, LABELS, days(MONDAY, MONDAY + timedelta(length - 1)), LATER)
    whole, *parts = (ElementTree.fromstring(write(found)) for write in (chart.svg, *writers))  # noqa: S314 - our own
    ids = [named.attrib["id"] for part in parts for named in part.iter() if "id" in named.attrib]
    assert len(ids) == len(set(ids)) == 6
    for part in parts:
        assert set(part.attrib["aria-labelledby"].split()) <= set(ids)
    for part in parts[1:]:
        lines = [float(said.attrib["y"]) for said in part.iter(f"{NAMESPACE}text")]
        assert 13 <= min(lines) <= max(lines) < float(part.attrib["height"])
    for name in ("day", "bar"):
        drawn = [sum(bar.get("class") == name for part in one for bar in part.iter()) for one in ([whole], parts)]
        assert drawn[0] == drawn[1]
    each = [[row.name for row in found.of(group)] for group in Group]
    assert [str(part.findtext(f"{NAMESPACE}desc")).count(": ") for part in parts] == [length, *map(len, each[1:])]


def test_the_days_are_all_those_between():
    """Over a month, a leap day and a year."""
    assert len(days(date(2028, 2, 28), date(2028, 3, 1))) == 3
    assert days(MONDAY, MONDAY) == (MONDAY,)
