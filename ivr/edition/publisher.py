"""Notices that menus.yml has changed, and publishes it; keeps what callers are in.

There is no thread that watches: a request looks, at most once a second, and one that finds a change begins a thread,
which ends with it. Every worker does so, the first to make it and the others to take what is ready; all come to the
same edition, since its id is a hash of what callers hear.
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Final, Self

from msgspec import Struct, field
from msgspec.structs import replace

from ivr.edition.asking import again, before, fault, made, may_pass
from ivr.edition.edition import Edition, Publication
from ivr.edition.shelf import Shelf
from ivr.edition.store import Store
from ivr.edition.watching import Stamp, is_settled, stamp
from ivr.edition.work import Press
from ivr.problems import InvalidMenu
from ivr.recording import Recording
from ivr.settings import Settings

log = logging.getLogger(__name__)

EVERY: Final = 1.0
"""Seconds between two looks at the file."""

NOTICING: Final = 2.0
"""Seconds that the request which notices a change waits for it; what served before goes on until it is there."""

PATIENCE: Final = 5.0
"""Seconds that a caller waits for an edition that is being published; Twilio gives up after 15."""

RETRY: Final = 60.0
"""Seconds until what could not be made, though nothing is wrong with it, is tried again."""

OLDER: Final = 8
"""Older editions that stay in memory; callers are seldom in more than two."""

NEVER: Final = math.inf

_NOT_KEPT: Final = (
    "Callers notice nothing now; but after a restart, callers of an earlier edition are led on by the fixed keys only, "
    "and with a broken menu the built-in line answers."
)


class Publisher(Struct, dict=True):
    """Publishes menus.yml when it changes, whole or not at all; a broken file changes nothing for callers."""

    settings: Settings
    publication: Publication
    stamp: Stamp
    """Of the file that was looked at last."""
    store: Store
    press: Press
    """Makes the next publication."""
    now: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _retry: float = NEVER
    _news: list[bool] = []
    _older: dict[str, Edition] = {}
    _lost: dict[str, float] = {}
    """Earlier editions that cannot be made again, and until when that is not tried."""
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _making_again: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.store)

    @classmethod
    def start(cls, settings: Settings, press: Press) -> "Publisher":
        """Publish menus.yml; a broken one is replaced by the last good edition, or else by the built-in line.

        Raises SettingsError when a telephone number is missing that the menu needs, and no edition was good before.
        """
        store, seen = Store.below(settings.state), stamp(settings)
        try:
            return cls(settings, made(settings, store, press), seen, store, press)._told()
        except InvalidMenu as invalid:
            publication = replace(before(settings, press, invalid), fault=fault(settings, invalid))
            return cls(settings, publication, seen, store, press)._told(invalid)

    @property
    def published(self) -> datetime | None:
        """When the edition that serves was published; None when that was not kept."""
        last = next(iter(self.store.history()), None)
        return last.at if last and last.id == self.publication.edition.id else None

    def refresh(self, patience: float = 0.0) -> bool:
        """Look whether the file has changed, if the last look was not just now; have it published if it can be.

        Who notices waits for that, though not for long. `patience` is how many seconds to wait for another who has
        noticed. Gives whether something was published, or found to be wrong, since this was asked last.
        """
        if self.now() >= self._next and self._busy.acquire(timeout=patience):
            making = None
            try:
                making = self._begun()
            finally:
                if making is None:
                    self._busy.release()
            if making:
                making.join(NOTICING)
        return bool(self._news and self._news.pop())

    def edition(self, edition_id: str) -> Edition | None:
        """Give an edition that serves, that served, or that was kept; None for one that nobody knows."""
        for edition in self._known():
            if edition.id == edition_id:
                return edition
        return self._found_again(edition_id) or self._just_published(edition_id)

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name, of any edition that callers may be in."""
        known = (found for edition in self._known() if (found := edition.recording(name)))
        return next(known, None) or self._shelf.recording(name)

    def _known(self) -> Iterator[Edition]:
        yield self.publication.edition
        yield from self._older.values()

    def _begun(self) -> threading.Thread | None:
        """Begin to publish what has changed, if anything has; whoever does that says when nobody is busy any more."""
        seen, was = stamp(self.settings), self.stamp
        if seen == was and self.now() < self._retry:
            self._next = self.now() + EVERY
            return None
        if not is_settled(self.settings):
            return None
        making = threading.Thread(target=self._publish, daemon=True)
        self.stamp, self._next, self._retry = seen, self.now() + EVERY, NEVER
        try:
            making.start()
        except RuntimeError:
            self.stamp = was
            raise
        return making

    def _publish(self) -> None:
        try:
            self._replace(made(self.settings, self.store, self.press))
            self._told()
        except InvalidMenu as invalid:
            self._replace(replace(self._last_good(), fault=fault(self.settings, invalid)))
            self._told(invalid)
        finally:
            self._news.append(True)
            self._busy.release()

    def _last_good(self) -> Publication:
        """Give what the others serve: a worker that has just been started may have missed an edition."""
        serves = self.publication
        latest = next(self.store.latest(), None)
        return (latest and latest.id != serves.edition.id and again(self.settings, self.press, latest)) or serves

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
        """Make an edition again that was kept, for the first of the callers who are in it; the others wait for that."""
        if self.now() < self._lost.get(edition_id, 0.0) or not self._making_again.acquire(timeout=PATIENCE):
            return None
        try:
            known = next((edition for edition in self._known() if edition.id == edition_id), None)
            return known or self._made_again(edition_id)
        finally:
            self._making_again.release()

    def _made_again(self, edition_id: str) -> Edition | None:
        """Make it; it must come out as it was, or its keys could mean something else by now."""
        stored = self.store.find(edition_id)
        found = again(self.settings, self.press, stored) if stored else self._built_in
        if found and found.edition.id == edition_id:
            self._remember(found.edition)
            return found.edition
        if stored:
            self._lost = {edition_id: self.now() + RETRY}
        return None

    @cached_property
    def _built_in(self) -> Publication | None:
        """What answers when nothing else can, for callers whom it answered before the start."""
        return again(self.settings, self.press, None)

    def _told(self, invalid: InvalidMenu | None = None) -> Self:
        """Log what serves, and every problem of a file that does not; what may pass is tried again later."""
        publication = self.publication
        if invalid and may_pass(invalid):
            self._retry = self.now() + RETRY
        for problem in publication.fault.problems if publication.fault else ():
            log.error("%s", problem)
        for missing in publication.unreachable:
            level = logging.ERROR if publication.fault and not publication.menu else logging.WARNING
            log.log(
                level, "%s The built-in line, which answers when nothing else can, rings nobody without it.", missing
            )
        for rejected in publication.rejected:
            log.warning("%s: %s", rejected.path, rejected.reason)
        if publication.unkept:
            log.warning("%s cannot be written (%s). %s", self.store.folder, publication.unkept, _NOT_KEPT)
        what = "the built-in line" if not publication.menu else f"edition {publication.edition.id}"
        log.info("Callers get %s.", what, extra={"edition": publication.edition.id})
        return self
