"""Makes publications in this process."""

import math
from collections.abc import Callable
from contextlib import suppress

from msgspec.structs import replace

from ivr.edition import Answer, Publication, Ready, Store, Stored, Work
from ivr.problems import InvalidMenu
from ivr.publishing.making import again, instead, servable
from ivr.settings import Settings, SettingsError


class Here:
    """A press that works where it is asked."""

    def servable(self, settings: Settings, _seconds: float = math.inf) -> Publication:
        """Make one of the menu file as it is, and keep it; raises InvalidMenu with every error, or SettingsError.

        What another process has just made is taken from there.
        """
        store = Store.below(settings.state)
        with store.alone():
            ready = Ready.now(settings, store)
            return ready.find() or _kept(servable(settings, settings.menus), ready)

    def again(self, settings: Settings, stored: Stored) -> Publication:
        """Make one again that was kept; raises InvalidMenu or SettingsError where that cannot be made any more."""
        return again(stored.menu, stored.recordings, settings.numbers, settings.prompts_url)

    def before(self, settings: Settings) -> Publication:
        """Make the latest again of all that were kept and can be made; raises InvalidMenu where none can."""
        for stored in Store.below(settings.state).latest():
            with suppress(Exception):
                return self.again(settings, stored)
        raise InvalidMenu([])

    def instead(self, settings: Settings) -> Publication:
        """Make one of the built-in line."""
        return instead(settings.prompts, settings.numbers, settings.prompts_url)


def _kept(made: Publication, ready: Ready) -> Publication:
    """Keep what is made, and give it with the recordings where they are kept; a disk that refuses stops nothing."""
    edition = made.edition
    try:
        kept = ready.store.keep(Stored(edition.id, made.menu, tuple(edition.recordings.values())))
    except OSError as error:
        return replace(made, unkept=error.strerror or type(error).__name__)
    recordings = dict(zip(edition.recordings, kept.recordings, strict=True))
    made = replace(made, edition=replace(edition, recordings=recordings))
    ready.keep(made)
    return made


def answer(work: Work) -> Answer:
    """Give what was made, or why nothing could be."""
    try:
        return Answer(_made(work))
    except InvalidMenu as invalid:
        return Answer(problems=tuple(invalid.problems))
    except SettingsError as error:
        return Answer(setting=str(error))
    except Exception as error:  # noqa: BLE001 - the server tells it, and callers keep what they have
        return Answer(failure=type(error).__name__)


def _made(work: Work) -> Publication:
    """Have the press do what has its name."""
    make: Callable[..., Publication] = getattr(Here(), work.what)
    return make(work.settings, work.kept) if work.kept else make(work.settings)
