"""Making recordings with a synthesiser, for texts that no person has recorded yet."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from ivr.prompts import espeak, voice
from ivr.prompts.identity import file_name, folded
from ivr.prompts.sound import master
from ivr.prompts.voice import respelled

Speak = Callable[[str, str, Path], None]
"""Writes a WAV file: the text, its language (`nl-NL`) and the file. Raises ProgramFailed."""


def make(
    texts: Iterable[str],
    folder: Path,
    language: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    only_missing: bool = True,
    speak: Speak = espeak.speak,
    pronounce: Mapping[str, str] | None = None,
) -> list[Path]:
    """Record these texts in a voice's folder and return the files written, in the order of the texts.

    `pronounce` tells how words are said; the table in the folder's `voice.yml` goes before it, as that knows this
    synthesiser. `progress` is told how many are done, of how many. Raises ProgramFailed, or BadVoice for a bad
    `voice.yml`, and for that of a human being.
    """
    wanted = {folder / file_name(language, text): folded(text) for text in texts}
    missing = {path: text for path, text in wanted.items() if not (only_missing and path.exists())}
    tables = (pronounce or {}, _own_table(folder))
    folder.mkdir(parents=True, exist_ok=True)

    def record(path: Path) -> Path:
        return _record(respelled(missing[path], *tables), path, language, speak)

    made: list[Path] = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in pool.map(record, missing):
            made.append(path)
            if progress:
                progress(len(made), len(missing))
    return made


def _own_table(folder: Path) -> Mapping[str, str]:
    """How this voice says words; no synthesiser may speak among the recordings of a person."""
    if not (folder / voice.FILE).exists():
        return {}
    speaker = voice.Voice.read(folder)
    if speaker.kind == "human":
        raise voice.BadVoice(f"{folder / voice.FILE}: a person speaks here ({speaker.speaker}): take another voice")
    return speaker.pronounce


def _record(text: str, path: Path, language: str, speak: Speak) -> Path:
    """Work in a hidden folder beside the recording: it appears when it is complete, or not at all."""
    with TemporaryDirectory(dir=path.parent, prefix=".making-") as workshop:
        speech, finished = Path(workshop, "speech.wav"), Path(workshop, "finished.wav")
        speak(text, language, speech)
        master(speech, finished)
        return finished.replace(path)
