"""Menu files: the good ones load, the bad ones say what is wrong and where."""

import re
from pathlib import Path

import pytest

from ivr.fields import reference
from ivr.loader import load, loads
from ivr.menu import Line, Menu, names
from ivr.problems import InvalidMenu, Problem

HERE = Path(__file__).parent
MENUS = HERE.parent / "menus.yml"
GOOD = sorted((HERE / "menus/good").glob("*.yml"))
BAD = sorted((HERE / "menus/bad").glob("*.yml"))
PLAIN = (HERE / "menus/good/plain.yml").read_text(encoding="utf-8")

EXPECTED = re.compile(r"^# expect: (\d+):(\d+) (\S+)$", re.MULTILINE)
ENGLISH = re.compile(
    r"\b(Input|should|field|required|valid|string|type|found|expected|error|Traceback|Error|None|null|scanning|parsing"
    r"|mapping|sequence|character|YAMLError)\b"
)


def problems(menu: bytes | str) -> list[Problem]:
    """What is wrong with a menu; nothing when it loads."""
    try:
        loads(menu)
    except InvalidMenu as error:
        return error.problems
    return []


def places(found: list[Problem]) -> list[tuple[int, int, str]]:
    """Line, column and rule of each problem."""
    return [(problem.position.line, problem.position.column, problem.rule) for problem in found]


def changed(old: str, new: str) -> str:
    """The plain menu with one thing changed."""
    assert PLAIN.count(old) == 1
    return PLAIN.replace(old, new)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_menu_loads(path: Path) -> None:
    """Every menu in menus/good can be published."""
    assert isinstance(load(path), Line)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_menu_says_what_is_wrong(path: Path) -> None:
    """Every mistake is reported once, at its line and column, and nothing else is."""
    text = path.read_text(encoding="utf-8")
    expected = [(int(line), int(column), rule) for line, column, rule in EXPECTED.findall(text)]
    assert expected
    assert places(problems(text)) == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_message_is_plain_dutch(path: Path) -> None:
    """No message shows a word of the software behind it, and each is a whole sentence."""
    for problem in problems(path.read_text(encoding="utf-8")):
        said = re.sub(r"'[^']*'|\{\w+\}", "", problem.message)
        assert not ENGLISH.search(said), said
        assert problem.message[-1] in ".?"
        assert problem.message[0].isupper() or problem.message[0] in "'1"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.rule)


def test_a_problem_reads_as_file_line_column_message() -> None:
    """Editors can jump to the place of a problem."""
    (problem,) = problems(changed("language: nl-NL", "language: nl"))
    assert str(problem).startswith("menus.yml:5:11: 'nl' is geen taal")


def test_a_file_is_called_as_the_operator_called_it(tmp_path: Path) -> None:
    """Problems name the file that was given."""
    path = tmp_path / "nieuw.yml"
    path.write_text("name: x\n", encoding="utf-8")
    with pytest.raises(InvalidMenu) as refused:
        load(path)
    assert {problem.position.file for problem in refused.value.problems} == {str(path)}


TOPICS = {
    "22": "Blijft mijn melding anoniem?",
    "23": "Neemt u thuis contact met mij op?",
    "24": "Wat kost het bellen?",
    "32": "Vormen van geweld",
    "33": "Ik heb zelf geweld gebruikt",
    "34": "Wat is een huisverbod?",
    "42": "Hoe werkt Veilig Thuis?",
    "432": "Wat is een meldcode?",
    "433": "Veilig Thuis inschakelen bij de meldcode?",
    "44": "De vertrouwensarts",
}


def topics(menu: Menu, keys: str = "") -> dict[str, str]:
    """The keys to every answer, and what it is called."""
    found: dict[str, str] = {}
    for key, option in menu.items():
        found |= topics(option.menu, keys + key) if option.menu else {keys + key: option.option}
    return found


def test_the_eleven_topics_have_their_place() -> None:
    """The emergency and ten answers are where the tree for callers puts them."""
    line = load(MENUS)
    assert "politie" in line.emergency.answer[0]
    assert topics(line.menu) == TOPICS


def test_the_line_mentions_its_numbers_by_name() -> None:
    """The administrator is told which numbers to set."""
    assert names(load(MENUS)) == ("LINE_NUMBER", "ADVISOR_NUMBER")


def test_a_name_is_told_from_a_number() -> None:
    """Only ${NAME} is a name."""
    assert reference("${LINE_NUMBER}") == "LINE_NUMBER"
    assert reference("+31101234567") is None
    assert reference("${LINE_NUMBER} ") is None


def test_a_blank_line_is_a_pause() -> None:
    """Paragraphs are told apart by blank lines, however the text is written."""
    menu = load(HERE / "menus/good/texts.yml").menu
    assert menu["2"].option == "Nee"
    assert menu["2"].answer == (("Bellen is gratis.", "Dag en nacht."),)
    assert menu["3"].option == "Geweld: wat is dat?"
    assert menu["3"].menu is not None
    assert menu["3"].menu["2"].answer == (
        ("8",),
        ("Schelden - of schreeuwen.", "En meer."),
        ("Bedreigen en stalken.",),
    )


def test_accents_and_spaces_are_folded() -> None:
    """Two ways to type é, and spaces nobody hears, give one and the same text."""
    line = loads(changed("Bellen is gratis.", "Be\u0301l   één\u00a0één twee."))
    assert line.menu["2"].answer == (("Bél één één twee.",),)


def test_a_paragraph_of_spaces_says_nothing() -> None:
    """Spaces between quotes are no answer."""
    found = problems(changed("answer: Bellen is gratis.", 'answer: " "'))
    assert places(found) == [(28, 13, "nothing-to-say")]


@pytest.mark.parametrize("rewritten", [PLAIN.replace("\n", "\r\n"), "\ufeff" + PLAIN], ids=["windows", "bom"])
def test_files_from_windows_load(rewritten: str) -> None:
    """Line ends and byte order marks of Windows make no difference."""
    assert loads(rewritten.encode()) == loads(PLAIN)


def test_places_count_the_same_on_windows() -> None:
    """A problem in a Windows file stands at the same line and column."""
    bad = changed("answer: Bellen is gratis.", "answer: Bellen is <b>gratis</b>.")
    there = places(problems(bad))
    assert there == [(28, 23, "markup")]
    assert places(problems("\ufeff" + bad.replace("\n", "\r\n"))) == there


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        (b"", (1, 1, "empty-file")),
        (b"\xef\xbb\xbf", (1, 1, "empty-file")),
        (b"---\n", (1, 1, "empty-file")),
        ("name: Thuis".encode("utf-16"), (1, 1, "encoding")),
        ("name: Thuis".encode("utf-16-be"), (1, 1, "encoding")),
        (b"name: Thuis\nwelcome: \xc3\xa9\xe9n\n", (2, 11, "encoding")),
        (b"\xef\xbb\xbfname: \xe9\n", (1, 7, "encoding")),
        (b"name: Veilig\0Thuis\n", (1, 13, "invisible")),
        (b"name: Thuis\r\nwelcome: \x1bdag\r\n", (2, 10, "invisible")),
        ("name: \ud800", (1, 7, "invisible")),
        (b"# " + b"x" * 5_000_000, (1, 1, "too-large")),
        (b"{\\rtf1\\ansi name: Thuis\\par\n}", (1, 1, "not-plain-text")),
        (b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml", (1, 1, "not-plain-text")),
        (b"%PDF-1.7\nname: Thuis\n", (1, 1, "not-plain-text")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, (1, 1, "not-plain-text")),
        ("\ufeff\n<!DOCTYPE html>\n<p>name: Thuis</p>", (1, 1, "not-plain-text")),
        ("<html><body>name: Thuis</body></html>", (1, 1, "not-plain-text")),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (1, 1, "not-plain-text")),
        (b"RIFF\x24\x08\0\0WAVEfmt ", (1, 1, "not-plain-text")),
        (b"\x1f\x8b\x08\0\0\0\0\0", (1, 1, "not-plain-text")),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_text_is_refused(menu: bytes | str, expected: tuple[int, int, str]) -> None:
    """Files of another kind, in another encoding, with invisible characters or without a menu are told apart."""
    assert places(problems(menu)) == [expected]


def test_a_binary_file_gives_a_short_list() -> None:
    """What is no text by mistake does not give a million problems: every character once, and not all of them."""
    assert places(problems(b"menu\n" + b"\1" * 1000)) == [(2, 1, "invisible")]
    assert len(problems("".join(map(chr, range(0x7F, 0xA0))))) == 20


@pytest.mark.parametrize(
    ("old", "new", "also"),
    [
        ("gratis", "gra\0\0\0tis", ""),
        ("gratis", "gra\0tis\n      \0", " Kijk ook op regel 29."),
        ("gratis", "Ã©Ã©n" + "\n      Ã©" * 6, " Kijk ook op regel 29, 30, 31, 32, 33 en verder."),
    ],
    ids=["nothing", "twice", "mangled"],
)
def test_what_came_into_the_whole_file_is_told_once(old: str, new: str, also: str) -> None:
    """One cause is one problem, however often it shows; the other lines are named."""
    (problem,) = problems(changed(f"Bellen is {old}", f"Bellen is {new}"))
    assert problem.position.line == 28
    assert problem.message.endswith(f".{also} De rest is nog niet nagekeken.")


def test_a_file_full_of_nonsense_gives_a_short_list() -> None:
    """The first two hundred problems are enough to begin with."""
    for nonsense, told in ((200, 200), (201, 201), (1500, 201)):
        found = problems(PLAIN + "".join(f"onzin{number}: x\n" for number in range(nonsense)))
        assert len(found) == told
        assert ("more-problems" in {problem.rule for problem in found}) == (nonsense > 200)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, a folder and a file without permission are told apart."""

    def denied(*_: object) -> None:
        raise PermissionError

    assert _rule(tmp_path / "weg.yml") == "no-file"
    assert _rule(tmp_path) == "directory"
    assert _rule(Path("\0.yml")) == "not-readable"
    monkeypatch.setattr(Path, "open", denied)
    assert _rule(tmp_path / "geheim.yml") == "not-readable"


def _rule(path: Path) -> str:
    with pytest.raises(InvalidMenu) as refused:
        load(path)
    (problem,) = refused.value.problems
    assert str(problem.position) == f"{path}:1:1"
    return problem.rule


def test_problems_of_all_kinds_are_reported_at_once() -> None:
    """One look at the list is enough to mend the whole file."""
    found = problems((HERE / "menus/bad/many.yml").read_text(encoding="utf-8"))
    assert len(found) == 6
    assert found == sorted(found)


@pytest.mark.parametrize(("old", "new"), [("option: Geweld", "option: [Geweld"), ("menu:\n  2:", "menu:\n\u00a0 2:")])
def test_a_mistake_that_stops_the_reading_says_so(old: str, new: str) -> None:
    """Nobody takes one problem for the only one when the rest was not read."""
    (problem,) = problems(changed(old, new))
    assert problem.message.endswith(" De rest is nog niet nagekeken.")


def test_other_languages_have_voices_too() -> None:
    """Only of Dutch it is known which voices there are."""
    english = changed("language: nl-NL", "language: en-GB").replace("Polly.Laura-Neural", "Polly.Amy-Neural")
    assert loads(english).say == "Polly.Amy-Neural"


@pytest.mark.parametrize("voice", ["Polly.Lotte", "Polly.Ruben", "Google.nl-NL-Chirp3-HD-Aoede", "woman"])
def test_dutch_voices_load(voice: str) -> None:
    """Every voice that Twilio has for Dutch."""
    assert loads(changed("Polly.Laura-Neural", voice)).say == voice


def test_a_toll_free_number_is_shown_but_not_rung() -> None:
    """A line may have an 0800 number of its own; no advisor can be reached at one."""
    shown, rung = (changed(name, "'+318002000'") for name in ("${LINE_NUMBER}", "${ADVISOR_NUMBER}"))
    assert loads(shown).number == "+318002000"
    assert [problem.rule for problem in problems(rung)] == ["number-0800"]


def test_ten_thousand_choices_load() -> None:
    """A menu may be far larger than anybody would want to hear."""
    assert len(topics(loads(large(10_000)).menu)) == 10_000


def large(choices: int) -> str:
    """A menu with that many answers, five menus deep."""
    lines: list[str] = []
    _fill(lines, choices, "  ")
    head, tail = PLAIN.split("menu:\n")[0], PLAIN[PLAIN.index("phrases:") :]
    return head + "menu:\n" + "\n".join(lines) + "\n" + tail


def _fill(lines: list[str], choices: int, indent: str) -> None:
    share = -(-choices // 8)
    for key in range(2, 10):
        number = min(share, choices - share * (key - 2))
        if number <= 0:
            return
        lines += [f"{indent}{key}:", f"{indent}  option: Keuze {key}"]
        if number == 1:
            lines.append(f"{indent}  answer: Dit is het antwoord, in één zin.")
        else:
            lines.append(f"{indent}  menu:")
            _fill(lines, number, indent + "    ")
