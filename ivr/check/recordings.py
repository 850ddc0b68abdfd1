"""What is wrong with the recordings of a menu: those that callers would hear, and the folders that they are in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ivr.menu import Line
from ivr.problems import Position, Problem, Severity
from ivr.prompts import BadVoice, Catalogue, Measurement, Voice, flaws, words_of
from ivr.prompts.quality import EXPLANATIONS as FLAWS
from ivr.prompts.voice import FILE
from ivr.recording import Recording

EXPLANATIONS: Final[Mapping[str, str]] = {
    **FLAWS,
    "recording-unusable": "Een bestand in een map met opnamen is niet te gebruiken: het is geen telefoongeluid, of de "
    "naam hoort bij geen tekst. Bellers horen dan de computerstem. Neem opnamen over met 'prompts import'.",
    "voice-unreadable": f"In {FILE} staat wie er spreekt, en of dat zo mag. Dit bestand is niet te lezen.",
    "voice-unknown": f"In {FILE} staat wie er spreekt, en of dat zo mag. Bij deze map ontbreekt het.",
    "not-recorded": "Een tekst zonder opname wordt gesproken door de computerstem bij 'say'. Dat werkt, maar een mens "
    "klinkt beter. Welke teksten het zijn: python -m ivr prompts.",
    "loudness-unknown": "Of opnamen even hard klinken, wordt gemeten met ffmpeg; dat staat niet op deze computer.",
}
"""Of every rule for recordings: what it asks and why, in Dutch."""


@dataclass(frozen=True)
class Recorded:
    """A menu file with its recordings: `measured` holds what was measured of those that callers hear, by text."""

    menus: Path
    line: Line
    folder: Path
    texts: Mapping[str, list[str]]
    catalogue: Catalogue
    measured: Mapping[str, Measurement]
    is_loudness_unknown: bool = False
    """Whether the program that measures it is missing."""

    @property
    def heard(self) -> dict[str, Recording]:
        """The recording that callers hear, by text."""
        return {text: found for text in self.texts if (found := self.catalogue.find(text))}


def inspect_recordings(recorded: Recorded) -> list[Problem]:
    """Every problem of recordings: what callers would notice first, then what is merely worth knowing."""
    found = (
        *_flaws(recorded),
        *_rejected(recorded),
        *_voices(recorded),
        *_not_recorded(recorded),
        *_unmeasured(recorded),
    )
    order = list(Severity)
    return sorted(found, key=lambda problem: order.index(problem.severity))


def _flaws(recorded: Recorded) -> Iterator[Problem]:
    for text, recording in recorded.heard.items():
        if text in recorded.measured:
            for flaw in flaws(text, recorded.measured[text]):
                yield Problem(Position(str(recording.path)), flaw.rule, f"De opname {flaw.message}.")


def _rejected(recorded: Recorded) -> Iterator[Problem]:
    """Files that cannot be played; those of a text of this menu are missed."""
    words = words_of(recorded.texts, recorded.line.language)
    for one in recorded.catalogue.rejected:
        severity = Severity.ERROR if words(one.path.name) else Severity.NOTICE
        yield Problem(Position(str(one.path)), "recording-unusable", f"{_sentence(one.reason)}", severity)


def _voices(recorded: Recorded) -> Iterator[Problem]:
    spoken = {recording.voice for recording in recorded.heard.values()}
    for voice in recorded.line.voices:
        file = recorded.folder / voice / FILE
        if file.exists():
            try:
                Voice.read(file.parent)
            except BadVoice as bad:
                message = f"Dit bestand is niet te gebruiken ({bad})."
                yield Problem(Position(str(file)), "voice-unreadable", message)
        elif voice in spoken:
            message = "Dit bestand ontbreekt; daarin staat wie er spreekt, en of dat zo mag."
            yield Problem(Position(str(file)), "voice-unknown", message, Severity.NOTICE)


def _not_recorded(recorded: Recorded) -> Iterator[Problem]:
    if missing := len(recorded.texts) - len(recorded.heard):
        message = (
            f"Van {missing} van de {len(recorded.texts)} teksten is er geen opname; die spreekt de computerstem "
            f"({recorded.line.say}). Welke dat zijn: python -m ivr prompts."
        )
        yield Problem(Position(str(recorded.menus)), "not-recorded", message, Severity.NOTICE)


def _unmeasured(recorded: Recorded) -> Iterator[Problem]:
    if recorded.is_loudness_unknown:
        message = "Zonder ffmpeg is niet te meten hoe hard een opname klinkt (apt-get install ffmpeg)."
        yield Problem(Position(str(recorded.folder)), "loudness-unknown", message, Severity.NOTICE)


def _sentence(reason: str) -> str:
    sentence = reason[0].upper() + reason[1:]
    return sentence if sentence.endswith(".") else f"{sentence}."
