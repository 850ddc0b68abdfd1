"""What makes publications of menu files, as far as whoever serves them is concerned: what it is told, and answers."""

from typing import Literal, Protocol

from msgspec import Struct

from ivr.edition.edition import Publication
from ivr.edition.store import Stored
from ivr.problems import InvalidMenu, Problem
from ivr.settings import Settings, SettingsError

What = Literal["servable", "again", "before", "instead"]


class Unmade(Exception):  # noqa: N818 - reads as what it is
    """Nothing was made, for a reason that is not in the menu; the message is Dutch, for operators."""


class Press(Protocol):
    """Makes publications, all of them for the line with these settings; raises Unmade where that cannot be done now."""

    def servable(self, settings: Settings, seconds: float) -> Publication:
        """Make one of the menu file as it is, and keep it, in so many seconds if that can be held to.

        Raises InvalidMenu with every error, or SettingsError.
        """

    def again(self, settings: Settings, stored: Stored) -> Publication:
        """Make one again that was kept; raises InvalidMenu or SettingsError where that cannot be made any more."""

    def before(self, settings: Settings) -> Publication:
        """Make the latest again of all that were kept and can be made; raises InvalidMenu where none can."""

    def instead(self, settings: Settings) -> Publication:
        """Make one of the built-in line."""


class Work(Struct, frozen=True):
    """What is to be made; `kept` is an edition that is made again."""

    what: What
    settings: Settings
    kept: Stored | None = None


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What was made, or why nothing could be: the menu's problems, a SettingsError, or an error that nobody foresaw."""

    made: Publication | None = None
    problems: tuple[Problem, ...] = ()
    setting: str = ""
    failure: str = ""
    """The name of the error."""

    def publication(self) -> Publication:
        """What was made; raises InvalidMenu, SettingsError or Unmade."""
        if self.made:
            return self.made
        if self.setting:
            raise SettingsError(self.setting)
        raise Unmade(self.failure) if self.failure else InvalidMenu(list(self.problems))
