"""The figures as the studio gives them: those of `ivr stats`, and none of any caller."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from ivr.cli import main
from ivr.counts import Cell
from ivr.counts.store import store_at
from ivr.studio import create_app
from tests.conftest import ROOT
from tests.server import environment, free_port
from tests.studio.counting import AWAY, MONDAY, count, count_lately, today
from tests.studio.visitor import HASH, Visitor

DAYS = "from=2026-05-04&until=2026-05-05"


@pytest.fixture
def away(studio_settings) -> Visitor:
    """Somebody in the studio of a line whose database is down."""
    return Visitor(create_app(replace(studio_settings, database_url=AWAY)).test_client())


@pytest.mark.parametrize("form", ["csv", "svg"])
def test_a_file_is_what_the_command_prints(visitor, studio_settings, menus, monkeypatch, form):
    """Byte for byte that of `ivr stats`, to be kept under a name with its days."""
    count(studio_settings, MONDAY)
    monkeypatch.setenv("IVR_STATE", str(studio_settings.state))
    arguments = ["stats", "--menus", str(menus), "--from", "2026-05-04", "--until", "2026-05-05", "--format", form]
    printed = CliRunner().invoke(main, arguments)
    answer = visitor.gets(f"/studio/counts.{form}?{DAYS}")
    assert answer.text == printed.output
    assert "1234" in answer.text or "1.234" in answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tellingen-2026-05-04-2026-05-05.{form}"'


def test_a_chart_and_its_table_tell_the_same(visitor, studio_settings):
    """Every figure of a table is in the words of its drawing; a small one is hidden in both."""
    count(studio_settings, MONDAY)
    found = visitor.gets(f"/studio/counts/figures?{DAYS}").get_json()
    callers, choices, outcomes = found["charts"]
    assert callers["table"][1] == ["ma 4-5-2026", "1.234", "<10"]
    assert "4-5: 1.234, 5-5: &lt;10" in callers["svg"]
    rows = dict(choices["table"][1:]) | dict(outcomes["table"][1:])
    assert rows["2  Bellen en privacy"] == "48"
    assert rows["3  Geweld en huisverbod"] == "-"
    assert rows["Gesprek met een adviseur"] == "37"
    for name, number in rows.items():
        assert f"{name}: {number}" in choices["svg"] + outcomes["svg"]


@pytest.mark.parametrize(("days", "number"), [(1, 1), (7, 7), (30, 30), (90, 90), (0, 7)])
def test_a_period_ends_today(visitor, days, number):
    """So many days, this one among them, by the line's own clock."""
    found = visitor.gets(f"/studio/counts/figures?days={days}").get_json()
    assert found["until"] == today().isoformat()
    assert len(found["charts"][0]["table"]) == number + 1
    assert any("nog niet voorbij" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("from=2026-05-05&until=2026-05-04", "ligt na de laatste"),
        ("from=9999-05-05", "ligt na de laatste"),
        ("from=gisteren", "'gisteren' is geen dag"),
        ("from=2020-01-01", "hooguit 366 dagen"),
        ("days=99999999999", "hooguit 366 dagen"),
    ],
)
@pytest.mark.parametrize("path", ["counts/figures", "counts.csv", "counts.svg"])
def test_a_period_that_cannot_be_is_told(visitor, path, asked, told):
    """In one Dutch sentence or two."""
    answer = visitor.gets(f"/studio/{path}?{asked}")
    assert answer.status_code == 400
    assert told in answer.get_json()["error"]


def test_a_database_that_is_away_is_told_in_one_sentence(away):
    """The page stays; nothing of the database's address is in what it says."""
    assert away.gets("/studio/counts").status_code == 200
    for path in ("counts/figures", "counts.csv", "counts.svg"):
        answer = away.gets(f"/studio/{path}")
        assert answer.status_code == 503
        said = answer.get_json()["error"]
        assert said.startswith("Er zijn nu geen cijfers: de tellingen in DATABASE_URL zijn niet te lezen (")
        assert said.count(".") == 1
        assert "geheim" not in answer.text


def test_the_menu_tells_what_was_chosen_today(visitor, studio_settings):
    """Of what callers hear now: in tens, rounded down, and no small number; of yesterday nothing."""
    count_lately(studio_settings)
    chosen = visitor.gets("/studio/menu/live").get_json()["chosen"]
    assert (chosen["states"]["2"], chosen["states"]["3"], chosen["states"]["1"]) == ("40+", "<10", "<10")
    assert "naar beneden afgerond" in chosen["note"]


def test_who_looks_twice_sees_no_caller(visitor, studio_settings):
    """One more choice changes nothing that is told of today."""
    count_lately(studio_settings)
    paths = ("/studio/menu/live", "/studio/counts/figures", "/studio/counts.csv", "/studio/counts.svg")
    before = [visitor.gets(path).data for path in paths]
    store_at(None, studio_settings.state).add({Cell(today(), "state", "2"): 1, Cell(today(), "state", "3-2"): 1})
    assert [visitor.gets(path).data for path in paths] == before


def test_a_draft_has_no_counts(visitor, studio_settings):
    """Its keys may lead elsewhere than those that were pressed."""
    count_lately(studio_settings)
    assert "chosen" not in visitor.gets("/studio/menu/draft").get_json()


def test_an_option_that_is_gone_is_in_no_place(visitor, studio_settings):
    """What an earlier menu had behind a key that has none now."""
    count(studio_settings, today(), state_9=500)
    assert "9" not in visitor.gets("/studio/menu/live").get_json()["chosen"]["states"]


def test_the_menu_is_shown_without_its_counts(away, visitor, studio_settings):
    """A database that is away, or a file that is none, leaves the whole menu, and says why there are no figures."""
    whole = visitor.gets("/studio/menu/live").get_json()["places"]
    studio_settings.state.mkdir(exist_ok=True)
    (studio_settings.state / "counts.sqlite").write_bytes(b"no database " * 100)
    for one in (away, visitor):
        menu = one.gets("/studio/menu/live").get_json()
        assert menu["places"] == whole
        assert menu["chosen"]["states"] == {}
        assert "niet te lezen" in menu["chosen"]["note"]


def test_a_fault_of_the_program_hides_no_menu(visitor, monkeypatch):
    """Whatever goes wrong with figures, the menu is there."""
    monkeypatch.setattr("ivr.counts.reading.store_at", None)
    menu = visitor.gets("/studio/menu/live").get_json()
    assert menu["places"]
    assert "niet te zeggen" in menu["chosen"]["note"]


def test_the_store_is_loaded_by_who_asks_for_figures(tmp_path):
    """A line with a studio starts without SQLAlchemy."""
    environ = environment(free_port(), tmp_path / "var", IVR_STUDIO_PASSWORD=HASH)
    code = "import sys, wsgi; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
