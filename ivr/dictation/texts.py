"""Which texts are to be recorded, in the order and with the numbers of the printed script."""

from dataclasses import dataclass
from typing import Self

from ivr import loader
from ivr.dictation.documents import Says
from ivr.edition import Publication
from ivr.prompts import Catalogue, prompt_id
from ivr.prompts.speaker import Entry, entries
from ivr.publishing import built_in
from ivr.settings import Settings


@dataclass(frozen=True)
class Texts:
    """The texts of what callers get, and which of them one voice has not recorded."""

    language: str
    say: str
    entries: tuple[Entry, ...]
    missing: frozenset[int]
    """Numbers."""

    @classmethod
    def read(cls, publication: Publication, settings: Settings) -> Self:
        """What there is to record now."""
        line = loader.loads(publication.menu) if publication.menu else built_in()
        found = entries(line, publication.edition.script.prompts())
        recorded = Catalogue.read(settings.prompts, [settings.recording_voice], line.language)
        missing = frozenset(entry.number for entry in found if not recorded.find(entry.text))
        return cls(line.language, line.say, tuple(found), missing)

    def after(self, number: int) -> Entry | None:
        """The first text without a recording that has a higher number."""
        return next((one for one in self.entries if one.number > number and one.number in self.missing), None)

    def find(self, text_id: str) -> Entry | None:
        """The text with this id, unless the menu has changed."""
        return next((one for one in self.entries if self.id(one) == text_id), None)

    def id(self, entry: Entry) -> str:
        """What stands for a text in addresses."""
        return prompt_id(self.language, entry.text)

    def read_out(self, entry: Entry) -> Says:
        """The text, by the voice that callers hear while it has no recording."""
        return Says(entry.text, self.say, self.language)
