"""Fetches what was recorded from Twilio's API, and deletes it there (docs/voice/api/recording).

Only the RecordingSid of a request is used, and only to make an address of the API's own: an address that a request
names is never fetched.
"""

import logging
import re
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from ivr.dictation.documents import LONGEST
from ivr.settings import Settings

if TYPE_CHECKING:
    from requests import Response

log = logging.getLogger(__name__)

PATIENCE: Final = (2.0, 3.0)
"""Seconds to wait for a connection, and for an answer; Twilio gives up after 15, and there is sound to be worked on."""

TOTAL: Final = 5.0
"""Seconds in which a recording must have come in whole."""

LARGEST: Final = 4 * 8000 * 2 * LONGEST
"""Bytes; four times what the longest recording takes."""

_SID = re.compile(r"RE[0-9a-f]{32}")


class NotThereYet(Exception):  # noqa: N818 - it will be
    """Twilio is still working on the recording."""


class Unreachable(Exception):  # noqa: N818 - reads as what it is
    """The recording cannot be had; the administrator has been told why."""


def sid_of(form: Mapping[str, str]) -> str | None:
    """The RecordingSid in a request; where there is none, the last part of RecordingUrl."""
    told = form.get("RecordingSid") or form.get("RecordingUrl", "").rpartition("/")[2]
    return told if is_sid(told) else None


def is_sid(told: str) -> bool:
    """Whether this is what Twilio calls a recording, and nothing that would make another address."""
    return bool(_SID.fullmatch(told))


@dataclass(frozen=True)
class Recordings:
    """The recordings of the line's own account."""

    settings: Settings

    def fetch(self, sid: str) -> bytes:
        """The WAV file; raises NotThereYet or Unreachable."""
        import requests

        try:
            with closing(self._asks("GET", f"{sid}.wav")) as answer:
                if answer.status_code == HTTPStatus.NOT_FOUND:
                    raise NotThereYet
                if answer.status_code != HTTPStatus.OK:
                    raise _told(f"refuses with {answer.status_code}")
                return _whole(answer)
        except requests.RequestException as error:
            raise _told(f"cannot be reached ({type(error).__name__})") from error

    def delete(self, sid: str) -> None:
        """Have Twilio forget it; where that fails, the administrator is told to."""
        import requests

        try:
            with closing(self._asks("DELETE", f"{sid}.json")) as answer:
                if answer.ok or answer.status_code == HTTPStatus.NOT_FOUND:
                    return
                why = f"it refuses with {answer.status_code}"
        except requests.RequestException as error:
            why = type(error).__name__
        log.error("A speaker's recording is still at Twilio (%s): delete it in the console, under Recordings.", why)

    def _asks(self, method: str, name: str) -> "Response":
        import requests

        settings = self.settings
        return requests.request(
            method,
            f"{settings.api_url}/2010-04-01/Accounts/{settings.account}/Recordings/{name}",
            auth=(settings.account or "", settings.tokens[0]),
            headers={"Accept-Encoding": "identity"},
            timeout=PATIENCE,
            allow_redirects=False,
            stream=True,
        )


def _whole(answer: "Response") -> bytes:
    """The body, unless it is larger or slower than any recording."""
    content, end = bytearray(), time.monotonic() + TOTAL
    for piece in answer.iter_content(64 * 1024):
        content += piece
        if len(content) > LARGEST:
            raise _told(f"gives more than {LARGEST} bytes")
        if time.monotonic() > end:
            raise _told(f"takes more than {TOTAL:.0f} seconds")
    return bytes(content)


def _told(what: str) -> Unreachable:
    log.error("Twilio's API %s; a speaker's recording was not fetched.", what)
    return Unreachable()
