"""Finds the recordings of editions that served before, for callers who are still in one of them."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from msgspec import Struct

from ivr.edition.store import Store
from ivr.recording import Recording

LATEST: Final = 8
"""Editions in which callers may still be; they are seldom in more than two."""


class Shelf(Struct):
    """The recordings of the latest editions that were kept, read again when another edition has been."""

    store: Store
    _seen: object = None
    _recordings: Mapping[str, Recording] = {}

    def recording(self, name: str) -> Recording | None:
        """Give the recording of this public name."""
        if (seen := self.store.last_change()) != self._seen:
            latest = islice(self.store.latest(), LATEST)
            self._recordings = {one.public_name: one for edition in latest for one in edition.recordings}
            self._seen = seen
        return self._recordings.get(name)
