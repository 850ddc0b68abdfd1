"""From what Twilio has recorded to a take that the speaker can judge, and from there to the voice's folder."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ivr.dictation.drafts import Drafts
from ivr.dictation.fetching import NotThereYet, Recordings
from ivr.prompts import ProgramFailed, Refused, import_recording, put_recording
from ivr.prompts.voice import introduce
from ivr.settings import Settings

log = logging.getLogger(__name__)

MADE = "Ingesproken per telefoon."


class CannotTake(Exception):  # noqa: N818 - reads as what it is
    """This machine cannot work on sound, or cannot keep it; the administrator has been told why."""


@dataclass(frozen=True)
class Taking:
    """What one request does with takes; `now` is the time, with its zone."""

    settings: Settings
    recordings: Recordings
    drafts: Drafts
    now: datetime

    @classmethod
    def of(cls, settings: Settings, drafts: Drafts, now: datetime) -> Self:
        """What a request needs for it."""
        return cls(settings, Recordings(settings), drafts, now)

    def take(self, sid: str, text: str, language: str) -> str | Refused:
        """Fetch a recording, have it judged, and give the name of the draft; Twilio forgets it whatever comes of it.

        Raises NotThereYet, in which case Twilio keeps it; Unreachable, or CannotTake.
        """
        content = self._fetched(sid)
        try:
            name, folder = self.drafts.new(self.now.timestamp())
            result = import_recording(content, text, folder, language)
        except ProgramFailed as why:
            raise _told(str(why)) from why
        except OSError as error:
            raise _told(f"{self.drafts.folder} cannot be written ({error.strerror})") from error
        if isinstance(result, Refused):
            self.drafts.remove(name)
            return result
        return name

    def keep(self, draft: str, text: str, language: str) -> bool:
        """Make the draft the recording of this text; False when it is not there any more. Raises CannotTake."""
        content = self.drafts.find(draft)
        if content is None:
            return False
        folder = self.settings.prompts / self.settings.recording_voice
        try:
            put_recording(content, text, folder, language)
            introduce(folder, "human", MADE, self.now.date())
        except OSError as error:
            raise _told(f"{folder} cannot be written ({error.strerror})") from error
        self.drafts.remove(draft)
        return True

    def _fetched(self, sid: str) -> bytes:
        """The sound; what is not there yet is not deleted."""
        is_there = True
        try:
            return self.recordings.fetch(sid)
        except NotThereYet:
            is_there = False
            raise
        finally:
            if is_there:
                self.recordings.delete(sid)


def _told(why: str) -> CannotTake:
    log.error("Recording by telephone does not work: %s.", why)
    return CannotTake()
