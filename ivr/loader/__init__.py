"""Reads a menu file strictly: every mistake in it is found before a caller can hear it, and all of them at once.

bytes → text (reading) → values with their places (tree, syntax) → the line (ivr.menu) → problems in Dutch (messages).
"""

from pathlib import Path

from pydantic import ValidationError

from ivr.loader import messages, reading, rules, slips, tree
from ivr.loader.examples import EXAMPLES
from ivr.loader.explained import explained
from ivr.loader.file import MenuFile
from ivr.loader.mistakes import MORE
from ivr.loader.source import Source
from ivr.loader.words import MEANING, Loc
from ivr.menu import Line
from ivr.problems import InvalidMenu, Problem

__all__ = ["EXAMPLES", "MEANING", "Loc", "MenuFile", "explained", "load", "loads", "parse", "read"]

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
    try:
        return _menu(text)
    except InvalidMenu as invalid:
        problems = slips.explain(text, invalid.problems, _problems)
        raise InvalidMenu(_first(problems)) from None


def _menu(text: Source) -> MenuFile:
    root, problems = tree.build(text)
    problems += rules.check(root, text)
    try:
        line = Line.model_validate(root.plain())
    except ValidationError as error:
        raise InvalidMenu(messages.explain(error, root, text, problems)) from None
    if problems:
        raise InvalidMenu(problems)
    return MenuFile(line, root, text)


def _problems(text: Source) -> list[Problem]:
    try:
        _menu(text)
    except InvalidMenu as invalid:
        return invalid.problems
    return []


def _first(problems: list[Problem]) -> list[Problem]:
    """As many as an operator can use."""
    shown, others = sorted(problems)[:MOST], len(problems) - MOST
    if others > 0:
        shown.append(MORE.at(shown[-1].position, others=others, most=MOST))
    return shown
