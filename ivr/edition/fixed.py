"""A publication that never changes: for tests, for trying a menu, and for the studio."""

from datetime import datetime

from msgspec import Struct

from ivr.edition.edition import Edition, Publication
from ivr.recording import Recording


class Fixed(Struct, frozen=True):
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
