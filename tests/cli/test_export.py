"""`ivr prompts export`: what a CDN or a bucket needs to serve the recordings."""

import re
import shutil

import pytest
from click.testing import CliRunner, Result

from ivr.cli.export import export
from ivr.cli.prompts_work import Work
from ivr.prompts import Catalogue
from ivr.publishing import make_edition
from tests.conftest import ROOT


@pytest.fixture
def target(tmp_path):
    """A folder that is not there yet."""
    return tmp_path / "public"


@pytest.fixture
def exports(menu_line, target):
    """Export to that folder; other recordings can be given."""

    def run(folder=ROOT / "prompts") -> Result:
        result = CliRunner().invoke(export, [str(target)], obj=Work(ROOT / "menus.yml", menu_line, folder))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def files(target) -> dict[str, bytes]:
    """Everything in a folder, hidden files too, by its path in it."""
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_every_address_that_is_played_is_a_file(exports, target, menu_line):
    """Behind IVR_PROMPTS_URL, each <Play> of each document names a file that was written, and nothing else was."""
    assert exports().exit_code == 0
    catalogue = Catalogue.read(ROOT / "prompts", menu_line.voices, menu_line.language)
    documents = make_edition(menu_line, catalogue, "https://cdn.example.nl/x").documents.values()
    played = {name for one in documents for name in re.findall("<Play>https://cdn.example.nl/x/(.*?)</", one.decode())}
    assert len(played) == len(catalogue.recordings)
    assert set(files(target)) == played


def test_the_files_are_the_recordings(exports, target):
    """Byte for byte."""
    exports()
    written = files(target)
    assert len(written) > 90
    for name, content in written.items():
        assert content == (ROOT / "prompts/standin" / name.partition("/")[2]).read_bytes()


def test_what_is_there_is_skipped(exports, target):
    """A second time writes what is missing or cut short, and leaves alone what belongs to an earlier menu."""
    exports()
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*.wav")}
    missing, short, *others = before
    missing.unlink()
    short.write_bytes(b"RIFF")
    (target / "earlier.wav").write_bytes(b"earlier")
    result = exports()
    assert f"2 recordings written to {target}, {len(others)} already there." in result.stderr
    assert min(missing.stat().st_size, short.stat().st_size) > 1000
    assert {path: path.stat().st_mtime_ns for path in others} == {path: before[path] for path in others}
    assert (target / "earlier.wav").read_bytes() == b"earlier"


def test_the_built_in_line_is_exported_too(menu_line, target):
    """When menus.yml breaks, the documents of the built-in line play recordings at the same address."""
    other = menu_line.model_copy(update={"voices": ("marije",)})
    result = CliRunner().invoke(export, [str(target)], obj=Work(ROOT / "menus.yml", other, ROOT / "prompts"))
    assert result.exit_code == 0
    assert any("/goedendag-dit-is-veilig-thuis" in name for name in files(target))


def test_what_has_no_recording_is_said(exports, target, tmp_path, script):
    """There is nothing to write then, and the computer voice speaks."""
    result = exports(tmp_path / "empty")
    assert result.exit_code == 0
    assert f"{len(script.prompts())} texts have no recording" in result.stderr
    assert not target.exists()


def test_a_place_where_nothing_can_be_written(exports, target):
    """One line says where and why."""
    target.symlink_to("/proc/nowhere")
    result = exports()
    assert result.exit_code == 1
    assert re.fullmatch(r"ivr: \S+ cannot be exported: [A-Za-z ]+", str(result.exception))


def test_a_recording_that_changes_meanwhile_is_not_written(menu_line, target, tmp_path):
    """A name promises bytes: others are never written under it."""
    shutil.copytree(ROOT / "prompts/standin", tmp_path / "prompts/standin")
    work = Work(ROOT / "menus.yml", menu_line, tmp_path / "prompts")
    first = next(iter(work.recordings.values()))
    first.path.write_bytes(first.path.read_bytes() + b"\0")
    result = CliRunner().invoke(export, [str(target)], obj=work)
    assert result.exit_code == 1
    assert str(result.exception) == f"ivr: {first.path} cannot be exported: it was replaced meanwhile; run this again"
    assert not target.exists()
