"""Notices that menus.yml has changed, and publishes it; keeps what callers are in.

There is no thread that watches: a request looks, at most once a second, and one that finds a change begins a thread,
which ends with it. Every worker does so, the first to make it and the others to take what is ready; all come to the
same edition, since its id is a hash of what callers hear.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Final, Self

from msgspec import Struct, field
from msgspec.structs import replace

from ivr.edition.asking import again, before, fault, made, may_pass
from ivr.edition.earlier import PATIENCE, Earlier
from ivr.edition.edition import Edition, Publication
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

STARTING: Final = 20.0
"""Seconds that a start waits for its menu; if that takes longer, what served before answers until it is there."""

MAKING: Final = 60.0
"""Seconds that a menu may take while callers are served; one of 10,000 options takes some twenty."""

RETRY: Final = (60.0, 3600.0)
"""Seconds until what could not be made, though nothing is wrong with it, is tried again: at first, and at most."""

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
    _pause: float = RETRY[0]
    _news: list[bool] = []
    _busy: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def _earlier(self) -> Earlier:
        return Earlier(self.settings, self.store, self.press, self.now)

    @classmethod
    def start(cls, settings: Settings, press: Press) -> "Publisher":
        """Publish menus.yml; a broken one is replaced by the last good edition, or else by the built-in line.

        Raises SettingsError when a telephone number is missing that the menu needs, and no edition was good before.
        """
        store, seen = Store.below(settings.state), stamp(settings)
        try:
            return cls(settings, made(settings, store, press, STARTING), seen, store, press)._told()
        except InvalidMenu as invalid:
            publication = replace(before(settings, press, invalid), fault=fault(settings, invalid))
            publisher = cls(settings, publication, seen, store, press)._told(invalid)
            publisher._retry = publisher.now() if may_pass(invalid) else NEVER
            return publisher

    @property
    def published(self) -> datetime | None:
        """When the edition that serves was published; None when that was not kept."""
        last = self.store.last()
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
        return bool(self._news) and self._took_news()

    def edition(self, edition_id: str) -> Edition | None:
        """Give an edition that serves, that served, or that was kept; None for one that nobody knows."""
        return (
            self._serving(edition_id)
            or self._earlier.known(edition_id)
            or self._just_published(edition_id, 0.0)
            or self._earlier.edition(edition_id)
            or (None if self.store.find(edition_id) else self._just_published(edition_id, PATIENCE))
        )

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name, of any edition that callers may be in."""
        return self.publication.edition.recording(name) or self._earlier.recording(name)

    def _took_news(self) -> bool:
        with suppress(IndexError):  # another request was before this one
            return self._news.pop()
        return False

    def _serving(self, edition_id: str) -> Edition | None:
        edition = self.publication.edition
        return edition if edition.id == edition_id else None

    def _just_published(self, edition_id: str, patience: float) -> Edition | None:
        """Look at the file now: another worker may have seen it change before this one."""
        self._next = 0.0
        if self.refresh(patience):
            self._news.append(True)
        return self._serving(edition_id)

    def _begun(self) -> threading.Thread | None:
        """Begin to publish what has changed, if anything has; whoever does that says when nobody is busy any more."""
        seen, was = stamp(self.settings), self.stamp
        if seen == was and self.now() < self._retry:
            self._next = self.now() + EVERY
            return None
        if not is_settled(self.settings):
            return None
        making, retry = threading.Thread(target=self._publish, daemon=True), self._retry
        self.stamp, self._next, self._retry = seen, self.now() + EVERY, NEVER
        self._pause = self._pause if seen == was else RETRY[0]
        try:
            making.start()
        except RuntimeError:
            log.warning("%s cannot be published now: there is no thread to be had.", self.settings.menus)
            self.stamp, self._retry = was, retry
            return None
        return making

    def _publish(self) -> None:
        try:
            self._replace(made(self.settings, self.store, self.press, MAKING))
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
        if serves.unkept:
            return serves
        latest = next(self.store.latest(), None)
        return (latest and latest.id != serves.edition.id and again(self.settings, self.press, latest)) or serves

    def _replace(self, publication: Publication) -> None:
        self._earlier.remember(self.publication.edition)
        self.publication = publication

    def _told(self, invalid: InvalidMenu | None = None) -> Self:
        """Log what serves, and every problem of a file that does not; what may pass is tried again later."""
        publication = self.publication
        if invalid and may_pass(invalid):
            self._retry, self._pause = self.now() + self._pause, min(2 * self._pause, RETRY[1])
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
