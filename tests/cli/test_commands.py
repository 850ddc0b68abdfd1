"""The commands, as an operator or a newcomer types them."""

import json

import pytest

from tests.conftest import ROOT

BROKEN = "name: Veilig Thuis\nwelkom: Goedendag.\n"


@pytest.fixture
def broken(tmp_path):
    """A menu with a misspelt word."""
    path = tmp_path / "menus.yml"
    path.write_text(BROKEN)
    return str(path)


def test_check_says_that_the_shipped_menu_is_in_order(ivr):
    """The line that is shipped has no problems."""
    result = ivr("check")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "menus.yml is in orde.")


def test_check_points_at_every_problem(ivr, broken):
    """An operator reads where and what, in Dutch, and a script sees it in the exit status."""
    result = ivr("check", broken)
    assert result.exit_code == 1
    assert f"{broken}:2:1: " in result.output
    assert "'welcome'" in result.output
    assert "Traceback" not in result.output


def test_check_of_a_file_that_is_not_there(ivr):
    """A wrong name is told like any other problem."""
    result = ivr("check", "nergens.yml")
    assert (result.exit_code, result.output.startswith("nergens.yml:1:1: ")) == (1, True)


@pytest.mark.parametrize("command", [["tree"], ["prompts"], ["prompts", "make"]])
def test_a_broken_menu_is_told_by_every_command(ivr, broken, command):
    """No command fails with a traceback over a menu that is not valid."""
    result = ivr(command[0], "--menus", broken, *command[1:])
    assert result.exit_code == 1
    assert f"{broken}:2:1: " in result.stderr


def test_tree_shows_the_menu_with_its_keys(ivr):
    """The menu as callers find it, with the keys in front and long answers marked."""
    shown = ivr("tree").output
    assert "├─ 2  Bellen en privacy\n│     ├─ 2  Blijft mijn melding anoniem?" in shown
    assert "      └─ 4  De vertrouwensarts (4 delen)" in shown


def test_prompts_lists_every_text_for_programs(ivr, script):
    """Every text that can be recorded is listed once, with its recording, its length and where it is spoken."""
    listed = json.loads(ivr("prompts", "--json").stdout)
    assert [row["text"] for row in listed] == list(script.prompts())
    welcome = listed[0]
    assert welcome["text"] == "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."
    assert (ROOT / "prompts" / welcome["voice"] / welcome["file"]).is_file()
    assert welcome["states"] == ["start"]
    assert 2 < welcome["seconds"] < 4


def test_every_text_of_the_shipped_line_is_recorded(ivr):
    """Callers hear recordings only, and no recording is left over."""
    listed = json.loads(ivr("prompts", "--json").stdout)
    assert [row["text"] for row in listed if row["file"] is None] == []
    assert {row["file"] for row in listed} == {path.name for path in (ROOT / "prompts/standin").glob("*.wav")}


def test_prompts_shows_people_what_is_missing(ivr, tmp_path):
    """Without recordings every text is marked, and counted."""
    shown = ivr("prompts", "--prompts", str(tmp_path)).output
    assert "niet opgenomen  Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond." in shown
    assert shown.splitlines()[-1] == "105 teksten, 0 opgenomen, 105 niet."


def test_make_makes_nothing_when_nothing_is_missing(ivr):
    """Running it again costs nothing and changes nothing."""
    assert "0 opnamen gemaakt" in ivr("prompts", "make").output


def test_make_without_its_programs_says_what_to_install(ivr, tmp_path, monkeypatch):
    """A missing program is named in one line, with the package to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = ivr("prompts", "--prompts", str(tmp_path), "make")
    assert result.exit_code == 1
    assert "apt-get install espeak-ng" in str(result.exception)


def test_call_presses_keys_by_itself(ivr):
    """Keys on the command line are pressed one after another, and what is heard is printed with its time."""
    shown = ivr("call", "2", "4").output
    assert "  0:00.0   3.0 s  Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond." in shown
    assert "(presses 4)" in shown
    assert "Dat nummer is gratis: nul achthonderd, tweeduizend." in shown
    assert "(talks with +31101234568)" in shown


def test_call_without_keys_does_nothing_and_reaches_an_advisor(ivr):
    """A silent caller is connected."""
    assert "(talks with +31101234568)" in ivr("call").output


def test_call_can_say_what_the_advisors_do(ivr):
    """Busy, and then an answer: the waiting text is heard in between."""
    shown = ivr("call", "0", "--advisor", "busy", "--advisor", "answered").output
    assert "Blijf aan de lijn. Wij helpen u zo snel mogelijk." in shown
    assert shown.count("(rings ") == 2


def test_call_waits_between_keys(ivr):
    """`wait` among the keys is a silence."""
    shown = ivr("call", "wait", "24").output
    assert shown.index("U kunt nu kiezen.") < shown.index("(presses 2)") < shown.index("(presses 4)")


def test_call_for_programs(ivr):
    """The same call as JSON: what was heard and when, who was reached, and what Twilio would report."""
    call = json.loads(ivr("call", "0", "--json").stdout)
    assert call["heard"][0]["text"] == "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."
    assert (call["connected_to"], call["ended"], call["faults"]) == ("+31101234568", False, [])
    assert call["dialled"][0]["caller_id"] == "+31101234567"


@pytest.mark.parametrize("keys", ["x", "12a", "10 2", ""])
def test_call_refuses_what_is_no_key(ivr, keys):
    """A typing error is told, with what keys there are."""
    result = ivr("call", keys)
    assert result.exit_code == (2 if keys else 0)
    assert ("0-9, * or #" in result.output) == bool(keys)


def test_call_takes_keys_that_a_shell_would_not_pass(ivr):
    """`ster` and `hekje` are * and #, as in menus.yml."""
    shown = ivr("call", "32", "hekje", "ster").output
    assert shown.index("(presses #)") < shown.index("(presses *)")


def test_call_with_a_broken_menu_reaches_the_built_in_line(ivr, broken):
    """What a caller would get is what is heard: 112 and an advisor."""
    shown = ivr("call", "--menus", broken).output
    assert "Bel één één twee." in shown
    assert "(talks with +31101234568)" in shown


def test_help_names_every_command(ivr):
    """A newcomer sees what there is."""
    shown = ivr("--help").output
    assert all(command in shown for command in ("serve", "call", "check", "tree", "prompts"))
