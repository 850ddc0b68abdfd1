"""Notices that menus.yml has changed, and publishes it; keeps what callers are in.

There is no thread that watches: a request looks, at most once a second. Every worker does so by itself, and all come to
the same edition, since its id is a hash of what callers hear.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from ivr.edition.publication import Fault, Publication, again, instead, servable
from ivr.edition.rendering import Edition
from ivr.edition.shelf import Shelf
from ivr.edition.store import Store, Stored
from ivr.edition.watching import Stamp, changed_at, is_settled, stamp
from ivr.problems import InvalidMenu, Position, Problem
from ivr.prompts import Recording
from ivr.settings import Settings, SettingsError

log = logging.getLogger(__name__)

EVERY: Final = 1.0
"""Seconds between two looks at the file."""

PATIENCE: Final = 5.0
"""Seconds that a caller waits for an edition that is being published; Twilio gives up after 15."""

OLDER: Final = 8
"""Older editions that stay in memory; callers are seldom in more than two."""

_NOT_KEPT: Final = (
    "Callers notice nothing now; but after a restart, callers of an earlier edition are led on by the fixed keys only, "
    "and with a broken menu the built-in line answers."
)


@dataclass(frozen=True)
class Fixed:
    """One publication that never changes."""

    publication: Publication
    published: datetime | None = None
    """Nobody published it."""

    def refresh(self) -> bool:
        """Nothing ever changes."""
        return False

    def edition(self, edition_id: str) -> Edition | None:
        """Give the edition of this id."""
        return self.publication.edition if edition_id == self.publication.edition.id else None

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name."""
        return self.publication.edition.recording(name)


@dataclass
class Publisher:
    """Publishes menus.yml when it changes, whole or not at all; a broken file changes nothing for callers."""

    settings: Settings
    publication: Publication
    stamp: Stamp
    """Of the file that was looked at last."""
    store: Store
    now: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _older: dict[str, Edition] = field(default_factory=dict)
    _shelf: Shelf = field(init=False)
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.store)

    @classmethod
    def start(cls, settings: Settings) -> "Publisher":
        """Publish menus.yml; a broken one is replaced by the last good edition, or else by the built-in line.

        Raises SettingsError when a telephone number is missing that the menu needs, and no edition was good before.
        """
        store, seen = Store.below(settings.state), stamp(settings)
        try:
            publication = _made(settings)
        except InvalidMenu as invalid:
            publication = replace(_before(settings, store, invalid), fault=_fault(settings, invalid))
        publisher = cls(settings, publication, seen, store)
        publisher._keep()
        publisher._tell()
        return publisher

    @property
    def published(self) -> datetime | None:
        """When the edition that serves was published; None when that was not kept."""
        last = next(iter(self.store.history()), None)
        return last.at if last and last.id == self.publication.edition.id else None

    def refresh(self, patience: float = 0.0) -> bool:
        """Look whether the file has changed, if the last look was not just now; publish it if it can be.

        `patience` is how many seconds to wait for another thread that is doing so. Gives whether it had changed.
        """
        if self.now() < self._next or not self._busy.acquire(timeout=patience):
            return False
        try:
            return self._look()
        finally:
            self._busy.release()

    def edition(self, edition_id: str) -> Edition | None:
        """Give an edition that serves, that served, or that was kept; None for one that nobody knows."""
        for edition in self._known():
            if edition.id == edition_id:
                return edition
        if found := self._found_again(edition_id):
            self._remember(found)
            return found
        return self._just_published(edition_id)

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name, of any edition that callers may be in."""
        known = (found for edition in self._known() if (found := edition.recording(name)))
        return next(known, None) or self._shelf.recording(name)

    def _known(self) -> Iterator[Edition]:
        yield self.publication.edition
        yield from self._older.values()

    def _look(self) -> bool:
        seen = stamp(self.settings)
        is_other = seen != self.stamp
        if is_other and not is_settled(self.settings):
            return False
        if is_other:
            self.stamp = seen
            self._publish()
        self._next = self.now() + EVERY
        return is_other

    def _publish(self) -> None:
        try:
            made = _made(self.settings)
        except InvalidMenu as invalid:
            self._replace(replace(self._last_good(), fault=_fault(self.settings, invalid)))
        else:
            self._replace(made)
            self._keep()
        self._tell()

    def _last_good(self) -> Publication:
        """Give what the others serve: a worker that has just been started may have missed an edition."""
        serves = self.publication
        latest = next(self.store.latest(), None)
        return (latest and latest.id != serves.edition.id and _again(self.settings, latest)) or serves

    def _replace(self, publication: Publication) -> None:
        self._remember(self.publication.edition)
        self.publication = publication

    def _just_published(self, edition_id: str) -> Edition | None:
        """Look at the file now: another worker may have seen it change before this one, on a disk that is full."""
        self._next = 0.0
        self.refresh(PATIENCE)
        edition = self.publication.edition
        return edition if edition.id == edition_id else None

    def _remember(self, edition: Edition) -> None:
        self._older = dict([*self._older.items(), (edition.id, edition)][-OLDER:])

    def _found_again(self, edition_id: str) -> Edition | None:
        """Make an edition again that was kept; it must come out as it was, or its keys could mean something else."""
        stored = self.store.find(edition_id)
        made = _again(self.settings, stored) if stored else _instead(self.settings)
        return made.edition if made and made.edition.id == edition_id else None

    def _keep(self) -> None:
        """Keep what serves now; when the disk refuses, the line goes on without."""
        if self.publication.menu and not self.publication.fault:
            edition = self.publication.edition
            try:
                kept = self.store.keep(Stored(edition.id, self.publication.menu, tuple(edition.recordings.values())))
                recordings = dict(zip(edition.recordings, kept.recordings, strict=True))
                self.publication = replace(self.publication, edition=replace(edition, recordings=recordings))
            except OSError as error:
                log.warning("%s cannot be written (%s). %s", self.store.folder, error.strerror, _NOT_KEPT)

    def _tell(self) -> None:
        """Log what serves, and every problem of a file that does not."""
        publication = self.publication
        for problem in publication.fault.problems if publication.fault else ():
            log.error("%s", problem)
        for missing in publication.unreachable:
            level = logging.ERROR if publication.fault and not publication.menu else logging.WARNING
            log.log(
                level, "%s The built-in line, which answers when nothing else can, rings nobody without it.", missing
            )
        for rejected in publication.rejected:
            log.warning("%s: %s", rejected.path, rejected.reason)
        what = "the built-in line" if not publication.menu else f"edition {publication.edition.id}"
        log.info("Callers get %s.", what, extra={"edition": publication.edition.id})


def _made(settings: Settings) -> Publication:
    """Publish the file as it is; raises InvalidMenu, also where a number is missing, with what is wrong."""
    try:
        return servable(settings, settings.menus)
    except SettingsError as error:
        raise InvalidMenu([_not_set(settings, error)]) from error


def _before(settings: Settings, store: Store, invalid: InvalidMenu) -> Publication:
    """Give what was published before a bad file: the last edition that can be made again, or the built-in line."""
    kept = (made for stored in store.latest() if (made := _again(settings, stored)))
    if found := next(kept, None):
        return found
    if isinstance(invalid.__cause__, SettingsError):
        raise invalid.__cause__
    return _instead(settings)


def _instead(settings: Settings) -> Publication:
    return instead(settings.prompts, settings.numbers, settings.prompts_url)


def _again(settings: Settings, stored: Stored) -> Publication | None:
    try:
        return again(stored.menu, stored.recordings, settings.numbers, settings.prompts_url)
    except (InvalidMenu, SettingsError, ValueError):
        return None


def _fault(settings: Settings, invalid: InvalidMenu) -> Fault:
    since = datetime.fromtimestamp(changed_at(settings), UTC).replace(microsecond=0)
    return Fault(tuple(invalid.problems), since)


def _not_set(settings: Settings, error: SettingsError) -> Problem:
    message = f"Iets dat dit menu nodig heeft, is niet ingesteld. Vraag de beheerder: {error}"
    return Problem(Position(str(settings.menus), 1, 1), "number-needed", message)
