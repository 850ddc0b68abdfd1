"""Reads a menu file strictly: every mistake in it is found before a caller can hear it, and all of them at once.

bytes → text (reading) → values with their places (tree, syntax) → the line (ivr.menu) → problems in Dutch (messages).
"""

from pathlib import Path

from pydantic import ValidationError

from ivr.loader import messages, reading, rules, tree
from ivr.loader.explained import explained
from ivr.loader.file import MenuFile
from ivr.loader.words import MEANING, Loc
from ivr.menu import Line
from ivr.problems import InvalidMenu, Problem

__all__ = ["MEANING", "Loc", "MenuFile", "explained", "load", "loads", "parse", "read"]

MOST = 200
"""Problems that are told; a file with more is another kind of file."""


def load(path: Path) -> Line:
    """The line in a file; raises InvalidMenu with every problem that can be told at once."""
    return read(path).line


def loads(menu: bytes | str, file: str = "menus.yml") -> Line:
    """The line in a text; `file` is what the problems call it. Raises InvalidMenu."""
    return parse(menu, file).line


def read(path: Path) -> MenuFile:
    """The line in a file, with the place of everything in it; raises InvalidMenu like `load`."""
    return parse(reading.read(path), str(path))


def parse(menu: bytes | str, file: str = "menus.yml") -> MenuFile:
    """The line in a text, with the place of everything in it; raises InvalidMenu like `loads`."""
    text = reading.decode(menu, file)
    root, problems = tree.build(text)
    problems += rules.check(root, text)
    try:
        line = Line.model_validate(root.plain())
    except ValidationError as error:
        problems = messages.explain(error, root, text, problems)
        raise InvalidMenu(_first(problems)) from None
    if problems:
        raise InvalidMenu(_first(problems))
    return MenuFile(line, root, text)


def _first(problems: list[Problem]) -> list[Problem]:
    """As many as an operator can use."""
    shown, others = sorted(problems)[:MOST], len(problems) - MOST
    if others > 0:
        message = f"Er zijn nog ten minste {others} andere problemen. Los eerst deze {MOST} op."
        shown.append(Problem(shown[-1].position, "more-problems", message))
    return shown
