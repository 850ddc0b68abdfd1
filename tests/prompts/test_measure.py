"""Measuring recordings once, and keeping what was measured."""

import time
from pathlib import Path

import pytest

from ivr.prompts import Catalogue, Measurements, file_name
from ivr.prompts.measure import FILE
from ivr.prompts.sound import loudness
from tests.prompts.sounds import wav
from tests.prompts.speaking import needs_programs

PROMPTS = Path(__file__).parents[2] / "prompts"
STANDIN = Catalogue.read(PROMPTS, ["standin"], "nl-NL").recordings
SPEECH = b"\xff" * 2000 + b"\x20\xa0\x28\xa8" * 1000 + b"\xff" * 2000


def catalogue(folder: Path, count: int = 2) -> Catalogue:
    """So many recordings of different length."""
    (folder / "v").mkdir(exist_ok=True)
    for number in range(count):
        (folder / "v" / file_name("nl-NL", f"Tekst {number}.")).write_bytes(wav(SPEECH + b"\xff" * number))
    return Catalogue.read(folder, ["v"], "nl-NL")


@needs_programs
def test_as_ffmpeg_measures(tmp_path: Path) -> None:
    """Loudness and peak are what ffmpeg's other meter says, for each file its own."""
    found = Measurements(tmp_path).of(STANDIN[:4])
    for recording in STANDIN[:4]:
        level, peak = loudness(recording.path)
        assert found[recording.digest].loudness == pytest.approx(level, abs=0.6)
        assert found[recording.digest].peak == pytest.approx(peak, abs=0.2)


@needs_programs
def test_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look needs no program, and nothing stands beside the recordings."""
    recordings = catalogue(tmp_path).recordings
    state = tmp_path / "state" / "deep"
    told: list[tuple[int, int]] = []
    first = Measurements(state).of(recordings, lambda *done: told.append(done))
    monkeypatch.setenv("PATH", "")
    assert Measurements(state).of(recordings, lambda *_: pytest.fail("measured again")) == first
    assert told == [(2, 2)]
    assert [path.name for path in state.iterdir()] == [FILE]
    assert all(path.suffix == ".wav" for path in (tmp_path / "v").iterdir())


@needs_programs
def test_new_take(tmp_path: Path) -> None:
    """A new take is measured again; the others are not."""
    before = Measurements(tmp_path).of(catalogue(tmp_path).recordings)
    recordings = catalogue(tmp_path).recordings
    recordings[0].path.write_bytes(wav(b"\xff" * 4000 + SPEECH))
    again = Catalogue.read(tmp_path, ["v"], "nl-NL").recordings
    told: list[tuple[int, int]] = []
    after = Measurements(tmp_path).of(again, lambda *done: told.append(done))
    assert told == [(1, 1)]
    assert len(before.keys() & after.keys()) == 1
    assert max(found.lead for found in after.values()) == 0.75


def test_without_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg all but loudness is known; it is measured when ffmpeg is there."""
    recordings = catalogue(tmp_path).recordings
    with monkeypatch.context() as nothing:
        nothing.setenv("PATH", "")
        found = Measurements(tmp_path).of(recordings)
    assert [(one.loudness, one.lead, one.clipped) for one in found.values()] == [(None, 0.25, False)] * 2
    assert not (tmp_path / FILE).exists()


@needs_programs
@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"[1]", b'{"0123": {"seconds": "x"}}'])
def test_corrupt_cache(tmp_path: Path, content: bytes) -> None:
    """A cache that cannot be read only costs time, and is mended."""
    recordings = catalogue(tmp_path).recordings
    (tmp_path / FILE).write_bytes(content)
    found = Measurements(tmp_path).of(recordings)
    assert len(found) == 2
    assert Measurements(tmp_path).of(recordings, lambda *_: pytest.fail("measured again")) == found


@needs_programs
def test_unwritable_state(tmp_path: Path) -> None:
    """Where nothing can be written, all is measured all the same."""
    (tmp_path / "file").write_text("not a folder")
    assert len(Measurements(tmp_path / "file").of(catalogue(tmp_path).recordings)) == 2


@needs_programs
def test_vanished(tmp_path: Path) -> None:
    """A recording that was removed or replaced meanwhile is left out."""
    recordings = catalogue(tmp_path, 3).recordings
    recordings[0].path.unlink()
    recordings[1].path.write_bytes(wav())
    assert list(Measurements(tmp_path).of(recordings)) == [recordings[2].digest]


@needs_programs
def test_silent_and_short(tmp_path: Path) -> None:
    """Silence, and what is shorter than 0.4 s, has no loudness, and the files measured with it have theirs."""
    catalogue(tmp_path, 1)
    (tmp_path / "v" / file_name("nl-NL", "Stil.")).write_bytes(wav(b"\xff" * 8000))
    (tmp_path / "v" / file_name("nl-NL", "Kort.")).write_bytes(wav(b"\x20\xa0" * 400))
    found = Measurements(tmp_path).of(Catalogue.read(tmp_path, ["v"], "nl-NL").recordings).values()
    assert sorted(one.loudness is None for one in found) == [False, True, True]


@needs_programs
def test_fast(tmp_path: Path) -> None:
    """A second look at a thousand recordings takes well under a second, reading them included (best of three)."""
    recordings = catalogue(tmp_path, 1000).recordings
    some = Measurements(tmp_path).of(recordings[:1])
    [one] = some.values()
    Measurements(tmp_path)._keep({recording.digest: one for recording in recordings})

    def seconds() -> float:
        start = time.perf_counter()
        again = Catalogue.read(tmp_path, ["v"], "nl-NL").recordings
        assert len(Measurements(tmp_path).of(again)) == 1000
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 1
