"""From what Twilio has recorded to a take that the speaker can judge, and from there to the voice's folder."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from ivr.dictation.drafts import Drafts
from ivr.dictation.fetching import NotThereYet, Recordings
from ivr.keeping import Busy, Objected, Place, Served, turn
from ivr.prompts import Imported, ProgramFailed, Refused, import_recording
from ivr.prompts.importing import IN_NO_FILE
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

    def take(self, sid: str, text: str, language: str, served: Served) -> str | Refused:
        """Fetch a recording, have it judged, and give the name of the draft; Twilio forgets it whatever comes of it.

        Raises NotThereYet, also when others work on sound, in which case Twilio keeps it; Unreachable, or CannotTake.
        """
        try:
            with turn():
                return self._taken(self._fetched(sid), text, language, served)
        except Busy:
            raise NotThereYet from None

    def _taken(self, content: bytes, text: str, language: str, served: Served) -> str | Refused:
        try:
            name, folder = self.drafts.new()
            result = self._judged(content, text, folder, language, served)
        except ProgramFailed as why:
            raise _told(str(why)) from why
        except OSError as error:
            raise _told(f"{self.drafts.folder} cannot be written ({error.strerror})") from error
        if isinstance(result, Refused):
            self.drafts.remove(name)
            return result
        return name

    def keep(self, draft: str, text: str, language: str, served: Served) -> bool | Refused:
        """Make the draft the recording of this text; False when it is not there any more. Raises CannotTake.

        The menu is asked again: it may have changed since the take was judged.
        """
        content = self.drafts.find(draft)
        if content is None:
            return False
        place = self._place(text, language)
        folder = place.folder
        try:
            with place.alone():
                place.replace(content, served)
            introduce(folder, "human", MADE, self.now.date())
        except Objected as why:
            self.drafts.remove(draft)
            return _objected(why)
        except Busy as why:
            raise _told("another take has been worked on for long") from why
        except OSError as error:
            raise _told(f"{folder} cannot be written ({error.strerror})") from error
        self.drafts.remove(draft)
        return True

    def _judged(self, content: bytes, text: str, folder: Path, language: str, served: Served) -> Imported | Refused:
        """Make a recording of it, as that of any file, and hold the rules of the menu against its length."""
        result = import_recording(content, text, folder, language)
        if isinstance(result, Imported):
            try:
                self._place(text, language).must_fit(result.recording.read_bytes(), served)
            except Objected as why:
                return _objected(why)
        return result

    def _place(self, text: str, language: str) -> Place:
        return Place(self.settings.prompts, self.settings.state, self.settings.recording_voice, language, text)

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


def _objected(why: Objected) -> Refused:
    return Refused(IN_NO_FILE, f"hij past niet in het menu. {why}".rstrip("."))


def _told(why: str) -> CannotTake:
    log.error("Recording by telephone does not work: %s.", why)
    return CannotTake()
