"""The menus that the studio knows: the draft, which is menus.yml until somebody changes it, and what callers get."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from msgspec import structs

from ivr import loader
from ivr.check import Subject, inspect
from ivr.edition import Edition, Publication
from ivr.edition.watching import stamp
from ivr.keeping import file_of, recordings_of
from ivr.loader import MenuFile
from ivr.problems import InvalidMenu, Problem, Severity
from ivr.publishing import instead, publish
from ivr.recording import Recording
from ivr.rehearsal import numbers
from ivr.settings import Settings, SettingsError
from ivr.studio.draft import Drafts
from ivr.web.serving import serving

Which = Literal["draft", "live"]
WHICH: Final = ("draft", "live")


@dataclass(frozen=True)
class Shown:
    """A menu as it can be called: what was made of it, the file, and what is wrong with that."""

    publication: Publication
    file: MenuFile
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True
    """Not so where the built-in line answers instead of a draft that cannot be read."""
    is_draft: bool = False
    """Whether it is in the file of a draft, and not in the menu file."""

    @property
    def can_be_published(self) -> bool:
        """Whether no error stops it."""
        return self.is_readable and all(problem.severity is not Severity.ERROR for problem in self.problems)

    @property
    def edition(self) -> Edition:
        """What is rendered."""
        return self.publication.edition

    @property
    def seconds(self) -> Mapping[str, float]:
        """The lengths of the texts that have a recording."""
        return {text: found.seconds for text, found in self.recordings.items()}

    @property
    def recordings(self) -> Mapping[str, Recording]:
        """The recordings by what they say."""
        return recordings_of(self.edition, self.file.line.language)


@dataclass
class Menus:
    """Gives the draft and the live menu; each worker makes them for itself, and all come to the same."""

    settings: Settings
    _draft: tuple[object, Shown] | None = field(default=None)

    @cached_property
    def drafts(self) -> Drafts:
        """The draft's text, and who changes it."""
        return Drafts(self.settings)

    def shown(self, which: Which) -> Shown:
        """Give a menu as it is at this moment."""
        return self._drafted() if which == "draft" else _served()

    def find(self, which: Which, edition: str) -> Shown | None:
        """Give the edition in which a call began; None when a draft has changed, or nobody knows it any more."""
        shown = self.shown(which)
        if shown.edition.id == edition:
            return shown
        found = serving().publisher.edition(edition) if which == "live" else None
        return replace(shown, publication=structs.replace(shown.publication, edition=found)) if found else None

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name, of the draft or of what callers are in."""
        return self._drafted().edition.recording(name) or serving().publisher.recording(name)

    def read(self, text: str) -> MenuFile:
        """Read a text as if it were the menu file; raises InvalidMenu."""
        return loader.parse(text.encode(), self.settings.menus.name)

    def made(self, text: str) -> Shown:
        """Make a menu of a text, also one that may not be published; a number that is not set yet is nobody's."""
        settings = self.settings
        try:
            file = self.read(text)
            made = _made(file, settings)
        except InvalidMenu as invalid:
            made = instead(settings.prompts, settings.numbers, settings.prompts_url)
            return Shown(made, file_of(b""), tuple(invalid.problems), is_readable=False)
        shown = Shown(made, file)
        subject = Subject(file.line, made.edition.script, shown.seconds, settings.numbers)
        return replace(shown, problems=tuple(inspect(file, subject)))

    def _drafted(self) -> Shown:
        seen = stamp(self.settings), self.drafts.stamp()
        if self._draft is None or self._draft[0] != seen:
            made = self.made(self.drafts.read().text)
            self._draft = seen, replace(made, is_draft=seen[1] is not None)
        return self._draft[1]


def _made(file: MenuFile, settings: Settings) -> Publication:
    try:
        return publish(file, settings.prompts, numbers(file.line, settings.numbers), settings.prompts_url, draft=True)
    except SettingsError:
        return publish(file, settings.prompts, numbers(file.line, {}), settings.prompts_url, draft=True)


def _served() -> Shown:
    publication = serving().publication
    fault = publication.fault
    problems = fault.problems if fault else ()
    return Shown(publication, file_of(publication.menu), problems, is_readable=bool(publication.menu))
