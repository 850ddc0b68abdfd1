"""The page of figures tells which goals are met, which are not, and what was not measured."""

from datetime import date
from xml.etree import ElementTree

import pytest

from tests.bench.__main__ import main
from tests.bench.figures import QUICK, Figure, Skipped
from tests.bench.plot import plot
from tests.bench.report import machine, report

FOUND: list[Figure | Skipped] = [
    Figure("HTTP", "the line", 0.7, least=0.8, noise=0.04),
    Figure("HTTP", "p99", 1.5, most=2.0),
    Figure("HTTP", "the usual way", 0.4),
    Skipped("HTTP", "Express", "node is not installed"),
]


def test_every_goal_is_told_with_whether_it_is_met():
    """And a figure without a goal is told without one."""
    page = report(FOUND, date(2026, 5, 4), "a machine")
    assert "on 2026-05-04,\non a machine" in page
    assert "| HTTP | the line | 0.70× | at least 0.80× | **no** | ± 2% |" in page
    assert "|  | p99 | 1.50× | at most 2.00× | yes |  |" in page
    assert "|  | the usual way | 0.40× |  |  |  |" in page


def test_what_could_not_be_measured_is_told_with_the_reason():
    """Nobody is to think that it was forgotten."""
    assert "skipped: node is not installed" in report(FOUND, date(2026, 5, 4), "a machine")


@pytest.mark.parametrize(("value", "most", "least", "met"), [(2, 2, None, True), (2.1, 2, None, False),
                                                             (3, None, 3, True), (2.9, None, 3, False)])  # fmt: skip
def test_a_goal_is_met_at_its_limit(value, most, least, met):
    """No more than so much, or no less."""
    assert Figure("a", "b", value, most=most, least=least).is_met is met


def test_the_picture_has_a_bar_for_each_server():
    """As long as its figure says, whatever its name."""
    drawn = ElementTree.fromstring(plot([Figure("HTTP", "a & b", 0.5), Figure("HTTP", "c", 1.0)]))  # noqa: S314
    widths = [float(bar.get("width", "")) for bar in drawn.iter("{http://www.w3.org/2000/svg}rect") if bar.get("x")]
    assert widths[1] == pytest.approx(2 * widths[0])


def test_the_page_and_the_picture_are_written(tmp_path, capsys):
    """With what was told meanwhile."""
    main(tmp_path, QUICK, {"something": lambda folder, effort: FOUND})
    assert machine() in (tmp_path / "benchmarks.md").read_text()
    assert "the usual way" in (tmp_path / "benchmarks.svg").read_text()
    assert "something ..." in capsys.readouterr().out
