"""What callers hear now, and which rules of the menu a new recording would break for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from ivr import loader
from ivr.check import Subject, errors
from ivr.edition import Edition, Publication
from ivr.loader import MenuFile
from ivr.problems import Position
from ivr.prompts import Catalogue, prompt_id
from ivr.recording import Recording
from ivr.settings import Settings


@dataclass(frozen=True)
class Served:
    """A publication that callers get."""

    publication: Publication
    settings: Settings

    @property
    def file(self) -> MenuFile:
        """The menu that it was made of."""
        return file_of(self.publication.menu)

    def heard(self, voice: str) -> frozenset[str]:
        """The ids of the texts of which callers hear what this voice records, as soon as it does."""
        line, script = self.file.line, self.publication.edition.script
        if self.publication.fault or voice not in line.voices:
            return frozenset()
        better = line.voices[: line.voices.index(voice)]
        ahead = Catalogue.read(self.settings.prompts, better, line.language)
        return frozenset(prompt_id(line.language, text) for text in script.prompts() if not ahead.find(text))

    def objections(self, voice: str, prompt: str, seconds: float) -> list[str]:
        """What would be wrong with the menu, and is not now, if a voice took so long over the text of this id."""
        if prompt not in self.heard(voice):
            return []
        language, script = self.file.line.language, self.publication.edition.script
        new = {text: seconds for text in script.prompts() if prompt_id(language, text) == prompt}
        now = self._errors(self._seconds)
        return [message for where, message in self._errors({**self._seconds, **new}).items() if where not in now]

    @cached_property
    def _seconds(self) -> Mapping[str, float]:
        found = recordings_of(self.publication.edition, self.file.line.language)
        return {text: recording.seconds for text, recording in found.items()}

    def _errors(self, lengths: Mapping[str, float]) -> dict[tuple[str, Position], str]:
        subject = Subject(self.file.line, self.publication.edition.script, lengths, self.settings.numbers)
        return {(one.rule, one.position): one.message for one in errors(self.file, subject)}


def recordings_of(edition: Edition, language: str) -> dict[str, Recording]:
    """Give the recordings that an edition plays, by what they say."""
    known = {recording.id: recording for recording in edition.recordings.values()}
    return {text: known[found] for text in edition.script.prompts() if (found := prompt_id(language, text)) in known}


@lru_cache(maxsize=4)
def file_of(menu: bytes) -> MenuFile:
    """Read a menu that was published; without one, that of the built-in line."""
    if menu:
        return loader.parse(menu)
    return loader.parse(files("ivr").joinpath("built_in.yml").read_bytes(), "built_in.yml")
