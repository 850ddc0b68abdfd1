"""A recording: the sound of one text by one voice, named in addresses by what it contains."""

import hashlib
from pathlib import Path
from typing import Final

from msgspec import Struct

DIGEST_DIGITS: Final = 16


class Recording(Struct, frozen=True):
    """The sound of one text by one voice: `digest` stands for its bytes in a URL, `size` is in bytes."""

    path: Path
    voice: str
    file: str
    id: str
    digest: str
    size: int
    seconds: float

    @property
    def public_name(self) -> str:
        """Its name in addresses; it changes with every byte of the file, so it can be cached for ever."""
        return f"{self.digest}/{self.file}"

    def read(self) -> tuple[bytes, bool]:
        """The bytes of the file now, and whether they still are those that `digest` stands for; raises OSError."""
        content = self.path.read_bytes()
        return content, digest(content) == self.digest


class Rejected(Struct, frozen=True, order=True):
    """A file or folder that is not used, and why not, in Dutch for operators."""

    path: Path
    reason: str


def digest(content: bytes) -> str:
    """Give what stands for these bytes in addresses: the first hex digits of their SHA-256."""
    return hashlib.sha256(content).hexdigest()[:DIGEST_DIGITS]
