"""What is wrong with the recordings of a menu, and with how long callers wait: what `ivr check` adds to the loader.

What was measured and is not good is a problem; what is estimated, or not recorded yet, is only a remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.budget import Overrun, overruns
from ivr.cli.prompts_work import Work
from ivr.prompts import BadVoice, Voice, words_of
from ivr.prompts.voice import FILE


@dataclass(frozen=True)
class Findings:
    """Sentences in Dutch: problems of the menu, problems of recordings (`path: message`), and remarks."""

    menu: tuple[str, ...]
    recordings: tuple[str, ...]
    remarks: tuple[str, ...]


def inspect(work: Work) -> Findings:
    """Measure every recording that the menu uses, and weigh it."""
    late = overruns(work.script, {text: found.seconds for text, found in work.recordings.items()})
    return Findings(
        menu=tuple(_at(work, one) for one in late if not one.estimated),
        recordings=(*_flaws(work), *_refused(work), *_bad_voices(work)),
        remarks=(*(_at(work, one) for one in late if one.estimated), *_remarks(work)),
    )


def _at(work: Work, overrun: Overrun) -> str:
    return f"{work.menus}: {overrun.message}"


def _flaws(work: Work) -> Iterator[str]:
    for text, recording in work.recordings.items():
        for flaw in work.flaws(text):
            yield f"{recording.path}: {flaw.message}"


def _refused(work: Work) -> Iterator[str]:
    """Files of a text of this menu that cannot be played."""
    words = words_of(work.texts, work.line.language)
    return (f"{one.path}: {one.reason}" for one in work.catalogue.rejected if words(one.path.name))


def _bad_voices(work: Work) -> Iterator[str]:
    for voice in work.line.voices:
        if (work.folder / voice / FILE).exists():
            try:
                Voice.read(work.folder / voice)
            except BadVoice as bad:
                yield f"{work.folder / voice / FILE}: dit bestand is niet te gebruiken ({bad})."


def _remarks(work: Work) -> Iterator[str]:
    words = words_of(work.texts, work.line.language)
    for one in work.catalogue.rejected:
        if not words(one.path.name):
            yield f"{one.path}: {one.reason}"
    for voice in dict.fromkeys(recording.voice for recording in work.recordings.values()):
        if not (work.folder / voice / FILE).exists():
            yield f"{work.folder / voice / FILE} ontbreekt; daarin staat wie er spreekt, en of dat zo mag."
    if missing := len(work.texts) - len(work.recordings):
        yield (
            f"van {missing} van de {len(work.texts)} teksten is er geen opname; die spreekt de computerstem "
            f"({work.line.say}). Welke dat zijn: python -m ivr prompts."
        )
    if work.is_loudness_unknown:
        yield "zonder ffmpeg is niet te meten hoe hard een opname klinkt (apt-get install ffmpeg)."
