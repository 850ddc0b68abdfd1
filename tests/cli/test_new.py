"""`ivr new`: somebody of another helpline makes a menu to begin with."""

import os
import shlex

import pytest
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ivr import loader
from ivr.cli.new import starting
from ivr.fields import Text
from ivr.problems import InvalidMenu


@pytest.fixture
def made(ivr, tmp_path):
    """Make a menu, and give its file and what was said."""

    def make(*arguments: str, name: str = "hulplijn.yml"):
        result = ivr("new", str(tmp_path / name), *arguments)
        assert result.exit_code == 0, result.output
        return tmp_path / name, result.stdout

    return make


def commands(shown: str) -> list[list[str]]:
    """The commands that are to be pasted, without the Python that runs them."""
    lines = [shlex.split(line) for line in shown.splitlines() if " -m ivr " in line]
    return [words[words.index("ivr") + 1 :] for words in lines]


@pytest.mark.parametrize("name", ["hulplijn.yml", "het menu van 't huis.yml"])
def test_each_step_can_be_pasted(ivr, made, name):
    """What is told to do next works as it stands, whatever the file is called."""
    path, shown = made(name=name)
    steps = {words[0]: words for words in commands(shown)}
    assert list(steps) == ["check", "tree", "call", "prompts", "serve", "schema"]
    assert ivr(*steps["check"]).stdout.endswith(f"{path} is in orde.\n")
    assert "Hoe werkt dit keuzemenu?" in ivr(*steps["tree"]).stdout
    assert "(talks with " in ivr(*steps["call"]).stdout
    assert ivr(*steps["prompts"], "--help").exit_code == 0
    assert ivr(*steps["schema"]).stderr == f"Geschreven: {path.with_name('menus.schema.json')}\n"
    assert f"IVR_MENUS={shlex.quote(str(path))} " in shown


def test_the_menu_names_its_own_file(ivr, made):
    """The commands in the comments are for this file, and can be pasted as well."""
    path, _ = made()
    told = [
        words for words in commands(path.read_text(encoding="utf-8").replace("#", "")) if words[0] in ("check", "tree")
    ]
    assert [words[: words.index(str(path)) + 1] for words in told] == [
        ["check", str(path)],
        ["tree", "--menus", str(path)],
    ]


def test_only_what_has_no_recording_is_left_to_remark(ivr, made):
    """Of a menu just made `ivr check` has no problems, and tells what is still to be arranged."""
    path, _ = made()
    result = ivr("check", str(path))
    *remarks, summary = result.stdout.splitlines()
    assert (result.exit_code, summary) == (0, f"{path} is in orde.")
    assert {line.partition(" [")[2] for line in remarks} == {"number-needed]", "not-recorded]"}


def test_the_first_words_are_the_organisations_name(ivr, made):
    """Whoever calls hears the name that was given, first."""
    path, shown = made("--name", "Hulplijn X")
    assert f"{path} is gemaakt voor Hulplijn X: " in shown
    assert "  Goedendag. Dit is Hulplijn X.\n" in ivr("call", "--menus", str(path)).stdout


@pytest.mark.parametrize(
    ("name", "welcome"),
    [
        ("Wie belt?", "Goedendag. Dit is Wie belt?"),
        ("Hulp B.V.", "Goedendag. Dit is Hulp B.V."),
        ('\'t Huis: "dag & nacht"', 'Goedendag. Dit is \'t Huis: "dag & nacht".'),
        ("“Hulp”", "Goedendag. Dit is “Hulp”."),
        ("Hulp menus.yml", "Goedendag. Dit is Hulp menus.yml."),
        ("112", "Goedendag. Dit is 112."),
        ("- nee", "Goedendag. Dit is - nee."),
    ],
)
def test_a_name_is_quoted_when_it_needs_to_be(name, welcome):
    """Quotes, colons and words that mean something else in YAML are said as they were given."""
    line = loader.loads(starting("x.yml", name))
    assert (line.name, line.welcome) == (name, welcome)


@examples(max_examples=40)
@given(
    name=st.text(st.sampled_from("ab é'\":-?{}[]|>&*!%@`,.#\\ \n\u201c\u2019😀1"), max_size=12) | st.text(max_size=8)
)
@example("Hulp\xa0Lijn\xa0")
@example("\u2003\n 0 \u3000")
@example("Hulp\u2007Lijn\u202f")
def test_any_name_is_said_or_refused(name):
    """No name breaks the file or changes another line; what can be said is refused only for # or mangled letters.

    Whatever white space stands around it, as in what was pasted from a web page, is left out.
    """
    try:
        said = TypeAdapter(Text).validate_python(name.strip())
    except ValidationError:
        said = None
    try:
        line = loader.loads(starting(name=name))
    except InvalidMenu:
        assert said is None or set(said) & set("#ÂÃâ\ufffd")
        return
    assert line.name == said
    usual = loader.loads(starting())
    assert line.model_copy(update={"name": usual.name, "welcome": usual.welcome}) == usual


@pytest.mark.parametrize("name", ["", "<b>X</b>", "${NAAM}", "...", "a\nb"])
def test_a_name_that_cannot_be_said_is_refused_in_one_line(ivr, tmp_path, name):
    """The operator reads why, and no file is left behind."""
    result = ivr("new", str(tmp_path / "menus.yml"), "--name", name)
    assert result.exit_code == 1
    assert result.output.startswith("ivr: --name kan zo niet worden gezegd. ")
    assert len(result.output.splitlines()) == 1
    assert os.listdir(tmp_path) == []


def test_a_long_name_is_allowed_with_a_warning(made):
    """A name that keeps 112 back for too long is told at once."""
    _, shown = made("--name", "de hulplijn voor iedereen in het hele land die met iemand wil praten")
    assert "Let op: Pas na naar schatting " in shown
    assert "Let op" not in made(name="kort.yml")[1]


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_ever_replaced(ivr, tmp_path, kind):
    """A menu that somebody wrote stays as it is."""
    path = tmp_path / "menus.yml"
    match kind:
        case "file":
            path.write_text("van mij")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "weg")
    before = path.lstat()
    result = ivr("new", str(path))
    assert (result.exit_code, f"{path} bestaat al" in result.output) == (1, True)
    assert (path.lstat().st_mtime_ns, os.listdir(tmp_path)) == (before.st_mtime_ns, ["menus.yml"])


def test_a_file_that_appears_meanwhile_is_not_replaced(ivr, tmp_path, monkeypatch):
    """Two people who make the same menu at once do not lose the first one's work."""
    path = tmp_path / "menus.yml"
    monkeypatch.setattr(os.path, "lexists", lambda _: path.write_text("van mij") == 0)
    assert ivr("new", str(path)).exit_code == 1
    assert (path.read_text(), os.listdir(tmp_path)) == ("van mij", ["menus.yml"])


def test_a_disk_without_second_names_will_do(made, monkeypatch):
    """On a memory stick or a network folder, where files have one name, it works too."""

    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    path, _ = made()
    assert path.read_text(encoding="utf-8").startswith("# Het keuzemenu van uw hulplijn.")
    assert os.listdir(path.parent) == ["hulplijn.yml"]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("nergens/menus.yml", "de map nergens bestaat niet"),
        ("/proc/menus.yml", "/proc/menus.yml kan niet worden geschreven"),
        (f"{'a' * 300}.yml", "kan niet worden geschreven"),
        ("a\nb.yml", "onzichtbaar teken"),
        ("", ". bestaat al"),
    ],
)
def test_a_file_that_cannot_be_written_is_told(ivr, file, why):
    """One line says what is wrong."""
    result = ivr("new", file)
    assert result.exit_code == 1
    assert result.output.startswith("ivr: ")
    assert why in result.output
    assert len(result.output.splitlines()) == 1


def test_the_file_can_be_named_as_for_the_other_commands(ivr, tmp_path, monkeypatch):
    """--menus and IVR_MENUS name the file here as well; two names at once are refused."""
    first, second, third = (str(tmp_path / f"{number}.yml") for number in range(3))
    assert ivr("new", "--menus", first).exit_code == 0
    monkeypatch.setenv("IVR_MENUS", second)
    assert ivr("new").exit_code == 0
    assert ivr("new", third).exit_code == 0
    assert ivr("new", "x.yml", "--menus", third).exit_code == 2
    assert sorted(os.listdir(tmp_path)) == ["0.yml", "1.yml", "2.yml"]


def test_editors_find_the_schema_when_it_is_there(made):
    """The first line names the schema only where there is one, so that no editor complains; else it is told how."""
    path, shown = made()
    assert "yaml-language-server" not in path.read_text(encoding="utf-8")
    assert f"schema --out {path.with_name('menus.schema.json')}" in shown
    path.with_name("menus.schema.json").write_text("{}")
    beside, shown = made(name="tweede.yml")
    assert beside.read_text(encoding="utf-8").splitlines()[0] == "# yaml-language-server: $schema=menus.schema.json"
    assert " schema --out " not in shown
