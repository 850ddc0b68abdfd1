"""`ivr publish` and `ivr editions`: a menu is replaced whole or not at all, nothing is lost, and one can go back."""

import json
import os
import re

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from ivr.cli import main
from ivr.edition import publisher
from ivr.settings import Settings
from ivr.web import create_app
from tests.cli.conftest import PLAIN
from tests.conftest import NUMBERS, TOKEN, URL
from tests.edition.conftest import record

OTHER = PLAIN.replace("Bellen is gratis.", "Bellen kost niets.")
LATER = PLAIN.replace("Bellen is gratis.", "Bellen is voor u gratis.")
BROKEN = PLAIN.replace("option: Wat kost", "opion: Wat kost")
FORWARDS = PLAIN.replace("Bellen is gratis.", "Bij gevaar verbinden wij u door met de politie.")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder with a menu of its own, and give its standard output and error."""
    monkeypatch.setenv("IVR_STATE", str(tmp_path / "var"))
    (tmp_path / "menus.yml").write_text(PLAIN, encoding="utf-8")

    def command(*arguments: str, answer: str | None = None, status: int = 0) -> str:
        result = CliRunner().invoke(main, arguments, input=answer)
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    return command


@pytest.fixture
def draft(tmp_path):
    """Write a draft beside the menu, and give its name."""

    def write(text: str) -> str:
        (tmp_path / "concept.yml").write_text(text, encoding="utf-8")
        return "concept.yml"

    return write


def serves(folder) -> tuple[str, bool]:
    """The edition of a line that has just been started here, and whether that is not the menu file."""
    settings = Settings(URL, (TOKEN,), menus=folder / "menus.yml", prompts=folder / "prompts", numbers=NUMBERS)
    ready = create_app(replace(settings, state=folder / "var")).test_client().get("/readyz").get_json()
    return ready["edition"], ready["stale"]


def latest(run) -> list[dict[str, object]]:
    """What `ivr editions` tells programs."""
    return list(json.loads(run("editions", "--json"))["editions"])


def test_a_draft_takes_the_place_of_the_menu(run, draft, tmp_path):
    """The file holds it to the byte, the line serves the edition that was told, and the way back is told."""
    run("publish")
    said = run("publish", draft(OTHER), "--note", "Nieuw tarief")
    edition = re.search(r"Editie (\w+) is gepubliceerd, in menus.yml", said)
    assert edition
    assert (tmp_path / "menus.yml").read_text() == OTHER
    assert serves(tmp_path) == (edition[1], False)
    assert re.search(r"Toch niet goed\? python -m ivr publish --edition \w+\n", said)


@pytest.mark.parametrize("text", [BROKEN, FORWARDS, "", "%", "\0"])
def test_a_draft_with_a_mistake_changes_nothing(run, draft, tmp_path, text):
    """The mistake is shown as `ivr check` shows it; the menu and the editions stay as they were."""
    run("publish")
    before = latest(run)
    said = run("publish", draft(text), status=1)
    assert "concept.yml:" in said
    assert "er is niets gepubliceerd" in said
    assert (tmp_path / "menus.yml").read_text() == PLAIN
    assert latest(run) == before


def test_standard_input_is_a_draft_too(run, tmp_path):
    """What another program makes can be published without a file of its own."""
    run("publish", "-", answer=OTHER)
    assert (tmp_path / "menus.yml").read_text() == OTHER


def test_going_back_to_an_earlier_edition(run, draft, tmp_path):
    """The menu is what it was, the edition has the same id, and the list tells the whole story."""
    run("publish", "--note", "Begin")
    run("publish", draft(OTHER))
    first = latest(run)[1]["id"]
    run("publish", "--edition", str(first), "--note", "Toch niet")
    assert (tmp_path / "menus.yml").read_text() == PLAIN
    assert serves(tmp_path) == (first, False)
    assert [(row["note"], row["changes"]) for row in latest(run)] == [("Toch niet", 1), ("", 1), ("Begin", None)]


def test_what_was_never_published_is_not_lost(run, draft, tmp_path):
    """A menu that somebody was working on is put aside, and the operator is told where; a published one is kept."""
    said = run("publish", draft(OTHER))
    aside = re.search(r"Het staat nu in (\S+\.yml)\.", said)
    assert aside
    with open(aside[1], encoding="utf-8") as file:
        assert file.read() == PLAIN
    assert "in geen editie" not in run("publish", draft(LATER))


def test_an_edition_that_is_not_there_is_told(run):
    """The operator reads where to find those that are."""
    assert "editie 'abc' is er niet. Welke er zijn: python -m ivr editions" in run(
        "publish", "--edition", "abc", status=1
    )


def test_a_recording_that_was_thrown_away_is_put_back(run, draft, tmp_path):
    """Going back brings its recordings along; what was recorded since stays."""
    record(tmp_path / "menus.yml", tmp_path / "prompts")
    run("publish")
    gone, kept = sorted((tmp_path / "prompts/standin").iterdir())[:2]
    content = gone.read_bytes()
    gone.unlink()
    kept.write_bytes(content)
    run("publish", draft(OTHER))
    assert "1 opname teruggezet." in run("publish", "--edition", str(latest(run)[1]["id"]), "--note", "terug")
    assert gone.read_bytes() == content
    assert kept.read_bytes() == content


def test_a_line_that_runs_notices_it(run, draft, tmp_path, monkeypatch):
    """What is published is heard without a restart, and a menu that is published at the keyboard is told once."""
    monkeypatch.setattr(publisher, "EVERY", 0.0)
    settings = Settings(URL, (TOKEN,), menus=tmp_path / "menus.yml", prompts=tmp_path / "prompts", numbers=NUMBERS)
    client = create_app(replace(settings, state=tmp_path / "var")).test_client()
    run("publish", draft(OTHER), "--note", "Nieuw tarief")
    os.utime(tmp_path / "menus.yml", (1, 1))
    assert client.get("/readyz").get_json()["edition"] == latest(run)[0]["id"]
    assert [row["note"] for row in latest(run)] == ["Nieuw tarief", ""]


def test_the_list_says_what_serves_and_what_the_file_is(run, draft, tmp_path):
    """An operator sees which edition callers get, and whether the menu file is another or has mistakes."""
    assert "Er is nog niets gepubliceerd" in run("editions")
    run("publish", "--note", "Begin")
    run("publish", draft(OTHER))
    told = run("editions").splitlines()
    assert re.fullmatch(r"nu  [0-9a-f]{10}  (ma|di|wo|do|vr|za|zo) \d\d-\d\d-\d{4} \d\d:\d\d   1 verandering", told[1])
    assert re.fullmatch(r"    [0-9a-f]{10}  .* eerste  “Begin”", told[2])
    (tmp_path / "menus.yml").write_text(LATER)
    assert "die is nog niet gepubliceerd" in run("editions")
    (tmp_path / "menus.yml").write_text(BROKEN)
    assert "menus.yml heeft nu 1 fout en wordt niet gepubliceerd." in run("editions")


def test_what_changed_since_an_edition_can_be_read(run, draft):
    """`ivr diff` knows editions by their id."""
    run("publish")
    run("publish", draft(OTHER))
    said = run("diff", str(latest(run)[1]["id"]))
    assert "Bellen [kost niets.]" in said
    assert f"(editie {latest(run)[1]['id']} → menus.yml)" in said


def test_a_folder_that_cannot_be_written_is_told(run, draft, tmp_path):
    """Without a place to keep editions, the operator reads which folder is meant; there is no traceback."""
    (tmp_path / "var").write_text("in the way")
    assert "ivr: " in run("publish", draft(OTHER), status=1)


def test_a_number_that_is_not_set_is_told(run, draft, tmp_path):
    """A draft that rings somebody whom nobody has set changes nothing; the operator reads which name it is."""
    run("publish")
    said = run("publish", draft(PLAIN.replace("${ADVISOR_NUMBER}", "${NIGHT_NUMBER}")), status=1)
    assert "er is niets gepubliceerd" in said
    assert "NIGHT_NUMBER is not set" in said
    assert (tmp_path / "menus.yml").read_text() == PLAIN


def test_a_number_that_cannot_be_rung_is_told(run, monkeypatch):
    """Neither the list of editions nor publishing ends in a traceback over a number in the environment."""
    monkeypatch.setenv("ADVISOR_NUMBER", "0800")
    assert "menus.yml heeft nu 1 fout" in run("editions")
    assert "ADVISOR_NUMBER" in run("publish", status=1)


def test_a_file_and_an_edition_at_once_are_refused(run, draft):
    """What is asked for must be clear."""
    assert "Kies: een bestand, of --edition." in run("publish", draft(OTHER), "--edition", "0000000001", status=2)


def test_a_link_stays_a_link(run, draft, tmp_path):
    """A menu that is kept elsewhere is replaced there, with the rights that it had."""
    elsewhere = tmp_path / "beheer"
    elsewhere.mkdir()
    (tmp_path / "menus.yml").rename(elsewhere / "echt.yml")
    (elsewhere / "echt.yml").chmod(0o640)
    (tmp_path / "menus.yml").symlink_to(elsewhere / "echt.yml")
    run("publish", draft(OTHER))
    assert (tmp_path / "menus.yml").is_symlink()
    assert (elsewhere / "echt.yml").read_text() == OTHER
    assert (elsewhere / "echt.yml").stat().st_mode & 0o777 == 0o640


def test_for_programs(run, draft):
    """`--json` tells what was published and what it replaced."""
    run("publish")
    told = json.loads(run("publish", draft(OTHER), "--json"))
    assert told["changes"] == 1
    assert [row["id"] for row in latest(run)] == [told["edition"], told["before"]]
