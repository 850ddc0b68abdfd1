"""`ivr call --repro`: a call prints itself as a test that holds, and that fails when the line changes."""

import io
import json
import subprocess
import sys

import click
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ivr.cli import main
from ivr.cli.call import WAIT, by_itself, by_keypad
from ivr.keys import KEYS
from ivr.rehearsal import Called, as_test
from ivr.settings import Settings
from ivr.simulator import OUTCOMES
from ivr.web import draft_app
from tests.cli.conftest import PLAIN
from tests.conftest import ADVISOR, NUMBERS, ROOT, TOKEN, URL, Network

SHIPPED = Called.read(ROOT / "menus.yml", NUMBERS)
KEYPAD = [*KEYS, "0", "0", "\r", "\r", "\r", "a", "b", "n", "f", "x"]


def run(code: str, **fixture: object) -> None:
    """Run a printed test, as pytest would."""
    names: dict[str, object] = {}
    exec(compile(code, "printed", "exec"), names)  # noqa: S102 - the code was printed by what is tested
    (test,) = (value for name, value in names.items() if name.startswith("test_"))
    test(**fixture)  # type: ignore[operator]


def replayed(code: str, app, script) -> None:
    """Run a printed test with the project's line, which allows no faults."""
    line = Network(app, script)
    run(code, line=line)
    assert [fault for call in line.calls for fault in call.faults] == []


@pytest.fixture
def printed(ivr):
    """Call by itself, and give the test that is printed below the call."""

    def call(*arguments: str) -> str:
        return str(ivr("call", *arguments, "--repro").stdout).split("\n\n", 1)[1]

    return call


@examples(max_examples=30)
@given(typed=st.lists(st.sampled_from(KEYPAD), max_size=14))
def test_whatever_is_pressed_the_test_repeats_it(app, script, typed):
    """Whoever tried something at the keypad has a test of it, whatever it was; no line is too long to be pasted."""
    keys = iter(typed)
    moments = by_keypad(Network(app, script).call(dials=["ringing"]), lambda: next(keys, "q"), io.StringIO())
    code = as_test(moments, ["ringing"], SHIPPED)
    replayed(code, app, script)
    assert max(map(len, code.splitlines())) <= 120


@examples(max_examples=12)
@given(
    keys=st.lists(st.sampled_from([*KEYS, "0", WAIT, WAIT]), max_size=10),
    dials=st.lists(st.sampled_from([*OUTCOMES]), min_size=1, max_size=4),
)
def test_whatever_the_advisors_do_the_test_repeats_it(app, script, keys, dials):
    """Busy rounds, lost results and calls without end are repeated just as well."""
    moments = by_itself(Network(app, script).call(dials=dials), keys, io.StringIO())
    replayed(as_test(moments, dials, SHIPPED), app, script)


def test_it_is_written_in_the_callers_words(printed):
    """A developer reads what was done, what was heard and who was reached, and nothing else."""
    assert printed("2", "4", "wait", "0").splitlines() == [
        "from tests.conftest import ADVISOR",
        "",
        "",
        "def test_2_4_wait_0_wait(line):",
        '    """2, 4, wait, 0, wait: the caller talks with an advisor."""',
        "    call = line.call()",
        '    assert call.hears("Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond.")',
        '    call.presses("2")',
        '    assert call.hears("Bellen en privacy.")',
        '    call.presses("4")',
        '    assert call.hears("Veilig Thuis heeft een landelijk nummer.")',
        "    call.waits()",
        '    assert call.hears("U kunt nu kiezen.")',
        '    call.presses("0")',
        '    assert call.hears("Ik verbind u door met een adviseur. U kunt op elk moment ophangen.")',
        "    call.waits()",
        "    assert call.connected_to == ADVISOR",
    ]


def test_it_fails_when_something_else_is_done(printed, app, script):
    """No act can be left out without the test noticing: what it asserts is not said everywhere."""
    lines = printed("2", "4", "wait", "0").splitlines()
    acts = [number for number, line in enumerate(lines) if line.startswith(("    call.presses", "    call.waits"))]
    assert len(acts) == 5
    for number in acts:
        with pytest.raises(AssertionError):
            replayed("\n".join([*lines[:number], *lines[number + 1 :]]), app, script)


def test_it_fails_on_a_line_that_says_something_else(printed, script, tmp_path):
    """A menu that lost what was heard is found out."""
    menus = tmp_path / "none.yml"
    other = draft_app(Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", numbers=NUMBERS))
    with pytest.raises(AssertionError):
        replayed(printed("3", "2"), other, script)


def test_a_wrong_key_twice_is_asserted_twice(printed):
    """Where nothing new is heard, the test listens for what is said there first."""
    assert printed("9", "9").count('assert call.hears("Die toets werkt hier niet.")') == 2


def test_it_tells_how_often_telephones_rang_in_vain(printed):
    """What the advisors did is done again, and counted."""
    code = printed("0", "--advisor", "busy")
    assert 'call = line.call(dials=["busy"])' in code
    assert code.index("assert len(call.dialled) == 3") < code.index("assert len(call.dialled) == 6")
    assert code.endswith("    assert not call.ended\n")


def test_a_real_advisors_number_is_not_in_it(printed, monkeypatch):
    """A test that is shared shows nobody's telephone number."""
    monkeypatch.setenv("ADVISOR_NUMBER", "+31207654321")
    for code in (printed("0"), printed("0", "--menus", "tests/menus/good/plain.yml")):
        assert "7654321" not in code
        assert "assert call.connected_to == " in code


GOOD = sorted((ROOT / "tests/menus/good").glob("*.yml"))


@pytest.mark.parametrize("menus", GOOD, ids=lambda path: str(path.stem))
def test_another_menu_has_a_line_of_its_own(printed, tmp_path, menus, office):
    """A call to any menu becomes a test that needs no more than that menu, and says which one it is."""
    code = printed("2", "wait", "9", "0", "--menus", str(menus))
    assert f"In {menus.name}, without its recordings." in code
    assert ("office" in code) == (menus.stem == "queue")
    run(code, tmp_path=tmp_path, **({"office": office} if "office" in code else {}))


@pytest.mark.parametrize("name", ['it\'s "mine"\\ {x}.yml', "menu.yml"])
def test_a_menu_elsewhere_may_have_any_name(printed, tmp_path, name):
    """Quotes and backslashes in the name of a file do not break the test."""
    (tmp_path / name).write_text(PLAIN, encoding="utf-8")
    run(printed("3", "--menus", str(tmp_path / name)), tmp_path=tmp_path / "none")


@pytest.mark.parametrize("text", ["Zeg \"ja\" of 'nee' \\ of zo.", "Nee. " + "lang " * 60 + "woord.", "a" * 500])
def test_any_text_can_be_listened_for(printed, tmp_path, text):
    """Quotes, long sentences and endless words are heard by the test as they were by the caller."""
    menus = tmp_path / "menus.yml"
    menus.write_text(PLAIN.replace("answer: Bellen is gratis.", f"answer: >\n      {text}"), encoding="utf-8")
    code = printed("2", "--menus", str(menus))
    run(code, tmp_path=tmp_path / "none")
    assert " " not in text or max(map(len, code.splitlines())) <= 120


def test_what_nobody_wrote_down_is_not_listened_for(app, script):
    """A recording whose words are unknown, of a server with another menu, leaves no file name in the test."""
    moments = by_itself(Network(app, script).call(), ["1"], io.StringIO())
    code = as_test(moments, ["answered"], Called.read(GOOD[0], NUMBERS))
    assert "Rotterdam" not in code
    assert "assert call.hears(" in code


def test_a_broken_menu_is_answered_by_the_built_in_line(printed, tmp_path):
    """A test of what callers hear meanwhile holds as well."""
    (tmp_path / "menus.yml").write_text("name: Veilig Thuis\nwelkom: Goedendag.\n")
    run(printed("1", "0", "--menus", str(tmp_path / "menus.yml")), tmp_path=tmp_path)


def test_beside_json_it_goes_to_standard_error(ivr):
    """A program that reads the call gets JSON alone."""
    result = ivr("call", "0", "--json", "--repro")
    assert json.loads(result.stdout)["connected_to"] == ADVISOR
    assert "def test_0_wait(line):" in result.stderr


def test_pasted_into_the_tests_it_passes(printed, tmp_path):
    """What is printed is laid out as the project's code is, and pytest runs it with the project's fixtures."""
    for name, arguments in {
        "shipped": ("4", "9", "hekje", "ster", "0"),
        "other": ("3", "--menus", str(GOOD[0])),
    }.items():
        (tmp_path / f"test_{name}.py").write_text(f'"""Pasted."""\n\n{printed(*arguments)}', encoding="utf-8")
    for command in (
        ["ruff", "format", "--check", "--config", "pyproject.toml"],
        ["ruff", "check", "--no-cache", "--config", "pyproject.toml", "--config", 'lint.ignore = ["S101"]'],
        ["pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"],
    ):
        whole = [sys.executable, "-m", *command, *map(str, tmp_path.glob("*.py"))]
        done = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


class Terminal(io.StringIO):
    """A terminal at which nothing is typed but single keys."""

    def isatty(self) -> bool:
        """Tell that a person is there."""
        return True


def test_at_the_keypad_it_comes_after_the_call(monkeypatch, tmp_path, capsys):
    """Who pressed the keys by hand finds the test below the call, after an empty line."""
    keys = iter("0\rbq")
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("IVR_STATE", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    with pytest.raises(SystemExit, match="0"):
        main(["call", "--repro"])
    shown, code = capsys.readouterr().out.split("\n\n", 1)
    assert shown.endswith("(ended)")
    assert 'call = line.call(dials=["ringing"])' in code
    assert '    call.advisors_do("busy")\n    assert call.hears("Blijf aan de lijn.")\n' in code
    assert code.endswith("    call.hangs_up()\n")
