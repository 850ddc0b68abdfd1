"""What can be wrong in a file that an operator edits, as values: where, which rule, what it means.

Nothing is printed here; who shows a problem decides how it looks.
"""

from enum import StrEnum

from msgspec import Struct


class Position(Struct, frozen=True, order=True):
    """A place in a text file; line and column count from 1, columns in characters. Without them: the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Severity(StrEnum):
    """What a problem does: an error stops publication, a warning and a notice do not; a notice may be left as it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Problem(Struct, frozen=True, order=True):
    """One thing wrong with the menu, at the place where the operator can mend it.

    `rule` is a short fixed name (kebab-case, English) for programs; `message` is Dutch, for operators: what is wrong,
    what callers would notice, and what to do.
    """

    position: Position
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class InvalidMenu(ValueError):  # noqa: N818 - reads as what it is: the menu is not valid
    """A menu file that cannot be used; carries every problem found in it, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
