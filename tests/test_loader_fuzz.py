"""Whatever stands in a file: it is a menu, or it is refused with problems that stand in the file."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.loader import loads
from ivr.menu import Line
from ivr.problems import InvalidMenu, Problem

MENU = (Path(__file__).parent.parent / "menus.yml").read_text(encoding="utf-8")
MARKS = "\t :#-'\"[]{}>|&*!%@`,?\\\n\r\0\u200b\u2028é😀<$0"
YAML = st.text(alphabet=MARKS + "ab2~.", max_size=80)


def refusals(menu: bytes | str) -> list[Problem]:
    """What is wrong with a menu, if anything; any other exception fails the test."""
    try:
        assert isinstance(loads(menu), Line)
    except InvalidMenu as refused:
        return refused.problems or pytest.fail("refused without a reason")
    return []


def answers(menu: bytes | str) -> None:
    """A line, or problems that an editor can jump to."""
    text = menu if isinstance(menu, str) else menu.decode("utf-8", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems = refusals(menu)
    assert problems == sorted(problems)
    for problem in problems:
        assert problem.rule != "not-understood"
        assert 1 <= problem.position.line <= len(lines)
        assert 1 <= problem.position.column <= max(len(lines[problem.position.line - 1]), 1)


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text is refused with reasons."""
    answers(text)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Any file is refused with reasons."""
    answers(data)


@given(YAML)
def test_anything_that_looks_like_yaml(text: str) -> None:
    """The marks that YAML gives a meaning are refused with reasons."""
    answers(text)


@given(YAML)
def test_anything_behind_a_word(text: str) -> None:
    """Whatever stands where a text belongs is a text, or is refused with reasons."""
    answers(MENU.replace("Wat kost het bellen?", text))


@given(st.randoms(use_true_random=False))
def test_a_menu_with_changed_lines(dice: random.Random) -> None:
    """Lines lost, doubled, moved in or swapped by accident never break the software."""
    lines = MENU.split("\n")
    for _ in range(dice.randint(1, 3)):
        place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[other])
            case 2:
                lines[place] = " " * dice.randint(0, 9) + lines[place].strip()
            case _:
                lines[place] = lines[other]
    answers("\n".join(lines))


@given(st.randoms(use_true_random=False))
def test_a_menu_with_changed_characters(dice: random.Random) -> None:
    """Slips of the keyboard never break the software."""
    text = MENU
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(text))
        text = text[:place] + dice.choice(["", *MARKS]) + text[place + dice.randint(0, 1) :]
    answers(text)


@given(st.binary(min_size=1, max_size=3), st.integers(0, len(MENU.encode())))
def test_a_menu_with_damaged_bytes(data: bytes, place: int) -> None:
    """A file damaged on its way is a menu, or is refused with reasons."""
    whole = MENU.encode()
    answers(whole[:place] + data + whole[place:])
