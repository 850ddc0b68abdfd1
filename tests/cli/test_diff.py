"""`ivr diff`: what an operator reads before a changed menu is published."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click import unstyle

from ivr.cli.diff import run
from ivr.cli.diff_source import from_file
from tests.cli.conftest import PLAIN
from tests.conftest import ROOT

CHANGED = PLAIN.replace("Bellen is gratis.", "Bellen is altijd gratis.").replace("- Schelden.", "- Dreigen.")


def git(folder, *arguments):
    """Run git in a folder."""
    who = ("-c", "user.name=Beheer", "-c", "user.email=beheer@example.nl", "-c", "commit.gpgsign=false")
    subprocess.run([shutil.which("git") or "git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def archive(tmp_path):
    """A repository with a menu in a folder: v1, and then a version with another answer."""
    folder = tmp_path / "archief/beheer"
    folder.mkdir(parents=True)
    git(folder.parent, "init", "-b", "main")
    for version, content in (("v1", PLAIN), ("v2", PLAIN.replace("is gratis", "kost niets"))):
        (folder / "menus.yml").write_text(content, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-m", version)
        git(folder, "tag", version)
    return folder


@pytest.fixture
def files(tmp_path):
    """An old menu and a new one."""
    paths = tmp_path / "oud.yml", tmp_path / "nieuw.yml"
    for path, content in zip(paths, (PLAIN, CHANGED), strict=True):
        path.write_text(content, encoding="utf-8")
    return tuple(map(str, paths))


@pytest.fixture
def diff(ivr, tmp_path):
    """Run `ivr diff` without recordings."""
    return lambda *arguments: ivr("diff", "--prompts", str(tmp_path / "opnamen"), *map(str, arguments))


def test_two_files(diff, files):
    """How many changes, then every place with what was said and what will be, and then what follows from it."""
    result = diff(*files)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"2 veranderingen voor bellers ({files[0]} → {files[1]}).",
        "",
        "Toets 2 (Wat kost het bellen?) zegt iets anders.",
        "  was:    Bellen is gratis.",
        "  wordt:  Bellen is [altijd] gratis.",
        "",
        "Toets 3, 2 (Vormen van geweld), deel 2, zegt iets anders.",
        "  was:    Schelden.",
        "  wordt:  Dreigen.",
        "",
        "Zonder opname, dus door de computerstem gesproken: 2 teksten.",
        "  Bellen is altijd gratis.",
        "  Dreigen.",
    ]


def test_what_happens_to_recordings_and_waiting(desk):
    """What the computer will speak, how many recordings are done with, and how much longer callers wait."""
    for text in desk.texts():
        desk.record(text, seconds=2.0)
    old = desk.menus.rename(desk.menus.with_name("oud.yml"))
    desk.write("Goedendag. Dit is Veilig Thuis.", "Goedendag. U spreekt met de telefoonlijn van Veilig Thuis.")
    shown = desk.ivr("diff", "--prompts", str(desk.folder), str(old), str(desk.menus)).output
    assert shown.endswith(
        "gesproken: 1 tekst.\n  Goedendag. U spreekt met de telefoonlijn van Veilig Thuis.\n"
        "1 opname gebruikt dit menu dan niet meer.\n\n"
        "Tot 112 is genoemd: was 3,2, wordt 4,8 seconden, naar schatting.\n"
        "Tot de weg naar een adviseur is gezegd: was 6,0, wordt 7,6 seconden, naar schatting.\n"
        "Tot alle keuzes zijn gezegd: was 10,0, wordt 11,6 seconden, naar schatting.\n"
    )


def test_layout_is_no_change(diff, files, tmp_path):
    """A comment, a quote and a broken line are not heard."""
    other = tmp_path / "netjes.yml"
    other.write_text("# netjes\n" + PLAIN.replace("Bellen is gratis.", '"Bellen is gratis."'), encoding="utf-8")
    result = diff(files[0], other, "--exit-code")
    assert (result.exit_code, result.output) == (0, "Voor bellers verandert er niets.\n")


def test_what_nobody_hears_is_told_apart(diff, files, tmp_path):
    """A caller hears nothing of it, and still a reviewer reads it."""
    other = tmp_path / "naam.yml"
    other.write_text(PLAIN.replace("name: Veilig Thuis", "name: Thuis"), encoding="utf-8")
    first = diff(files[0], other).output.splitlines()[0]
    assert first.startswith("Voor bellers verandert er niets. Wel 1 verandering waar zij niets van merken (")
    both = tmp_path / "beide.yml"
    both.write_text(CHANGED.replace("name: Veilig Thuis", "name: Thuis"), encoding="utf-8")
    first = diff(files[0], both).output.splitlines()[0]
    assert first.startswith("2 veranderingen voor bellers (")
    assert first.endswith("). En 1 verandering waar zij niets van merken.")


def test_the_exit_status_tells_a_script(diff, files):
    """As with git: only who asks for it is told by the exit status."""
    assert [diff(*files).exit_code, diff(*files, "--exit-code").exit_code] == [0, 1]


def test_for_programs(diff, files):
    """The same as JSON, with the place as keys and as a path in the file."""
    content = json.loads(diff(*files, "--json").output)
    assert (content["old"], content["new"]) == files
    assert content["changes"][0] == {
        "kind": "answer",
        "place": ["2"],
        "before": None,
        "path": ["menu", "2", "answer", 0, 0],
        "sentence": "Toets 2 (Wat kost het bellen?) zegt iets anders.",
        "was": "Bellen is gratis.",
        "wordt": "Bellen is altijd gratis.",
        "heard": True,
    }
    assert content["recordings"]["missing"][1] == {"text": "Dreigen.", "states": ["3-2-part-2"], "was_recorded": False}
    assert (content["recordings"]["unused"], content["waits"]) == (0, [])


def test_for_programs_a_move_tells_where_it_was(diff, files, tmp_path):
    """A program can follow an option from the old keys to the new ones."""
    other = tmp_path / "verhuisd.yml"
    other.write_text(PLAIN.replace("\n  3:\n", "\n  5:\n"), encoding="utf-8")
    assert "\n‘Geweld’ is verhuisd: eerst toets 3, nu toets 5.\n\nZonder opname" in diff(files[0], other).output
    [change] = json.loads(diff(files[0], other, "--json").output)["changes"]
    assert (change["kind"], change["before"], change["place"]) == ("moved", ["3"], ["5"])


def test_colours_instead_of_brackets_on_a_terminal(files, tmp_path):
    """Changed words stand out, and the text itself is what is said."""
    out = io.StringIO()
    old, new = (from_file(Path(file)) for file in files)
    assert run(old, new, tmp_path, out, json_wanted=False, colour=True)
    assert "\x1b[33m\x1b[1maltijd\x1b[0m" in out.getvalue()
    assert "  wordt:  Bellen is altijd gratis." in unstyle(out.getvalue())


def test_long_texts_are_laid_out(diff, tmp_path):
    """Lines that fit, every changed word marked on its own line, and no word lost."""
    old, new = (" ".join(f"{word}{number}" for number in range(60)) for word in ("woord", "zin"))
    for name, text in (("oud", f"{old} {old} einde."), ("nieuw", f"{old} {new} einde.")):
        (tmp_path / name).write_text(PLAIN.replace("Bellen is gratis.", text), encoding="utf-8")
    lines = diff(tmp_path / "oud", tmp_path / "nieuw").output.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  wordt:"))
    shown = lines[start : lines.index("", start)]
    assert max(map(len, shown)) < 125
    assert all(line.count("[") == line.count("]") <= 1 for line in shown)
    assert "".join(shown).replace("[", " ").replace("]", " ").split()[1:] == f"{old} {new} einde.".split()


def test_many_missing_recordings_are_counted(diff, files, tmp_path):
    """Nobody reads thousands of lines; the rest is found with another command."""
    other = tmp_path / "zinnen.yml"
    other.write_text(PLAIN.replace(": toets", ": druk").replace("} Toets", "} Druk"), encoding="utf-8")
    menu = other.read_text(encoding="utf-8")
    more = "".join(f"\n      {key}:\n        option: Keuze {key}\n        answer: Ja, {key}." for key in range(3, 10))
    other.write_text(menu.replace("\n          - Schelden.", f"\n          - Schelden.{more}"), encoding="utf-8")
    shown = diff(files[0], other).output
    assert "gesproken: 27 teksten." in shown
    assert "  … en nog 7. Alle teksten met hun opnamen: python -m ivr prompts" in shown


def test_the_file_against_the_latest_version(diff, archive, monkeypatch):
    """Without any name: what I am about to publish, against what git has; from any folder."""
    menus = archive / "menus.yml"
    assert diff("--menus", menus).output == "Voor bellers verandert er niets.\n"
    menus.write_text(CHANGED, encoding="utf-8")
    assert "HEAD:beheer/menus.yml → " in diff("--menus", menus).output
    monkeypatch.chdir(archive)
    assert "HEAD:beheer/menus.yml → menus.yml" in diff().output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("v1", "v2"),
        ("HEAD~1", "HEAD"),
        ("v1", "main"),
        ("main~1:beheer/menus.yml", "main:beheer/menus.yml"),
        ("v1", ":beheer/menus.yml"),
    ],
)
def test_two_versions(diff, archive, old, new):
    """A tag, a branch, a version before another, a file in a version: whatever git knows."""
    result = diff("--menus", archive / "menus.yml", old, new)
    assert result.exit_code == 0
    assert result.output.splitlines()[2:5] == [
        "Toets 2 (Wat kost het bellen?) zegt iets anders.",
        "  was:    Bellen [is gratis.]",
        "  wordt:  Bellen [kost niets.]",
    ]


def test_a_version_and_a_file(diff, archive, files):
    """Names of both kinds can be mixed."""
    assert "2 veranderingen" in diff("--menus", archive / "menus.yml", "v1", files[1]).output


def test_a_file_goes_before_a_version_of_the_same_name(diff, archive, monkeypatch):
    """What somebody sees in the folder is what is meant."""
    monkeypatch.chdir(archive)
    (archive / "v2").write_text(PLAIN, encoding="utf-8")
    assert diff("v1", "v2").output == "Voor bellers verandert er niets.\n"


def test_a_folder_does_not_hide_a_version(diff, archive, monkeypatch):
    """A branch can be called as a folder is; a folder is no menu."""
    monkeypatch.chdir(archive)
    (archive / "v1").mkdir()
    assert "1 verandering voor bellers" in diff("v1").output


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nergens", "'nergens' is geen bestand, en 'nergens' is geen versie die git kent."),
        ("v1:nergens.yml", "In versie 'v1' is er geen bestand 'nergens.yml'."),
        ("v1:beheer", "In versie 'v1' is er geen bestand 'beheer'."),
        (":nergens.yml", "In wat klaarstaat voor de volgende versie is er geen bestand 'nergens.yml'."),
        ("--output=gelekt", "'--output=gelekt' is geen bestand, en zo kan ook een versie in git niet heten."),
        ("-p:menus.yml", "'-p:menus.yml' is geen bestand, en zo kan ook een versie in git niet heten."),
        ("", "'' is geen bestand, en zo kan ook een versie in git niet heten."),
        ("x" * 5000, f"'{'x' * 5000}' is geen bestand, en '{'x' * 5000}' is geen versie die git kent."),
        ("v1\0v2", "'v1\0v2' is geen bestand, en git kan het ook niet vinden (embedded null byte)."),
        ("v1\nv2", "'v1\nv2' is geen bestand, en 'v1\nv2' is geen versie die git kent."),
    ],
)
def test_a_name_that_leads_to_no_menu(diff, archive, monkeypatch, name, said):
    """One line says what is wrong; what begins with a dash is never passed on to git."""
    monkeypatch.chdir(archive)
    result = diff("--", name, "menus.yml")
    assert str(result.exception) == f"ivr: {said}"
    assert not (archive / "gelekt").exists()


def test_a_folder_without_git(diff, files, tmp_path):
    """Outside a repository there are no versions."""
    result = diff("--menus", tmp_path / "menus.yml", "HEAD", files[1])
    assert str(result.exception) == (
        f"ivr: 'HEAD' is geen bestand, en de map {tmp_path} wordt niet door git bijgehouden."
    )


def test_a_repository_that_git_cannot_read(diff, archive):
    """What git says of its own files is passed on: an administrator can do something with it."""
    (archive.parent / ".git/config").write_text("[kapot")
    said = str(diff("--menus", archive / "menus.yml").exception)
    assert said.startswith(f"ivr: 'HEAD' is geen bestand, en git kan de map {archive} niet lezen (fatal: bad config")


def test_a_link_to_the_menu_file(diff, archive, tmp_path, monkeypatch):
    """The versions are those of the file that the link leads to, also when git has begun the work elsewhere."""
    (tmp_path / "link.yml").symlink_to(archive / "menus.yml")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elders"))
    assert "v1:beheer/menus.yml → " in diff("--menus", tmp_path / "link.yml", "v1").output


def test_a_folder_that_is_not_there(diff, files, tmp_path):
    """A slip in the name of the folder is told as that."""
    result = diff("--menus", tmp_path / "weg/menus.yml", "HEAD", files[1])
    assert str(result.exception) == f"ivr: 'HEAD' is geen bestand, en de map {tmp_path}/weg is er niet."


def test_git_is_not_installed(diff, archive, monkeypatch, tmp_path):
    """Two files can be compared without git, and for a version it is said what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    menus = archive / "menus.yml"
    assert diff(menus, menus).exit_code == 0
    assert "is git nodig (apt-get install git)" in str(diff("--menus", menus, "v1").exception)


def test_a_menu_of_another_version_with_problems(diff, archive):
    """The problems are told with the version in front, so that nobody looks for them in the file of today."""
    menus = archive / "menus.yml"
    menus.write_text(PLAIN.replace("welcome:", "welkom:"), encoding="utf-8")
    git(archive, "commit", "-am", "kapot")
    menus.write_text(PLAIN, encoding="utf-8")
    result = diff("--menus", menus)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "HEAD:beheer/menus.yml:8:1: " in result.stderr


def test_a_new_file_with_problems(diff, archive):
    """The file of today is named as it was given."""
    menus = archive / "menus.yml"
    menus.write_text("name: Veilig Thuis\nwelkom: Goedendag.\n", encoding="utf-8")
    result = diff("--menus", menus)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{menus}:2:1: " in result.stderr


def test_the_shipped_menu_against_itself(ivr):
    """Nothing of the shipped line changes."""
    assert (
        ivr("diff", str(ROOT / "menus.yml"), "menus.yml", "--exit-code").output == "Voor bellers verandert er niets.\n"
    )
