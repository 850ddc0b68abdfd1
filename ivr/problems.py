"""What can be wrong in a file that an operator edits, as values: where, which rule, what it means.

Nothing is printed here; who shows a problem decides how it looks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Position:
    """A place in a text file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the menu, at the place where the operator can mend it.

    `rule` is a short fixed name (kebab-case, English) for programs; `message` is Dutch, for operators: what is wrong,
    what callers would notice, and what to do.
    """

    position: Position
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class InvalidMenu(ValueError):  # noqa: N818 - reads as what it is: the menu is not valid
    """A menu file that cannot be used; carries every problem found in it, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
