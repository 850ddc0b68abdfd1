"""Measuring telephone recordings: how long, how loud, and where they are silent.

Measuring takes ffmpeg some time, so what was measured is kept by content: a second look costs almost nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from ivr.prompts.levels import levels
from ivr.prompts.loudness import TOGETHER, Loudness, loudness_of
from ivr.prompts.program import ProgramMissing
from ivr.prompts.wav import parse
from ivr.recording import Recording

FILE = "measurements-1.json"
"""In IVR_STATE; the number changes when the meaning of a figure does."""

AT_A_TIME = 2


@dataclass(frozen=True)
class Measurement:
    """What was measured of one telephone recording.

    `seconds` in all, of silence before (`lead`), after (`tail`) and the longest inside (`hole`). `loudness` is LUFS
    integrated, or None when it could not be measured: too short, silent, or no ffmpeg. `peak` is dBTP when ffmpeg
    measured it, else the loudest sample in dBFS. `clipped` sound is cut flat at the end of the scale.
    """

    seconds: float
    loudness: float | None
    peak: float
    lead: float
    tail: float
    hole: float
    clipped: bool


@cache
def _kept() -> TypeAdapter[dict[str, Measurement]]:
    return TypeAdapter(dict[str, Measurement])


def measured(content: bytes, heard: Loudness | None) -> Measurement:
    """What the bytes of a telephone recording and what ffmpeg heard say together; raises NotWav."""
    wav = parse(content)
    level = levels(wav.data)
    loudness, peak = heard or (None, level.peak)
    return Measurement(
        seconds=round(wav.seconds, 3),
        loudness=loudness,
        peak=round(peak, 1),
        lead=round(level.lead, 3),
        tail=round(level.tail, 3),
        hole=round(level.hole, 3),
        clipped=level.clipped,
    )


class Measurements:
    """What was measured of recordings, by their digest, kept in a file that may be lost at any time."""

    def __init__(self, state: Path) -> None:
        self._path = state / FILE

    def known(self, recordings: Iterable[Recording]) -> dict[str, Measurement]:
        """What was measured of these before, by digest; nothing is measured now."""
        kept = self._read()
        return {one.digest: kept[one.digest] for one in recordings if one.digest in kept}

    def of(
        self, recordings: Iterable[Recording], progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Measurement]:
        """The measurements of these recordings by digest; `progress` is told how many of the new ones are done.

        A recording that changed or vanished since the catalogue was read is left out. Raises nothing for a cache
        that cannot be read or written, nor without ffmpeg: loudness is then None, and is measured another time.
        """
        wanted = {one.digest: one for one in recordings}
        kept = self._read()
        missing = [one for digest, one in wanted.items() if digest not in kept]
        found = {digest: kept[digest] for digest in wanted.keys() & kept.keys()}
        lasting: dict[str, Measurement] = {}
        try:
            for done, (figures, final) in enumerate(_measured(missing), 1):
                found |= figures
                lasting |= figures if final else {}
                if progress:
                    progress(min(done * TOGETHER, len(missing)), len(missing))
        finally:
            if lasting:
                self._keep(lasting)
        return found

    def _read(self) -> dict[str, Measurement]:
        try:
            return _kept().validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return {}

    def _keep(self, new: dict[str, Measurement]) -> None:
        """Add to what is there now: another process may have measured too."""
        state = self._path.parent
        with suppress(OSError):
            state.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=state, prefix=".measuring-") as workshop:
                complete = Path(workshop, FILE)
                complete.write_bytes(_kept().dump_json(self._read() | new))
                complete.replace(self._path)


def _measured(recordings: Sequence[Recording]) -> Iterator[tuple[dict[str, Measurement], bool]]:
    """Measurements by digest, some recordings at a time, and whether they need not be measured again."""
    rest = iter(recordings)
    batches = list(iter(lambda: list(islice(rest, TOGETHER)), []))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from pool.map(_batch, batches)


def _batch(recordings: Sequence[Recording]) -> tuple[dict[str, Measurement], bool]:
    sounds = [(one, content) for one in recordings if (content := _content(one)) is not None]
    try:
        heard, final = loudness_of([one.path for one, _ in sounds]), True
    except ProgramMissing:
        heard, final = [None] * len(sounds), False
    figures = {one.digest: measured(content, loudness) for (one, content), loudness in zip(sounds, heard, strict=True)}
    return figures, final


def _content(recording: Recording) -> bytes | None:
    with suppress(OSError):
        content, same = recording.read()
        return content if same else None
    return None
