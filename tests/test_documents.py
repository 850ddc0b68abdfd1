"""What the documents claim is true."""

import re

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()


def test_the_session_in_the_readme_is_real(monkeypatch, tmp_path):
    """Whoever types what the README says hears what it shows."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("IVR_STATE", str(tmp_path))
    keys = re.search(r'make call KEYS="([^"]+)"', README)
    assert keys
    result = CliRunner().invoke(main, ["call", *keys[1].split()])
    shown = result.output
    assert result.exit_code == 0
    assert "(talks with " in shown
    assert shown.partition("\n")[2] in README


def test_the_mistakes_in_the_readme_are_real(monkeypatch, tmp_path):
    """An operator who makes the mistakes that the README shows is told what it shows."""
    menu = (ROOT / "menus.yml").read_text()
    assert " anwser: >" not in menu
    (tmp_path / "menus.yml").write_text(menu.replace(" answer: >", " anwser: >", 2).replace(" anwser", " answer", 1))
    monkeypatch.chdir(tmp_path)
    assert f"```\n{CliRunner().invoke(main, ['check']).output}```" in README
    (tmp_path / "menus.yml").write_text(menu.replace("Die toets werkt hier niet.", "Ongeldige keuze."))
    shown = CliRunner().invoke(main, ["check", "--prompts", str(ROOT / "prompts")]).output
    assert "\n".join(shown.splitlines()[:3]) in README


def test_the_certificate_in_the_readme_is_real(monkeypatch, tmp_path):
    """A manager who has the shipped menu walked reads what the README shows, line for line and in that order."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("IVR_STATE", str(tmp_path))
    shown = re.search(r"```\n(BEWEZEN.+?)\n```", README, re.DOTALL)
    assert shown
    printed = CliRunner().invoke(main, ["walk"]).output.splitlines()
    kept = [line for line in printed if line in shown[1].splitlines()]
    assert kept == shown[1].splitlines()


def test_every_variable_that_is_read_is_documented():
    """An administrator finds every setting in the README."""
    read = set(re.findall(r'"((?:IVR|TWILIO)_[A-Z_]+)"', (ROOT / "ivr/settings.py").read_text()))
    assert read
    assert [name for name in read if f"| `{name}`" not in README] == []


def test_the_defaults_in_the_readme_are_those_of_the_settings():
    """What is not set has the value that the README says."""
    settings = Settings("https://lijn.example.nl", ("x",))
    for name in ("menus", "prompts", "state"):
        assert f"| `IVR_{name.upper()}` | `{getattr(settings, name)}` |" in README


def test_the_fields_of_readyz_in_the_readme_are_those_it_has(app):
    """An administrator who sets an alarm finds every field explained, and none that is not there."""
    told = re.search(r"`GET /readyz` says (.+?)The log", README, re.DOTALL)
    assert told
    fields = set(app.test_client().get("/readyz").get_json())
    assert set(re.findall(r"`([a-z-]+)`", told[1])) == fields | {"menu", "built-in"}


def test_the_commands_in_the_readme_exist():
    """`python -m ivr` knows what the README says that it knows."""
    listed = re.search(r"`python -m ivr` knows (.+?)\. Each", README, re.DOTALL)
    assert listed
    assert set(main.commands) <= set(re.findall(r"`(\w+)`", listed[1]))


def test_the_start_command_in_the_readme_is_the_procfiles():
    """The README and the Procfile start the line in the same way."""
    assert (ROOT / "Procfile").read_text().removeprefix("web: ").strip() in README


def test_the_states_in_the_architecture_exist(script):
    """The names that the architecture page explains are names of states."""
    section = ARCHITECTURE.partition("## A state")[2].partition("Its **steps**")[0]
    named = set(re.findall(r"`([a-z0-9.-]+)`", section))
    assert {"start", "menu", "4-3-1", "4.ws"} <= named
    assert named - {".s", ".w"} <= set(script.states)


def test_the_modules_in_the_architecture_exist():
    """Every module of the package is in the table, and nothing else is."""
    table = ARCHITECTURE.partition("| module |")[2].partition("\n\n")[0]
    listed = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.partition("|")[2].split("|")[0])
    }
    modules = {
        path.stem for path in (ROOT / "ivr").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert listed == modules - {"__init__", "__main__"}


def test_the_example_in_contributing_is_a_test_that_runs():
    """The example of a test is one of the tests."""
    example = re.search(r"```python\n(.+?)```", CONTRIBUTING, re.DOTALL)
    assert example
    assert example[1] in (ROOT / "tests/calls/test_silence_and_wrong_keys.py").read_text()


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(document):
    """Every link to a file of the project finds it."""
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
        assert (document.parent / target).exists(), target
