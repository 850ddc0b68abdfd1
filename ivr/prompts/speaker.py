"""What a person needs who records the texts: a page to print, and a table of the names of the files.

A text keeps the number of its place in the whole list, so that a page of only what is missing uses the same numbers.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

import jinja2

from ivr.keys import ADVISOR, EMERGENCY
from ivr.menu import Line, Menu
from ivr.prompts.identity import file_name
from ivr.prompts.voice import spoken_differently

PAGE, TABLE = "opnamen.html", "opnamen.csv"
NUMBER, FILE, TEXT = COLUMNS = ("nummer", "bestand", "tekst")

_TITLES: Mapping[str, tuple[str, str]] = {
    "start": ("De opening", "het eerste dat een beller hoort"),
    "tries": ("Als een beller niet kiest", "of een toets indrukt die niets doet"),
    "emergency": ("Nood", "toets 1, overal"),
    "advisor": ("Een adviseur", "toets 0, overal, en voor wie niets doet"),
    "changed": ("Menu vervangen", "als er tijdens het gesprek een nieuw menu komt"),
    "announcement": ("Mededelingen", "alleen in de tijd waarvoor ze zijn"),
    "whisper": ("Voor de adviseur", "hoort wie opneemt, voor het gesprek begint"),
}
"""Of each kind of place that is no choice: what it is called, and when it is heard."""

_PLACE = re.compile(r"(?P<keys>\d(?:-\d)*)(?:-part-(?P<part>\d+)|-[a-z].*)?")


@dataclass(frozen=True)
class Entry:
    """One text to record: its number, the file it ends up in, and words to be said in a special way."""

    number: int
    text: str
    file: str
    notes: Mapping[str, str]
    place: str
    """The state where a caller meets it first."""


@dataclass(frozen=True)
class Section:
    """Texts that callers meet in one place: the keys that lead there, and what was chosen with them."""

    kind: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    part: str | None
    entries: tuple[Entry, ...] = ()

    @property
    def title(self) -> str:
        """What this place is called."""
        return _TITLES[self.kind][0] if self.kind in _TITLES else " › ".join(self.titles) or "Andere teksten"

    @property
    def where(self) -> str:
        """How callers come there."""
        if self.kind in _TITLES or not self.titles:
            return _TITLES.get(self.kind, ("", ""))[1]
        part = f"; deel {self.part}" if self.part else ""
        return f"toets {', dan '.join(self.keys)}{part}"


def entries(line: Line, texts: Mapping[str, Sequence[str]], wanted: Collection[str] | None = None) -> list[Entry]:
    """The texts to record, with the states that speak them, as in `Script.prompts`; `wanted` leaves out the others."""
    return [
        Entry(number, text, file_name(line.language, text), spoken_differently(text, line.pronounce), states[0])
        for number, (text, states) in enumerate(texts.items(), start=1)
        if wanted is None or text in wanted
    ]


def page(line: Line, found: Sequence[Entry], total: int) -> str:
    """The page to print, as HTML that needs nothing else."""
    template = files("ivr.prompts").joinpath("speaker.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    notes = {word: said for entry in found for word, said in entry.notes.items()}
    return environment.from_string(template).render(
        line=line, sections=list(sections(line, found)), notes=notes, count=len(found), total=total
    )


def table(found: Sequence[Entry]) -> str:
    """The same as a table for a spreadsheet: number, name of the file, text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows((entry.number, entry.file, entry.text) for entry in found)
    return out.getvalue()


def sections(line: Line, found: Sequence[Entry]) -> Iterator[Section]:
    """The texts grouped by where callers meet them, in that order."""
    for place, group in groupby(found, lambda entry: _section(line.menu, entry.place)):
        yield Section(place.kind, place.keys, place.titles, place.part, tuple(group))


def _section(menu: Menu, state: str) -> Section:
    """Where a state is; after a silence or a wrong key (behind the dot) a caller is in the same place."""
    name, _, tries = state.partition(".")
    place = _PLACE.fullmatch(name)
    if not place:
        return Section("tries" if tries else _occasion(name), (), (), None)
    keys = tuple(place["keys"].split("-"))
    kind = {EMERGENCY: "emergency", ADVISOR: "advisor"}.get(keys[-1], "choice")
    return Section(kind, keys, tuple(_titles(menu, keys)), place["part"])


def _occasion(name: str) -> str:
    """What callers hear seldom, or never: announcements, and what an advisor hears who picks up."""
    return next((occasion for occasion in ("announcement", "whisper") if occasion in name), name)


def _titles(menu: Menu, keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        option = next((option for own, option in menu.items() if own == key), None)
        if option is None:
            return
        yield option.option
        menu = option.menu or {}
