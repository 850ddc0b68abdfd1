"""`ivr schema`: what an editor needs, written where the operator wants it."""

from ivr.cli.new import MODELINE
from tests.conftest import ROOT


def test_the_schema_is_written(ivr, tmp_path):
    """The file that the operator gets is the project's own, and the screen shows the same."""
    out = tmp_path / "menus.schema.json"
    result = ivr("schema", "--out", str(out))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Geschreven: {out}\n")
    assert out.read_bytes() == (ROOT / "menus.schema.json").read_bytes()
    assert ivr("schema").stdout == out.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told_in_one_line(ivr, tmp_path):
    """No traceback, but the name of the file and why."""
    result = ivr("schema", "--out", str(tmp_path))
    assert result.exit_code == 1
    assert str(result.exception) == f"ivr: {tmp_path} kan niet worden geschreven (Is a directory)."


def test_the_shipped_menu_names_the_schema(ivr):
    """An editor that opens menus.yml finds the schema, by the line that the command tells to begin a menu with."""
    assert (ROOT / "menus.yml").read_text(encoding="utf-8").startswith(MODELINE)
    assert f"  {MODELINE}" in ivr("schema", "--help").stdout
