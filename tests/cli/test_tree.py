"""`ivr tree`: the menu on a terminal, as a picture, and for programs."""

import json

import pytest

from ivr.cli.tree import FORMATS


def tree(desk, *arguments):
    """Run `ivr tree` on the small menu."""
    return desk.ivr("tree", "--menus", str(desk.menus), "--prompts", str(desk.folder), *map(str, arguments))


def test_without_options_the_menu_and_nothing_else(desk):
    """An operator who wants to see the menu, sees just that."""
    assert tree(desk).output.splitlines() == [
        "Veilig Thuis",
        "├─ 1  Nood (overal)",
        "├─ 0  Adviseur (overal, en voor wie niets doet)",
        "├─ 2  Wat kost het bellen?",
        "└─ 3  Geweld",
        "      └─ 2  Vormen van geweld (2 delen)",
    ]


def test_teams_and_announcements_take_a_line_each(ivr):
    """Who has teams sees in short who is there when, and what is announced; nothing else is longer."""
    shown = ivr("tree", "--menus", "tests/menus/good/teams.yml").output.splitlines()
    assert shown == [
        "Veilig Thuis",
        "├─ Mededeling: een storing (op 1 december 2026 van 9:00 tot 12:00; voor het menu)",
        "├─ Mededeling: een ontruiming (op 2 december 2026; in plaats van het menu)",
        "├─ 1  Nood (overal)",
        "├─ 0  Adviseur (overal, en voor wie niets doet)",
        "│     ├─ Dagteam (ma-vr 9:00-12:30, 13:30-17:00; za 10:00-14:00; soms anders)",
        "│     ├─ Nachtteam (ma-vr 17:00-9:00; za-zo 0:00-24:00)",
        "│     └─ Landelijk nummer (als laatste)",
        "├─ 2  Wat kost het bellen?",
        "└─ 3  Geweld",
        "      ├─ 2  Vormen van geweld (2 delen)",
        "      └─ 3  Wat is een huisverbod?",
    ]


def test_a_program_gets_hours_and_periods_in_words(ivr):
    """Without knowing how a menu file writes them."""
    found = json.loads(ivr("tree", "--menus", "tests/menus/good/teams.yml", "--json").stdout)
    assert found["children"][0]["notes"] == ["op 1 december 2026 van 9:00 tot 12:00", "voor het menu"]
    team = found["children"][3]["children"][0]
    assert (team["kind"], team["label"], team["notes"][2]) == ("team", "Dagteam", "op feestdagen niet")


def test_the_lengths_are_those_of_the_recordings(desk):
    """What has been recorded counts as long as it lasts; the rest is estimated."""
    desk.record("Ik verbind u door met een adviseur.", seconds=8)
    rows = tree(desk, "--format", "text").output.splitlines()
    assert rows[2].endswith("  8 s")
    assert rows[6].endswith("± 8 s  niet opgenomen")


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "Veilig"), ("mermaid", "flowchart"), ("dot", "digraph"), ("svg", "<svg "), ("html", "<!doctype html>")],
)
def test_every_format_can_be_written_to_a_file(desk, tmp_path, form, start):
    """The file holds what the screen would show, and the operator is told where it is."""
    out = tmp_path / "menu"
    result = tree(desk, "--format", form, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Geschreven: {out}\n")
    assert out.read_text(encoding="utf-8") == tree(desk, "--format", form).stdout
    assert out.read_text(encoding="utf-8").startswith(start)


def test_every_format_is_known():
    """The formats that are tested are all there are."""
    assert list(FORMATS) == ["text", "mermaid", "dot", "svg", "html"]


def test_a_program_gets_the_same_as_json(desk):
    """Names of states, keys, texts and seconds, with what is recorded."""
    desk.record("Bellen is gratis.", seconds=3)
    found = json.loads(tree(desk, "--json").stdout)
    assert (found["state"], found["key"], found["kind"], found["label"]) == ("start", None, "opening", "Veilig Thuis")
    assert [child["state"] for child in found["children"]] == ["1", "0", "2", "3"]
    answer = found["children"][2]
    assert answer["turns"][0]["said"][0] == {"text": "Bellen is gratis.", "seconds": 3.0, "recorded": True}
    assert (answer["recorded"], answer["turns"][0]["recorded"], answer["turns"][0]["seconds"]) == (False, 1, 9.8)
    assert [turn["state"] for turn in found["children"][3]["children"][0]["turns"]] == ["3-2", "3-2-part-2"]


def test_a_file_that_cannot_be_written_is_told_in_one_line(desk, tmp_path):
    """No traceback, but the name of the file and why."""
    result = tree(desk, "--format", "svg", "--out", tmp_path)
    assert result.exit_code == 1
    assert str(result.exception) == f"ivr: {tmp_path} kan niet worden geschreven (Is a directory)."


def test_a_format_and_json_cannot_both_be_had(desk):
    """A mistake on the command line is told instead of guessed at."""
    result = tree(desk, "--json", "--format", "svg")
    assert result.exit_code == 2
    assert "Kies --json of --format" in result.stderr


def test_a_format_that_is_not_there_is_told_with_those_that_are(desk):
    """A typing error is answered with what there is."""
    result = tree(desk, "--format", "png")
    assert result.exit_code == 2
    assert all(form in result.stderr for form in FORMATS)


def test_a_broken_menu_gives_its_problems(desk):
    """The operator reads what is wrong with the menu, not what is wrong with the picture."""
    desk.write("welcome:", "welkom:")
    result = tree(desk, "--format", "html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{desk.menus}:8:1: " in result.stderr
