"""Editions that served before, for callers who are still in one: remembered, or made again from what was kept."""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from ivr.edition.asking import again
from ivr.edition.edition import Edition, Publication
from ivr.edition.shelf import LATEST, Shelf
from ivr.edition.store import Store
from ivr.edition.work import Press
from ivr.recording import Recording
from ivr.settings import Settings

PATIENCE: Final = 4.0
"""Seconds that a caller waits for an edition that is made for others; Twilio gives up after 15."""

FORGIVING: Final = 60.0
"""Seconds in which an edition that could not be made again is not tried for the next caller."""


class Earlier(Struct, dict=True):
    """The editions of one line that serve no more."""

    settings: Settings
    store: Store
    press: Press
    now: Callable[[], float]
    _known: dict[str, Edition] = {}
    _lost: dict[str, float] = {}
    """Editions that cannot be made again, and until when that is not tried."""
    _built_in: Publication | None = None
    """What answers when nothing else can: callers may be in it since before the start."""
    _making: threading.Lock = field(default_factory=threading.Lock)
    _remembering: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.store)

    def remember(self, edition: Edition) -> None:
        """Keep an edition at hand, as the latest of those that are."""
        with self._remembering:
            others = {name: one for name, one in self._known.items() if name != edition.id}
            self._known = dict([*others.items(), (edition.id, edition)][-LATEST:])

    def known(self, edition_id: str) -> Edition | None:
        """Give an edition that is at hand."""
        return self._known.get(edition_id)

    def edition(self, edition_id: str) -> Edition | None:
        """Give an edition, made again for the first of the callers who are in it; the others wait for that."""
        if self._is_lost(edition_id) or not self._making.acquire(timeout=PATIENCE):
            return None
        try:
            return self.known(edition_id) or self._made(edition_id)
        finally:
            self._making.release()

    def recording(self, name: str) -> Recording | None:
        """Give a recording of any of them by its public name."""
        found = (found for edition in self._known.values() if (found := edition.recording(name)))
        return next(found, None) or self._shelf.recording(name)

    def _made(self, edition_id: str) -> Edition | None:
        """Make it; it must come out as it was, or its keys could mean something else by now."""
        if self._is_lost(edition_id):
            return None
        stored = self.store.find(edition_id)
        found = again(self.settings, self.press, stored) if stored else self._spare()
        if found and found.edition.id == edition_id:
            self.remember(found.edition)
            return found.edition
        if stored:
            lasting = {name: until for name, until in self._lost.items() if until > self.now()}
            self._lost = lasting | {edition_id: self.now() + FORGIVING}
        return None

    def _spare(self) -> Publication | None:
        self._built_in = self._built_in or again(self.settings, self.press, None)
        return self._built_in

    def _is_lost(self, edition_id: str) -> bool:
        return self.now() < self._lost.get(edition_id, 0.0)
