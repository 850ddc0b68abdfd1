"""What the bytes of a recording say by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.prompts.levels import NOTHING, levels

SILENCE = b"\xff"
SPEECH = b"\x10\x90"


def test_silences() -> None:
    """Silence before, inside and after speech is told apart, and the longest hole counts."""
    found = levels(
        SILENCE * 1600
        + SPEECH
        + SILENCE * 800
        + SPEECH
        + SILENCE * 4000
        + SPEECH
        + SILENCE * 1600
        + SPEECH
        + SILENCE * 2400
    )
    assert (found.lead, found.hole, found.tail) == (0.2, 0.5, 0.3)


def test_noise_is_silence() -> None:
    """A whisper of noise, 50 dB below the loudest, is silence."""
    assert levels(b"\x6a\xea" * 4000 + SPEECH + b"\x6a\xea" * 400).lead == 1


@pytest.mark.parametrize(
    ("data", "clipped"), [(b"\0" * 3, True), (b"\x80" * 3, True), (b"\0\0\x80\x80", False), (SPEECH, False)]
)
def test_clipped(data: bytes, clipped: bool) -> None:
    """Sound that stays at the end of the scale is cut flat; touching it is not."""
    assert levels(SILENCE + data + SILENCE).clipped is clipped


@pytest.mark.parametrize(("data", "peak"), [(b"\x80", -0.17), (b"\x00", -0.17), (b"\xff", NOTHING), (b"", NOTHING)])
def test_peak(data: bytes, peak: float) -> None:
    """The loudest sample in decibels, of either sign."""
    assert levels(data).peak == pytest.approx(peak, abs=0.01)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    """Whatever a recording holds, its silences fit in it."""
    found = levels(data)
    assert 0 <= found.lead + found.hole <= len(data) / 8000 + 1e-9
    assert 0 <= found.tail <= len(data) / 8000
