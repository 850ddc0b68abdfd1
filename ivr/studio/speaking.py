"""Tells the page which texts there are to be spoken: where callers hear them, and what one voice has recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from ivr.keeping import Earlier, Served
from ivr.prompts import Catalogue, Measurement, Measurements, flaws, prompt_id, words
from ivr.prompts.decoding import LARGEST
from ivr.prompts.quality import SHORT_TEXT, pace
from ivr.prompts.speaker import Entry, entries, sections
from ivr.prompts.voice import Voice, people
from ivr.recording import Recording
from ivr.settings import Settings
from ivr.studio.answers import Refusal
from ivr.studio.draft import why_not
from ivr.studio.menus import Menus, Shown

NO_VOICE: Final = "Deze stem is er niet. Laad de pagina opnieuw."


@dataclass(frozen=True)
class Speaking:
    """The texts of the draft, beside what callers hear now, for one voice; one without a name has recorded nothing."""

    draft: Shown
    live: Shown
    settings: Settings
    voice: str

    @classmethod
    def of(cls, menus: Menus, voice: str) -> "Speaking":
        """Give them as they are now."""
        return cls(menus.shown("draft"), menus.shown("live"), menus.settings, voice)

    def told(self) -> list[dict[str, Any]]:
        """Every text, in the order and with the numbers of the printed script."""
        return [
            {
                "title": section.title,
                "where": section.where,
                "texts": [self._text(entry) for entry in section.entries],
            }
            for section in sections(self.draft.file.line, self._entries)
        ]

    def one(self, text: str) -> dict[str, Any]:
        """The same of one text."""
        return next(self._text(entry) for entry in self._entries if entry.text == text)

    def text(self, wanted: str) -> str | None:
        """The text of this id, if the draft has it."""
        return next((entry.text for entry in self._entries if self._id(entry.text) == wanted), None)

    def about(self, name: str, voice: Voice) -> dict[str, Any]:
        """What is to be known of a voice: who it is, and whether callers hear it."""
        drafted, served = self.draft.file.line.voices, self.live.file.line.voices
        return {
            "name": name,
            "speaker": voice.speaker,
            "licence": voice.licence,
            "is_first": drafted[0] == name,
            "is_drafted": name in drafted,
            "is_live": name in served,
        }

    @cached_property
    def _entries(self) -> list[Entry]:
        return entries(self.draft.file.line, self.draft.edition.script.prompts()) if self.draft.is_readable else []

    @cached_property
    def _recorded(self) -> Mapping[str, Recording]:
        catalogue = Catalogue.read(self.settings.prompts, [self.voice] if self.voice else [], self._language)
        return {entry.text: found for entry in self._entries if (found := catalogue.find(entry.text))}

    @cached_property
    def _measured(self) -> Mapping[str, Measurement]:
        return Measurements(self.settings.state).of(self._recorded.values())

    @cached_property
    def served(self) -> Served:
        """What callers hear now."""
        return Served(self.live.publication, self.settings)

    @cached_property
    def _heard(self) -> frozenset[str]:
        return self.served.heard(self.voice)

    @cached_property
    def _sounds(self) -> Mapping[str, str]:
        """The voices that callers hear now, by the ids of the texts."""
        return {recording.id: recording.voice for recording in self.live.edition.recordings.values()}

    @property
    def _language(self) -> str:
        return self.draft.file.line.language

    def _id(self, text: str) -> str:
        return prompt_id(self._language, text)

    def _text(self, entry: Entry) -> dict[str, Any]:
        recording, found = self._recorded.get(entry.text), self._id(entry.text)
        return {
            "id": found,
            "number": entry.number,
            "text": entry.text,
            "notes": list(entry.notes.items()),
            "recording": self._recording(entry.text, recording) if recording else None,
            "is_heard": found in self._heard,
            "heard_now": self._sounds.get(found),
            "earlier": list(self._earlier(found, recording)),
        }

    def _recording(self, text: str, recording: Recording) -> dict[str, Any]:
        measured = self._measured.get(recording.digest)
        is_long = words(text) > SHORT_TEXT
        return {
            "digest": recording.digest,
            "seconds": round(recording.seconds, 1),
            "pace": round(pace(text, measured)) if measured and is_long else None,
            "flaws": [flaw.message for flaw in flaws(text, measured)] if measured else [],
        }

    def _earlier(self, found: str, recording: Recording | None) -> Iterator[dict[str, Any]]:
        kept = Earlier.of(self.settings.state, self.voice, found).all(recording.digest if recording else None)
        for one in kept if self.voice else ():
            yield {"digest": one.digest, "at": one.at.isoformat(), "seconds": round(one.seconds, 1)}


def page(menus: Menus, wanted: str) -> dict[str, Any]:
    """Everything that the page shows, for the voice that is wanted, or else for one that callers are to hear."""
    known = people(menus.settings.prompts)
    choices = [wanted, *menus.shown("draft").file.line.voices, *known]
    speaking = Speaking.of(menus, next((voice for voice in choices if voice in known), ""))
    return {
        "is_readable": speaking.draft.is_readable,
        "voice": speaking.voice,
        "voices": [speaking.about(name, voice) for name, voice in known.items()],
        "unkept": why_not(menus.settings.prompts),
        "largest": LARGEST,
        "sections": speaking.told(),
    }


def must_be_known(menus: Menus, voice: str) -> None:
    """Raise Refusal for what is not the voice of a person."""
    if voice not in people(menus.settings.prompts):
        raise Refusal(NO_VOICE, 404)
