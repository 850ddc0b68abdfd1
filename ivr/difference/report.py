"""Everything that changes from one menu to another, with what follows from it for recordings and for waiting."""

from dataclasses import dataclass
from pathlib import Path

from ivr.conversation import compile_script
from ivr.difference.change import Change
from ivr.difference.compared import compare
from ivr.difference.consequences import Heard, Missing, Wait, missing, unused, waits
from ivr.menu import Line
from ivr.prompts import Catalogue


@dataclass(frozen=True)
class Named:
    """A menu, and how it is called in what an operator reads: `menus.yml`, `HEAD:menus.yml`."""

    name: str
    line: Line


@dataclass(frozen=True)
class Report:
    """Everything that changes from one menu to another."""

    old: str
    new: str
    changes: tuple[Change, ...]
    missing: tuple[Missing, ...]
    unused: int
    """How many recordings callers do not hear any more."""
    waits: tuple[Wait, ...]


def report(old: Named, new: Named, folder: Path) -> Report:
    """Compare two menus, with the recordings in this folder."""
    before, after = _heard(old.line, new.line, folder)
    return Report(
        old.name,
        new.name,
        compare(old.line, new.line),
        missing(before, after),
        len(unused(before, after)),
        waits(before, after),
    )


def _heard(old: Line, new: Line, folder: Path) -> tuple[Heard, Heard]:
    """What callers of both hear; recordings that both have are read once."""
    recordings = Catalogue.read(folder, old.voices, old.language)
    same = (old.voices, old.language) == (new.voices, new.language)
    newer = recordings if same else Catalogue.read(folder, new.voices, new.language)
    return Heard(compile_script(old), recordings), Heard(compile_script(new), newer)
