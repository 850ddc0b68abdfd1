"""Who speaks in a folder of recordings, in its `voice.yml`, and how words are said that a synthesiser says wrongly.

A table of pronunciation is a written word and its respelling. The text, and the name of its recording, stay the same.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ivr.settings import VOICE_NAME

FILE = "voice.yml"

Kind = Literal["human", "synthetic"]

_TEMPLATE = """\
# Wie spreekt er in deze map, en mag dat zo? Vul in wat tussen < > staat.

speaker: {speaker}
kind: {kind:<23} # human: een mens; synthetic: een computerstem
licence: {licence}
made: {made}
date: {date}              # wanneer dit is opgenomen: jaar-maand-dag
"""


_LICENCE = "<waarvoor en hoe lang deze opnamen gebruikt mogen worden, en waar dat is vastgelegd>"


class BadVoice(ValueError):  # noqa: N818 - reads as what it is
    """A `voice.yml` that cannot be used; the message says where and why."""


class Voice(BaseModel):
    """A speaker, on what terms the sound may be used, and how to write words that a synthesiser says wrongly."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: str
    kind: Kind
    licence: str
    made: str
    date: date
    pronounce: Mapping[str, str] = {}

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The voice of this folder; raises BadVoice."""
        path = folder / FILE
        try:
            # The base loader makes nothing but text of what is written, so that 112 is a word like any other.
            return cls.model_validate(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))  # noqa: S506
        except ValidationError as error:
            first = error.errors()[0]
            raise BadVoice(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadVoice(f"{path}: {error}") from error


def is_voice_name(name: str) -> bool:
    """Whether a folder of recordings may have this name, by the rule of the settings."""
    return bool(re.fullmatch(VOICE_NAME, name))


def people(prompts: Path) -> dict[str, Voice]:
    """The people who speak in these folders of recordings, by their names; of a `voice.yml` that is bad, nobody."""
    found: dict[str, Voice] = {}
    with suppress(OSError):
        for folder in sorted(prompts.iterdir()):
            with suppress(BadVoice):
                if is_voice_name(folder.name) and (voice := Voice.read(folder)).kind == "human":
                    found[folder.name] = voice
    return found


def introduce(
    folder: Path, kind: Kind, made: str, today: date, *, speaker: str | None = None, licence: str | None = None
) -> Path | None:
    """Write a `voice.yml`, with what is not known to be filled in, and return it; None where there is one already."""
    path = folder / FILE
    if path.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    unknown = "<naam van de spreker>" if kind == "human" else "<naam van de computerstem>"
    text = _TEMPLATE.format(
        speaker=_quoted(speaker) if speaker else unknown,
        kind=kind,
        licence=_quoted(licence) if licence else _LICENCE,
        made=_quoted(made),
        date=today.isoformat(),
    )
    path.write_text(text, encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def respelled(text: str, *tables: Mapping[str, str]) -> str:
    """The text as a synthesiser must read it: whole words replaced, one table after the other.

    A word in a later table is left alone by the earlier ones. Capitals make no difference; the longest words go first.
    """
    for place, table in enumerate(tables):
        later = {word.casefold() for other in tables[place + 1 :] for word in other}
        text = _replaced(text, {word: said for word, said in table.items() if word.casefold() not in later})
    return text


def spoken_differently(text: str, table: Mapping[str, str]) -> dict[str, str]:
    """The words of the table that stand in this text, in the order of the text, with how they are said."""
    words = _longest_first(table)
    found = (words[match.lastindex - 1] for match in _pattern(words).finditer(text) if match.lastindex)
    return {word: table[word] for word in found}


def _replaced(text: str, table: Mapping[str, str]) -> str:
    words = _longest_first(table)
    return _pattern(words).sub(lambda match: table[words[(match.lastindex or 1) - 1]], text)


def _longest_first(table: Mapping[str, str]) -> list[str]:
    return sorted(table, key=len, reverse=True)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Any of these as whole words; the number of the group that matched is the place of the word."""
    choices = "|".join(f"({re.escape(word)})" for word in words) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
