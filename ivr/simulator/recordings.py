"""The recordings of an account, as the REST API keeps them (docs/voice/api/recording).

How far to trust it: that a file may not be there yet when the action is requested, its address and that it can be
deleted are documented; that the API answers 404 until the file is there, and 204 to a deletion, was seen in others'
code, and so was sound of 16 bits at 8 kHz.
"""

import re
import uuid
from dataclasses import dataclass, field

from .orders import Refused

RECORDING_TYPE = "audio/x-wav"

HUGE_BYTES = 30_000_000
"""More than any recording that a line asks for."""


@dataclass
class Recordings:
    """What is kept, by RecordingSid. Each is there only when it has been asked for `late` times in vain."""

    path: str
    """Where they are, without a slash at the end."""
    late: int = 0
    huge: bool = False
    kept: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Every address that was asked for, in order, with its method."""
    deleted: list[str] = field(default_factory=list)
    undeletable: bool = False
    _waits: dict[str, int] = field(default_factory=dict)

    def keep(self, sound: bytes) -> str:
        """Keep a new recording, and give its RecordingSid."""
        sid = f"RE{uuid.uuid4().hex}"
        self.kept[sid] = sound
        self._waits[sid] = self.late
        return sid

    def has(self, path: str) -> bool:
        """Whether this is the address of a recording, of one that never was included."""
        return path.startswith(f"{self.path}/")

    def answer(self, method: str, path: str) -> tuple[int, bytes]:
        """The status and the bytes for one request. Raises Refused."""
        self.asked.append(f"{method} {path}")
        found = re.fullmatch(r"/(RE[0-9a-f]{32})\.(wav|json)", path.removeprefix(self.path))
        if not found or found[1] not in self.kept or (method, found[2]) not in (("GET", "wav"), ("DELETE", "json")):
            raise Refused(404, 20404, f"The requested resource {path} was not found")
        return self._deletes(found[1]) if method == "DELETE" else (200, self._sound(found[1], path))

    def _deletes(self, sid: str) -> tuple[int, bytes]:
        if self.undeletable:
            raise Refused(500, 20500, "An internal server error has occurred")
        del self.kept[sid]
        self.deleted.append(sid)
        return 204, b""

    def _sound(self, sid: str, path: str) -> bytes:
        if self._waits[sid] > 0:
            self._waits[sid] -= 1
            raise Refused(404, 20404, f"The requested resource {path} was not found")
        return self.kept[sid] + bytes(HUGE_BYTES if self.huge else 0)
