"""What an operator is told of a slip of the hand: once, where it was made, and what to do about it."""

import re
from collections.abc import Iterator
from time import process_time

import pytest

from tests.conftest import ROOT
from tests.test_loader import BAD, large, problems

STARTING = (ROOT / "ivr/starting.yml").read_text(encoding="utf-8").split("\n")
FILES = {path.stem: path.read_text(encoding="utf-8") for path in BAD}

TOLD = {
    "key-in-comment": "Een regel die met # begint, leest niemand",
    "key-in-comment-inside": "Schrijf '2:'",
    "key-in-comment-first": "Schrijf '4:'",
    "key-lost": "zoals '3:', minder ingesprongen",
    "key-forgotten": "zoals '2:', en laat wat erbij hoort verder inspringen",
    "key-too-deep": "Laat '3:' even ver inspringen als '2:'.",
    "choice-too-deep": "'2:' op regel 33",
    "choice-not-indented": "Laat '4:' even ver inspringen als '2:', met wat eronder staat.",
    "key-beside-menu": "Laat '2:' verder inspringen dan 'menu:'.",
    "option-beside-key": "Laat 'option:' verder inspringen dan '3:'.",
    "choice-beside-key": "Laat 'option:' verder inspringen dan '2:', met wat eronder staat.",
    "first-word-indented": "Laat 'name:' even ver inspringen als 'number:', helemaal vooraan.",
    "arrow-for-dash": "Schrijf een streepje, een spatie en >.",
    "long-dash": "Schrijf een streepje, een spatie en >. Kijk ook op regel 38.",
    "long-dash-with-text": "Schrijf een streepje (-) en een spatie. Kijk ook op regel 37.",
    "glued-dash-number": "ontbreekt een spatie",
    "dashes-behind-gt": "Haal de > achter 'answer' weg",
    "dash-behind-text": "Zet ook wat achter 'answer:' staat op een eigen regel",
    "dashes-in-phrase": "Bij 'waiting' hoort één tekst",
    "conflict-mark": "Hier staan twee versies van het menu door elkaar",
    "numbers-one-line": "Zet elk nummer op een eigen regel",
    "own-numbers": "Hier hoort één nummer",
    "number-brackets": "Achter dit streepje hoort één telefoonnummer",
    "phrase-too-long": "Maak hem korter: een paar zinnen.",
    "paragraph-too-long": "verdeel het antwoord met een lege regel",
    "ring-lost": "Zet 'ring:' erboven op een eigen regel, even ver ingesprongen als 'short:'.",
    "emergency-lost": "Zet 'emergency:' erboven op een eigen regel, helemaal vooraan.",
    "numbers-lost": "Zet 'numbers:' erboven op een eigen regel, iets minder ingesprongen.",
    "answer-lost": "ontbreekt 'answer: >'",
    "colon-in-text": "Of schrijf 'option: >'",
    "colon-in-next-line": "Of schrijf 'answer: >'",
    "colon-below-answer": "Of schrijf 'answer: >'",
    "colon-in-part": "Of schrijf '- >'",
    "wide-colon": "hier staat '：'",
    "equals-sign": "Schrijf 'option:' en dan een spatie.",
    "apostrophe-inside": 'een dubbel (").',
    "quotes-inside": "enkele aanhalingstekens (')",
    "apostrophe": 'dubbele aanhalingstekens (").',
}


@pytest.mark.parametrize("name", TOLD)
def test_the_first_message_says_what_to_do(name: str) -> None:
    """An operator who does what the first message says, mends what went wrong."""
    assert TOLD[name] in problems(FILES[name])[0].message


@pytest.mark.parametrize("name", TOLD)
def test_it_makes_no_difference_how_far_a_menu_is_indented(name: str) -> None:
    """An operator who indents by four spaces is told the same."""
    wide = re.sub("^( +)", r"\1\1", FILES[name], flags=re.MULTILINE)
    told = [[(problem.position.line, problem.rule) for problem in problems(menu)] for menu in (FILES[name], wide)]
    assert told[0] == told[1]


def shifted() -> Iterator[tuple[int, list[str]]]:
    """The starting menu with one of its lines too far to the left or to the right, and which line."""
    for at, line in enumerate(STARTING):
        indent = len(line) - len(line.lstrip())
        if line[indent:] and not line[indent:].startswith("#"):
            for other in {0, indent - 4, indent - 2, indent + 2, indent + 4} - {indent}:
                if other >= 0:
                    yield at + 1, [*STARTING[:at], " " * other + line[indent:], *STARTING[at + 1 :]]


def test_a_line_that_moved_is_one_problem_close_by() -> None:
    """Whichever line stands too far to the left or to the right, an operator is told once, there or just below."""
    told = [(number, problems("\n".join(lines))) for number, lines in shifted()]
    assert len(told) > 200
    several = [number for number, found in told if len(found) > 1]
    far = {number for number, found in told if found and abs(found[0].position.line - number) > 3}
    assert several == []
    assert [STARTING[number - 1].strip() for number in far] == ["- >"]


def gone() -> Iterator[tuple[int, str]]:
    """The starting menu without one of its lines, and which line."""
    for at, line in enumerate(STARTING):
        if line.strip() and not line.lstrip().startswith("#"):
            yield at + 1, "\n".join(STARTING[:at] + STARTING[at + 1 :])


def test_a_line_that_is_gone_is_one_problem() -> None:
    """Whichever line an operator loses, what is missing is told once."""
    told = [(number, problems(menu)) for number, menu in gone()]
    assert [number for number, found in told if len(found) > 1] == []


def test_a_colon_that_is_gone_is_one_problem() -> None:
    """Whichever colon an operator loses, that is what is told, and no other line is suspected."""
    menu = (ROOT / "menus.yml").read_text(encoding="utf-8").split("\n")
    words = [at for at, line in enumerate(menu) if re.match(r" +(?:\w+):", line)]
    told = {at + 1: problems("\n".join([*menu[:at], menu[at].replace(":", "", 1), *menu[at + 1 :]])) for at in words}
    assert len(told) > 50
    assert [line for line, found in told.items() if len(found) > 1] == []


@pytest.mark.parametrize("first", ["option: Nood", "- >", "2:", "answer: >", "press = Toets", "  Tekst."])
def test_a_slip_on_the_very_first_line_is_told(first: str) -> None:
    """Nothing needs to stand above a line that is wrong."""
    assert problems(f"{first}\n")
    assert problems("\n".join([first, *STARTING]))


def test_two_slips_are_told_at_once() -> None:
    """An operator need not mend one thing to hear of the other, nor of what has nothing to do with them."""
    menu = "\n".join(STARTING).replace("  3:\n    option: Is deze", "  #:\n    option: Is deze")
    menu = menu.replace("    option: Hoe werkt", "  option: Hoe werkt").replace("rounds: 3 ", "rounds: drie ")
    assert [problem.rule for problem in problems(menu)] == ["whole-number", "lost-key", "indentation"]


def test_a_word_that_really_stands_there_twice_is_no_slip() -> None:
    """Nobody is sent to look for a slip that does not explain the problem."""
    menu = "\n".join(STARTING).replace(
        "    # VUL IN: voor wie", "    #\n    option: Nog een keer\n    # VUL IN: voor wie"
    )
    assert [problem.rule for problem in problems(menu)] == ["duplicate"]


@pytest.mark.parametrize(
    "menu",
    [
        "menu:\n" + "  2:\n  option: x\n" * 4000,
        "#:\n" * 20_000 + "option: [\n",
        "- a\n" * 20_000 + "b: [",
        "#:\n" * 200_000 + "option: [\n",
        large(700).replace("answer:", "anwser:"),
    ],
    ids=["doubles", "comments", "dashes", "more comments", "misspelt"],
)
def test_a_file_full_of_slips_is_answered_soon(menu: str) -> None:
    """However much is wrong with a file, an operator gets an answer."""
    start = process_time()
    assert problems(menu)
    assert process_time() - start < 30
