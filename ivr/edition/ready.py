"""What was made of menus.yml before, ready to be served: a start, or another worker, need not make it once more.

It counts only where everything that it was made of is the same: the menu file and the telephone numbers themselves, and
of the program and the recordings every file, as far as can be seen without reading it.
"""

import json
import time
import zoneinfo
from codecs import BOM_UTF8
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from ivr.edition.edition import Publication
from ivr.edition.files import write
from ivr.edition.fingerprint import LOADED, files, fingerprint, look
from ivr.edition.packing import pack, unpack
from ivr.edition.store import Store
from ivr.settings import Settings

SETTLED: Final = 2.0
"""Seconds that no recording may have changed: within the same tick of a clock, a second change could not be told."""


class Ready(Struct, frozen=True):
    """What is ready to be served, as things are at this moment."""

    settings: Settings
    store: Store
    around: Mapping[str, Any]
    """What every publication is made of, besides the menu file."""
    is_settled: bool
    """Whether none of it has changed only just now."""

    @classmethod
    def now(cls, settings: Settings, store: Store) -> "Ready":
        """Look at everything that a publication is made of, but the menu file."""
        recordings = files(settings.prompts, 1)
        around = {
            "program": LOADED,
            "prompts": str(settings.prompts.absolute()),
            "recordings": fingerprint(recordings),
            "prompts_url": settings.prompts_url,
            "rings": settings.account is not None,
        }
        latest = max((changed for _, _, changed, _, _ in recordings), default=0)
        return cls(settings, store, around, latest < time.time_ns() - SETTLED * 1e9)

    def find(self) -> Publication | None:
        """Give the publication of menus.yml that is ready; None where one has to be made."""
        try:
            head, packed = self._file.read_bytes().split(b"\n", 1)
            made_of = json.loads(head)
            if made_of["packed"] != sha256(packed).hexdigest():
                return None
            found = unpack(packed, Publication)
            is_same = made_of == self._made_of(found, self.settings.menus.read_bytes(), packed)
        except (OSError, ValueError, LookupError, TypeError):
            return None
        return found if is_same and self.store.published_last(found.edition.id) else None

    def keep(self, publication: Publication) -> None:
        """Keep what was made since then, and is kept among the editions; without it, the next start takes longer."""
        if self.is_settled:
            with suppress(OSError, ValueError):
                packed = pack(publication)
                made_of = self._made_of(publication, publication.menu, packed)
                write(self._file, json.dumps(made_of).encode() + b"\n" + packed, private=True)

    @property
    def _file(self) -> Path:
        return self.store.folder / "ready"

    def _made_of(self, publication: Publication, menu: bytes, packed: bytes) -> dict[str, object]:
        """All that must be so for this publication to be what would be made of that menu."""
        zones = [stat for folder in zoneinfo.TZPATH for stat in look(f"{folder}/{publication.zone}")]
        kept = [stat for one in publication.edition.recordings.values() for stat in look(one.path)]
        return {
            **self.around,
            "menu": sha256(menu.removeprefix(BOM_UTF8)).hexdigest(),
            "numbers": {name: self.settings.numbers.get(name) for name in publication.numbers},
            "zone": fingerprint(zones),
            "kept": fingerprint(kept),
            "packed": sha256(packed).hexdigest(),
        }
