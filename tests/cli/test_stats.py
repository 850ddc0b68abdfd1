"""`ivr stats`: an operator sees how much was called and chosen, and of no caller anything."""

import json
from datetime import timedelta, timezone
from importlib import import_module

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.counts import Cell
from ivr.counts.store import store_at
from tests.cli.conftest import PLAIN
from tests.counts.conftest import MONDAY, TUESDAY, cluster, postgresql
from tests.counts.database import PASSWORD

__all__ = ["cluster", "postgresql"]

COMMAND = import_module("ivr.cli.stats")
CALLS = Cell(MONDAY, "call", "begun")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command in a folder with a small menu, on the Wednesday after, and give all that it prints."""
    monkeypatch.setenv("IVR_STATE", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(COMMAND, "today_of", lambda clock: TUESDAY + timedelta(1))
    (tmp_path / "menus.yml").write_text(PLAIN, encoding="utf-8")

    def stats(*arguments: str, status: int = 0) -> str:
        result = CliRunner().invoke(main, ["stats", *arguments])
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.output

    return stats


@pytest.fixture
def counted(tmp_path):
    """Count things before the command is run."""

    def count(numbers: dict[Cell, int], url: str | None = None) -> None:
        store_at(url, tmp_path / "var").add(numbers)

    return count


def test_a_week_is_shown_with_the_texts_of_the_options(run, counted):
    """Without anything asked: the last seven days, by option and by what became of connecting."""
    counted({CALLS: 1234, Cell(MONDAY, "state", "3-2"): 45, Cell(MONDAY, "queue", "conversation"): 67})
    shown = run()
    assert shown.startswith("Tellingen van do 30-4-2026 tot en met wo 6-5-2026\n")
    for words, number in (
        ("Gesprekken begonnen", "1.234"),
        ("3-2  Vormen van geweld", "45"),
        ("Gesprek met een", "67"),
    ):
        assert any(words in line and number in line for line in shown.splitlines()), words
    assert "wo 6-5-2026 is nog niet voorbij" in shown


def test_a_period_is_as_long_as_it_is_asked_for(run, counted):
    """Days are written as people do; what lies outside is not in it."""
    counted({CALLS: 20, CALLS._replace(day=TUESDAY): 30})
    for since in ("2026-05-05", "5-5-2026"):
        shown = json.loads(run("--from", since, "--until", "2026-05-05", "--format", "json"))
        assert shown["days"] == ["2026-05-05"]
        assert shown["rows"][0]["numbers"] == [30]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2026-05-05", "--until", "2026-05-04"), "ligt na de laatste"),
        (("--from", "2026-06-01"), "ligt na de laatste"),
        (("--from", "gisteren"), "'gisteren' is geen dag"),
        (("--from", "31-2-2026"), "is geen dag"),
        (("--from", "2020-01-01"), "hooguit 366 dagen"),
    ],
)
def test_a_period_that_cannot_be_is_told(run, arguments, told):
    """One line in Dutch says what is wrong with it."""
    assert told in run(*arguments, status=2)


@pytest.mark.parametrize("form", ["text", "csv", "json", "svg"])
def test_a_line_without_calls_has_figures_too(run, tmp_path, form):
    """Before the first call nothing fails, nothing is shown, and no file is made."""
    shown = run("--format", form)
    assert ("null" if form == "json" else "&lt;10" if form == "svg" else "<10") in shown
    assert not (tmp_path / "var").exists()


def test_a_chart_is_written_to_a_file(run, counted, tmp_path):
    """To be printed, or put into a report."""
    counted({CALLS: 20})
    run("--format", "svg", "--out", str(tmp_path / "week.svg"))
    assert (tmp_path / "week.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_a_menu_with_a_mistake_hides_no_figures(run, counted, tmp_path):
    """What was published last names the options then; without that, their states do."""
    counted({Cell(MONDAY, "state", "3-2"): 45})
    assert CliRunner().invoke(main, ["publish"]).exit_code == 0
    (tmp_path / "menus.yml").write_text("nothing", encoding="utf-8")
    assert "3-2  Vormen van geweld" in run()
    for path in (tmp_path / "var/editions").iterdir():
        path.unlink()
    assert "3-2  (staat niet meer in het menu)" in run()


def test_counts_of_several_machines_come_from_their_database(run, counted, postgresql, monkeypatch):
    """With DATABASE_URL set, figures are read there."""
    counted({CALLS: 77}, postgresql.url)
    monkeypatch.setenv("DATABASE_URL", postgresql.url)
    assert json.loads(run("--format", "json", "--until", "2026-05-04"))["rows"][0]["total"] == 77


def test_a_database_that_is_down_is_told_without_its_password(run, monkeypatch):
    """One line says what cannot be read; there is no traceback, and nothing secret."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://teller:geheim%40woord@127.0.0.1:9/postgres")
    said = run(status=1)
    assert said.startswith("ivr: de tellingen in DATABASE_URL zijn niet te lezen")
    assert said.count("\n") == 1
    assert PASSWORD not in said
    assert "geheim" not in said


def test_a_bad_address_of_a_database_is_told_without_it(run, monkeypatch):
    """The variable is named, and what stands in it is not repeated."""
    monkeypatch.setenv("DATABASE_URL", "mysql://teller:geheim@db/x")
    said = run(status=1)
    assert said.startswith("ivr: DATABASE_URL is no address of a PostgreSQL database.")
    assert "geheim" not in said


def test_a_file_that_is_no_store_is_told(run, tmp_path):
    """Whatever stands where the counts should be, one line says so."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var/counts.sqlite").write_bytes(b"no database " * 100)
    assert "zijn niet te lezen (SQLITE_NOTADB)" in run(status=1)


def test_today_is_that_of_the_line(run, tmp_path, monkeypatch):
    """The menu says by whose clock a day begins."""
    clocks = {"Europe/Lisbon": TUESDAY}
    monkeypatch.setattr(COMMAND, "today_of", lambda clock: clocks[str(clock)])
    (tmp_path / "menus.yml").write_text(f"timezone: Europe/Lisbon\n{PLAIN}", encoding="utf-8")
    assert "di 5-5-2026 is nog niet voorbij" in run()


def test_the_clock_of_the_line_tells_which_day_it_is():
    """East and west of the date line it is never the same day."""
    east, west = (COMMAND.today_of(timezone(timedelta(hours=hours))) for hours in (14, -12))
    assert (east - west).days in (1, 2)
