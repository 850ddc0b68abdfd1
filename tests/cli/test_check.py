"""`ivr check` as operators, editors, hooks and GitHub use it."""

import io
import json
import re

import pytest

from ivr.check import RULES
from ivr.check.recordings import EXPLANATIONS
from ivr.cli.check import examine
from ivr.cli.check_report import MOST, as_text
from ivr.loader import explained
from tests.conftest import ROOT

BAD, POOR = ROOT / "tests/menus/bad", ROOT / "tests/menus/poor"


def checked(ivr, path, *options):
    """Check a file without recordings."""
    return ivr("check", str(path), "--prompts", "nergens", *options)


@pytest.mark.parametrize("path", [*sorted(BAD.glob("*.yml")), *sorted(POOR.glob("*.yml"))], ids=lambda path: path.stem)
def test_the_caret_stands_below_the_place(ivr, path):
    """Wherever a problem is, its line is shown, and the caret stands below the column that is told."""
    lines = checked(ivr, path).output.split("\n")
    carets = 0
    for number, line in enumerate(lines):
        if place := re.match(rf"{re.escape(str(path))}:(\d+):(\d+): (?:fout|waarschuwing)", line):
            shown, caret = lines[number + 1 : number + 3]
            assert shown.startswith(f"{place[1]:>5} | ")
            text, below = shown[8:], caret[8:]
            assert below.strip() == "^"
            assert text[below.index("^") :].startswith(_source(path, int(place[1]))[int(place[2]) - 1 :][:10])
            carets += 1
    assert carets or "let op" in lines[0]


def _source(path, number):
    text = path.read_text(encoding="utf-8").removeprefix("\ufeff").split("\n")[number - 1]
    return "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in text)


def test_an_error_stops_and_a_warning_does_not(ivr):
    """A script that publishes sees the difference in the exit status; with --strict a warning stops too."""
    warned, refused = POOR / "digits-112.yml", POOR / "unfinished.yml"
    assert checked(ivr, warned).exit_code == 0
    assert checked(ivr, warned, "--strict").exit_code == 1
    assert checked(ivr, refused).exit_code == 1
    assert "1 waarschuwing. Dit menu kan gepubliceerd worden." in checked(ivr, warned).output
    assert "1 fout. Los de fouten op voordat u dit menu publiceert." in checked(ivr, refused).output


def test_a_notice_stops_nothing(ivr):
    """What is only worth knowing comes in one line each, and stops nobody."""
    result = checked(ivr, ROOT / "ivr/starting.yml", "--strict")
    *notices, summary = result.output.splitlines()
    assert (result.exit_code, summary) == (0, f"{ROOT / 'ivr/starting.yml'} is in orde.")
    assert len(notices) >= 3
    assert all(": let op: " in line for line in notices)


def test_several_files_at_once(ivr):
    """A hook gives every file that changed; one bad file among them stops it."""
    result = ivr("check", "menus.yml", str(BAD / "tab.yml"))
    assert result.exit_code == 1
    assert "menus.yml is in orde." in result.output
    assert result.output.endswith("1 fout. Zolang dat zo is, horen bellers dit menu niet.\n")


def test_what_is_not_saved_yet(ivr):
    """An editor gives the text on standard input."""
    text = (POOR / "digits-112.yml").read_text(encoding="utf-8")
    assert "-:30:29: waarschuwing: '112' leest" in ivr("check", "-", answer=text).output
    assert ivr("check", "-", answer="name: [").exit_code == 1


def test_for_programs(ivr):
    """JSON holds the same, with everything apart; --json and --format json are the same."""
    result = checked(ivr, POOR / "many-findings.yml", "--json")
    [file] = json.loads(result.stdout)
    assert (file["errors"], file["warnings"]) == (4, 2)
    assert file["file"] == str(POOR / "many-findings.yml")
    [silent] = [one for one in file["problems"] if one["rule"] == "silent-emergency"]
    assert silent == {
        "file": file["file"],
        "line": 22,
        "column": 26,
        "severity": "error",
        "rule": "silent-emergency",
        "message": silent["message"],
    }
    [recordings] = [one for one in file["problems"] if one["rule"] == "not-recorded"]
    assert (recordings["line"], recordings["column"], recordings["severity"]) == (None, None, "notice")
    assert checked(ivr, POOR / "many-findings.yml", "--format", "json").stdout == result.stdout


def test_for_github(ivr, tmp_path):
    """A pull request shows each problem beside its line; whatever a file is called, nothing else is said."""
    odd = tmp_path / "a,b:c%d.yml"
    odd.write_text((POOR / "capitals.yml").read_text(encoding="utf-8"), encoding="utf-8")
    lines = checked(ivr, odd, "--format", "github").output.splitlines()
    name = str(odd).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    assert lines[0].startswith(f"::warning file={name},line=30,col=10,title=capitals::Hoe 'GGD' klinkt")
    assert {line.split(" ")[0] for line in lines} == {"::warning", "::notice"}


def test_a_long_list_is_cut(ivr, tmp_path):
    """Nobody reads a thousand problems; the rest is counted, and programs get them all."""
    menu = (POOR / "capitals.yml").read_text(encoding="utf-8")
    spoken = "De GGD helpt u ook."
    many = tmp_path / "menus.yml"
    words = [f"GG{chr(65 + number % 26)}{chr(65 + number // 26)}" for number in range(150)]
    texts = [
        "\n\n".join(f"          De {word} helpt." for word in words[start : start + 30]) for start in range(0, 150, 30)
    ]
    parts = "\n".join(f"      - >\n{text}" for text in texts)
    many.write_text(menu.replace(f"answer: >\n      {spoken}", f"answer:\n{parts}"), encoding="utf-8")
    shown = checked(ivr, many).output
    assert shown.count("klinkt, weet een stem niet") == MOST
    assert "... en nog " in shown
    [file] = json.loads(checked(ivr, many, "--json").stdout)
    assert file["warnings"] == 150


def test_an_error_is_not_hidden_behind_warnings(ivr, tmp_path):
    """However many warnings there are, what stops publication is shown."""
    menu = (POOR / "wrong-key-invalid.yml").read_text(encoding="utf-8")
    path = tmp_path / "menus.yml"
    words = "\n\n".join(
        f"            De G{chr(65 + number // 26)}{chr(65 + number % 26)} helpt." for number in range(30)
    )
    parts = "\n".join(f"          - >\n{words.replace('De G', 'De ' + 'ABCDE'[part])}" for part in range(5))
    path.write_text(menu.replace("          - Slaan en schoppen.", parts), encoding="utf-8")
    shown = checked(ivr, path).output
    assert "... en nog " in shown
    assert "'Ongeldige' geeft de beller" in shown


def test_a_very_long_line_is_shown_in_part(ivr, tmp_path):
    """The place is seen, however long the line is that it stands in."""
    menu = (POOR / "capitals.yml").read_text(encoding="utf-8")
    path = tmp_path / "menus.yml"
    path.write_text(menu.replace("De GGD helpt u ook.", "Dit is waar. " * 30 + "De GGD helpt u. " + "Ja. " * 60))
    lines = checked(ivr, path).output.splitlines()
    [number] = [number for number, line in enumerate(lines) if "[capitals]" in line]
    shown, caret = lines[number + 1 : number + 3]
    assert len(shown) < 120
    assert shown[caret.index("^") :].startswith("GGD helpt")
    assert "…" in shown


def test_colour_is_for_terminals(tmp_path):
    """A file or a pipe gets plain text."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = []
    for out in (Terminal(), io.StringIO()):
        as_text([examine(POOR / "capitals.yml", tmp_path)], out)
        shown.append(out.getvalue())
    assert shown[0] != shown[1]
    assert re.sub(r"\x1b\[\d*m", "", shown[0]) == shown[1]


@pytest.mark.parametrize("rule", sorted({*explained(), *EXPLANATIONS, *(rule.name for rule in RULES)}))
def test_every_rule_is_explained(ivr, rule):
    """Whatever stands between brackets behind a message can be asked about."""
    shown = ivr("check", "--explain", rule).output
    assert shown.startswith(f"{rule} (")
    assert len(shown.split()) > 8
    assert max(map(len, shown.splitlines())) <= 105


def test_every_rule_that_the_loader_names_is_explained():
    """No problem of a file has a name that --explain does not know, also where no example file has it."""
    named = re.compile(r'(?:Mistake|Sentence|Problem)\((?:\s*|[^"]*, )"([a-z0-9-]+)"')
    rules = {rule for path in (ROOT / "ivr/loader").rglob("*.py") for rule in named.findall(path.read_text())}
    assert {"more-problems", "not-understood", "lost-key"} <= rules
    assert rules <= set(explained())


def test_every_rule_that_is_found_is_explained(ivr):
    """No example file has a problem that --explain does not know."""
    known = {*explained(), *EXPLANATIONS, *(rule.name for rule in RULES)}
    for path in (*BAD.glob("*.yml"), *POOR.glob("*.yml")):
        found = {problem.rule for problem in examine(path, ROOT / "nergens").problems}
        assert found <= known, path.name


def test_an_explanation_shows_the_way(ivr):
    """An operator reads what is asked, why, and a menu before and after."""
    shown = ivr("check", "--explain", "silent-emergency").output
    assert "houdt publicatie tegen" in shown
    assert "2022Z01868" in shown
    assert shown.index("Niet zo:") < shown.index("U hoeft niets te zeggen") < shown.index("Maar zo:")


def test_an_explanation_of_a_file_shows_the_way_too(ivr):
    """An operator who does not understand a message reads how it is written, and sees a tab."""
    shown = ivr("check", "--explain", "tab").output
    places = [shown.index(part) for part in ("met een tab is", "Niet zo:", "[tab]option", "Maar zo:", "      option")]
    assert places == sorted(places)
    assert "Niet zo:" not in ivr("check", "--explain", "too-large").output


def test_all_rules_are_listed(ivr):
    """Every rule stands in the list, in one line."""
    listed = ivr("check", "--explain", "all").output
    for rule in (*explained(), *EXPLANATIONS, *(rule.name for rule in RULES)):
        assert f"\n  {rule} " in listed
    assert max(map(len, listed.splitlines())) <= 100


def test_a_rule_that_does_not_exist(ivr):
    """A misspelt name is told with the one that is meant."""
    result = ivr("check", "--explain", "long-sentense")
    assert result.exit_code == 2
    assert "Bedoelt u long-sentence?" in result.output
