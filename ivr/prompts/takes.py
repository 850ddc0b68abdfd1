"""Which text a speaker's file is a recording of: by the id in its name, or by its number in the script.

A wrong sentence at a text is worse than no recording, so a name that can be read in two ways is refused.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ivr.prompts.identity import ID_DIGITS, prompt_id
from ivr.prompts.unfit import Unfit

SCRIPT = "opnamen.csv"
"""What the numbers stood for when the script was printed; the menu may have changed since."""

LARGEST_SCRIPT = 10_000_000
"""Bytes."""

_ID = re.compile(rf"(?<![0-9a-z])[0-9a-f]{{{ID_DIGITS}}}(?![0-9a-z])")
_ANY_ID = re.compile(rf"(?=([0-9a-f]{{{ID_DIGITS}}}))")
_FILE = re.compile(rf"\.([0-9a-f]{{{ID_DIGITS}}})\.wav$")
_NUMBER = re.compile(
    r"(?:(?:nummer|nr|tekst|opname|zin)[ ._-]*)?([0-9]{1,6})(?:[ ._-]*\([0-9]+\))?(?:[ ._-]+(?=[^\W\d_]).*)?"
)
"""12, 012 - bellen, 12_take2, 12 (1), opname 12; but not 2-3, which may be two keys of the menu."""


@dataclass(frozen=True)
class Takes:
    """The texts that may be recorded, by id, and the id behind every number (or why numbers tell nothing)."""

    texts: Mapping[str, str]
    numbers: Mapping[int, str] | Unfit

    @classmethod
    def read(cls, folder: Path, texts: Sequence[str], language: str) -> Self:
        """The numbers are those of `opnamen.csv` in the folder; without it, the places of the texts from 1."""
        ids = [prompt_id(language, text) for text in texts]
        return cls(dict(zip(ids, texts, strict=True)), _numbers(folder, ids))

    def text_of(self, name: str) -> str:
        """The text that the file with this name speaks; raises Unfit."""
        stem = name.rpartition(".")[0].casefold().strip()
        known = {found for found in _ANY_ID.findall(stem) if found in self.texts}
        if len(known) > 1:
            raise Unfit("in de naam staan de kenmerken van twee teksten: laat er een staan")
        if known:
            return self.texts[known.pop()]
        if strange := _ID.search(stem):
            raise Unfit(
                f"kenmerk {strange[0]} hoort bij geen tekst van nu: de tekst is veranderd of weg. "
                "Maak een nieuw script en neem de nieuwe tekst op"
            )
        return self._numbered(stem)

    def _numbered(self, stem: str) -> str:
        found = _NUMBER.fullmatch(stem)
        if not found:
            raise Unfit("de naam heeft geen nummer of kenmerk: noem het bestand naar het script, zoals 12.wav")
        if isinstance(self.numbers, Unfit):
            raise self.numbers
        number = int(found[1])
        if number not in self.numbers:
            raise Unfit(f"nummer {number} staat niet in het script: kijk na welk nummer deze tekst heeft")
        if self.numbers[number] not in self.texts:
            raise Unfit(
                f"nummer {number} van het script hoort bij geen tekst van nu: de tekst is na het afdrukken veranderd "
                "of weg. Maak een nieuw script en neem de nieuwe tekst op"
            )
        return self.texts[self.numbers[number]]


def _numbers(folder: Path, ids: Sequence[str]) -> Mapping[int, str] | Unfit:
    script = folder / SCRIPT
    if not script.is_symlink() and not script.exists():
        return dict(enumerate(ids, 1))
    try:
        return _script_numbers(_script_text(folder, script))
    except (OSError, ValueError, csv.Error, Unfit):
        return Unfit(f"{SCRIPT} is niet te lezen, dus nummers zeggen niets: maak het script opnieuw")


def _script_text(folder: Path, script: Path) -> str:
    """Raises OSError, or Unfit for a link out of the folder or something that is no file of a sensible size."""
    real = script.resolve(strict=True)
    if not (real.is_relative_to(folder.resolve()) and real.is_file() and real.stat().st_size <= LARGEST_SCRIPT):
        raise Unfit(SCRIPT)
    content = real.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _script_numbers(script: str) -> Mapping[int, str]:
    """Raises ValueError when a row is not understood, or a number stands for two texts."""
    header = script.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(script, newline=""), delimiter=max(";,\t", key=header.count))
    numbers: dict[int, str] = {}
    for row in rows:
        number, found = int(row.get("nummer") or ""), _FILE.search((row.get("bestand") or "").strip())
        if not found or numbers.setdefault(number, found[1]) != found[1]:
            raise ValueError(number)
    if not numbers:
        raise ValueError(SCRIPT)
    return numbers
