"""Reading WAV files."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.prompts.wav import NotWav, parse, samples
from tests.prompts.sounds import wav


def test_telephone_sound() -> None:
    """An 8 kHz mono mu-law file is read with its length in seconds."""
    found = parse(wav(b"\xff" * 4000))
    assert (found.tag, found.channels, found.rate, found.bits, found.seconds) == (7, 1, 8000, 8, 0.5)
    assert found.is_telephone_sound


@pytest.mark.parametrize("other", [{"tag": 6}, {"channels": 2}, {"rate": 16000}, {"tag": 1, "bits": 16}])
def test_other_sound(other: dict[str, Any]) -> None:
    """Any other kind of sound is not what a telephone plays."""
    assert not parse(wav(**other)).is_telephone_sound


def test_chunks_between() -> None:
    """Chunks that other programs add, also of odd length, are skipped."""
    whole = wav()
    extra = whole[:12] + b"LIST\x03\x00\x00\x00abc\x00" + whole[12:]
    extra = extra[:4] + (len(extra) - 8).to_bytes(4, "little") + extra[8:]
    assert parse(extra) == parse(whole)


@pytest.mark.parametrize("length", [0, 11, 12, 40, len(wav()) - 1])
def test_incomplete_file(length: int) -> None:
    """A file that was cut off is refused."""
    with pytest.raises(NotWav):
        parse(wav()[:length])


@pytest.mark.parametrize(
    ("chunks", "reason"),
    [
        (b"", "geen geluid"),
        (b"fmt \x04\x00\x00\x00abcd", "wat voor geluid"),
        (b"data\xff\x00\x00\x00abcd", "te vroeg"),
    ],
)
def test_broken_chunks(chunks: bytes, reason: str) -> None:
    """A file whose parts are missing or do not fit is refused with the reason."""
    with pytest.raises(NotWav, match=reason):
        parse(b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WAVE" + chunks)


@pytest.mark.parametrize("nothing", [{"rate": 0}, {"channels": 0}, {"bits": 0}])
def test_nonsense_format(nothing: dict[str, Any]) -> None:
    """A format from which no length follows is refused."""
    with pytest.raises(NotWav):
        parse(wav(**nothing))


@given(st.binary() | st.binary().map(lambda tail: wav()[: 12 + len(tail) % 40] + tail))
def test_any_bytes(content: bytes) -> None:
    """No bytes at all raise anything but NotWav."""
    with contextlib.suppress(NotWav):
        assert parse(content).seconds >= 0


def test_mu_law() -> None:
    """The ends and the middle of G.711's table are decoded, and every byte has its opposite."""
    assert samples(b"\x00\x80\xff\x7f") == [-32124, 32124, 0, 0]
    assert all(samples(bytes([low]))[0] == -samples(bytes([low + 128]))[0] for low in range(128))
