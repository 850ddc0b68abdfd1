"""The problems of `ivr check` as they are shown: for people with the line itself, for programs, and for GitHub."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TextIO

import click

from ivr.problems import Problem, Severity

MOST: Final = 100
"""Problems of one file that people are shown; programs get them all."""

WIDEST: Final = 100
"""Characters of a line that are shown around a caret."""

_CALLED: Final = {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.NOTICE: "let op"}
_PLURAL: Final = {Severity.ERROR: "fouten", Severity.WARNING: "waarschuwingen"}
_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


@dataclass(frozen=True)
class Checked:
    """A menu file and what is wrong with it; `text` is what can be shown of it."""

    file: Path
    problems: tuple[Problem, ...]
    text: str
    is_readable: bool = True
    """Whether it is a menu at all."""

    def count(self, severity: Severity) -> int:
        """How many problems are this severe."""
        return sum(problem.severity is severity for problem in self.problems)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, from 1 on, as the loader counts them."""
        return ["", *self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def as_text(checked: Sequence[Checked], out: TextIO) -> None:
    """Print each problem with its line and a caret, what is only worth knowing below, and a summary."""
    colour = out.isatty()
    for one in checked:
        for problem in _most_severe(one.problems):
            print(*_told(problem, one, colour=colour), sep="\n", file=out)
        if len(one.problems) > MOST:
            print(f"... en nog {len(one.problems) - MOST}; met --json staan ze er allemaal.", file=out)
        print(_summary(one), file=out)


def _most_severe(problems: Sequence[Problem]) -> list[Problem]:
    """As many as people can read: errors go before warnings, and are shown in the order of the file."""
    order = list(Severity)
    chosen = sorted(range(len(problems)), key=lambda place: (order.index(problems[place].severity), place))[:MOST]
    return [problems[place] for place in sorted(chosen)]


def _told(problem: Problem, checked: Checked, *, colour: bool) -> Iterator[str]:
    severity = _CALLED[problem.severity]
    if colour:
        severity = click.style(severity, fg=_COLOURS[problem.severity], bold=True)
    yield f"{problem.position}: {severity}: {problem.message} [{problem.rule}]"
    number = problem.position.line
    if problem.severity is not Severity.NOTICE and 0 < number < len(checked.lines):
        line, column = _around(checked.lines[number], problem.position.column)
        blank = "".join(char if char == "\t" else " " for char in line[: column - 1])
        yield f"{number:>5} | {line}"
        yield f"      | {blank}{click.style('^', bold=True) if colour else '^'}"


def _around(line: str, column: int) -> tuple[str, int]:
    """As much of a line as can be shown around a column (from 1), and which column that is in it."""
    shown = "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in line)
    first = max(0, column - WIDEST // 2) if len(shown) > WIDEST else 0
    piece = shown[first : first + WIDEST]
    before, behind = "…" if first else "", "…" if first + WIDEST < len(shown) else ""
    return f"{before}{piece}{behind}", column - first + len(before)


def _summary(checked: Checked) -> str:
    counted = [_counted(checked.count(severity), severity) for severity in _PLURAL if checked.count(severity)]
    if not counted:
        return f"{checked.file} is in orde."
    found = f"{checked.file}: {' en '.join(counted)}."
    if not checked.is_readable:
        return f"{found} Zolang dat zo is, horen bellers dit menu niet."
    if checked.count(Severity.ERROR):
        return f"{found} Los de fouten op voordat u dit menu publiceert."
    return f"{found} Dit menu kan gepubliceerd worden."


def _counted(count: int, severity: Severity) -> str:
    return f"1 {_CALLED[severity]}" if count == 1 else f"{count} {_PLURAL[severity]}"


def as_json(checked: Sequence[Checked], out: TextIO) -> None:
    """Write a list with an object for each file."""
    json.dump([_fields(one) for one in checked], out, ensure_ascii=False, indent=2)
    out.write("\n")


def _fields(checked: Checked) -> dict[str, Any]:
    return {
        "file": str(checked.file),
        **{f"{severity}s": checked.count(severity) for severity in Severity},
        "problems": [_problem(problem) for problem in checked.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    """One problem; `line` and `column` are null where it is about a whole file, such as a recording."""
    position = problem.position
    return {
        "file": position.file,
        "line": position.line or None,
        "column": position.column or None,
        "severity": str(problem.severity),
        "rule": problem.rule,
        "message": problem.message,
    }


def as_github(checked: Sequence[Checked], out: TextIO) -> None:
    """Write workflow commands, which GitHub shows beside the lines of a pull request."""
    for one in checked:
        for problem in one.problems:
            at = problem.position
            place = {"file": at.file, "line": at.line, "col": at.column} if at.line else {"file": at.file}
            fields = ",".join(
                f"{name}={_property(str(value))}" for name, value in {**place, "title": problem.rule}.items()
            )
            print(f"::{problem.severity} {fields}::{_data(problem.message)}", file=out)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[Mapping[str, Callable[[Sequence[Checked], TextIO], None]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
