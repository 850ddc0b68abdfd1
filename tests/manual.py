"""Follows the operator's manual word for word: reads its steps, makes its edits and types its commands."""

import csv
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from ivr.cli import main
from ivr.prompts import speaker
from tests.prompts.speaking import spoken

_STEP = re.compile(
    r"Zoek(?:\sin\s`(?P<file>[^`]+)`)?:\n\n```yaml\n(?P<old>.+?)```\n\nMaak ervan:\n\n```yaml\n(?P<new>.+?)```"
    r"|```yaml\n(?P<quoted>.+?)```"
    r"|```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```",
    re.DOTALL,
)
_EDITION = re.compile(r"\b[0-9a-f]{10}\b")


@dataclass(frozen=True)
class Edit:
    """In a file, one piece of text is replaced by another."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Quoted:
    """A piece of menus.yml that is only shown."""

    text: str


@dataclass(frozen=True)
class Typed:
    """A command, and what it prints; a line `[...]` stands for lines that are left out."""

    command: str
    shown: str

    def matches(self, printed: str) -> bool:
        """Tell whether this is what was printed."""
        pattern = re.escape(self.shown).replace(re.escape("[...]\n"), r"(?:.*\n)*?")
        return re.fullmatch(pattern, printed) is not None


def steps(manual: str) -> Iterator[Edit | Quoted | Typed]:
    """Read what the manual has its reader do, in order."""
    for found in _STEP.finditer(manual):
        if found["old"]:
            yield Edit(found["file"] or "concept.yml", found["old"], found["new"])
        elif found["quoted"]:
            yield Quoted(found["quoted"])
        else:
            yield Typed(found["command"], found["shown"])


@dataclass
class Operator:
    """Someone at a terminal in this folder, who does what the manual says."""

    folder: Path
    editions: dict[str, str] = field(default_factory=dict)
    """How the manual calls an edition, by its id: that changes whenever what callers get does."""

    def edits(self, edit: Edit) -> None:
        """Replace what the manual says to look for; it must be there once."""
        path = self.folder / edit.file
        text = path.read_text(encoding="utf-8")
        assert text.count(edit.old) == 1, edit
        path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")

    def types(self, typed: Typed) -> str:
        """Type a command; gives what is printed, as the manual calls things."""
        names = {name: edition for edition, name in self.editions.items()}
        match shlex.split(_EDITION.sub(lambda found: names.get(found[0], found[0]), typed.command)):
            case ["cp", source, target]:
                shutil.copy(self.folder / source, self.folder / target)
                printed = ""
            case ["python", "-m", "ivr", *arguments]:
                if "import" in arguments:
                    self.records(self.folder / arguments[arguments.index("import") + 1])
                result = CliRunner().invoke(main, arguments)
                assert result.exception is None or isinstance(result.exception, SystemExit), typed
                printed = result.stderr + result.stdout
            case other:
                raise AssertionError(other)
        return self._as_shown(printed.replace(sys.executable, ".venv/bin/python"), typed.shown)

    def records(self, folder: Path) -> None:
        """Speak every text of the list in this folder into a file with its number."""
        with (folder / speaker.TABLE).open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table, delimiter=";"):
                spoken(row["tekst"], folder / row["bestand"])

    def _as_shown(self, printed: str, shown: str) -> str:
        new = [edition for edition in dict.fromkeys(_EDITION.findall(printed)) if edition not in self.editions]
        named = [name for name in dict.fromkeys(_EDITION.findall(shown)) if name not in self.editions.values()]
        self.editions.update(zip(new, named, strict=False))
        return _EDITION.sub(lambda found: self.editions.get(found[0], found[0]), printed)
