"""Who speaks in a folder of recordings: `voice.yml`, which stays beside the sound so that nobody has to guess."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "voice.yml"


class BadVoice(ValueError):  # noqa: N818 - reads as what it is
    """A `voice.yml` that cannot be used; the message says where and why."""


class Voice(BaseModel):
    """A speaker, on what terms the sound may be used, and how to write words that a synthesiser says wrongly."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: str
    kind: Literal["human", "synthetic"]
    licence: str
    made: str
    date: date
    pronounce: Mapping[str, str] = {}

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The voice of this folder; raises BadVoice."""
        path = folder / FILE
        try:
            return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            first = error.errors()[0]
            raise BadVoice(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadVoice(f"{path}: {error}") from error

    def respelled(self, text: str) -> str:
        """The text as this voice's synthesiser must read it to say it well; capitals make no difference."""
        spelling = {word.casefold(): said for word, said in self.pronounce.items()}
        words = "|".join(map(re.escape, spelling)) or "(?!)"
        return re.sub(rf"\b(?:{words})\b", lambda found: spelling[found[0].casefold()], text, flags=re.IGNORECASE)
