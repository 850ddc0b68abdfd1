"""Reading WAV files: what is in them, and the samples of mu-law sound, which the `wave` module refuses."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MU_LAW = 7
"""The format tag of G.711 mu-law in a WAV file."""


class NotWav(ValueError):  # noqa: N818 - reads as what it is: these bytes are no WAV file
    """Bytes that are not a complete WAV file; the message is Dutch, because operators see it."""


@dataclass(frozen=True)
class Wav:
    """One WAV file: the format tag, the rate in samples a second, bits a sample, and the sound as stored."""

    tag: int
    channels: int
    rate: int
    bits: int
    data: bytes

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return len(self.data) * 8 / (self.channels * self.rate * self.bits)

    @property
    def is_telephone_sound(self) -> bool:
        """8 kHz mono mu-law, which a telephone network plays without converting it."""
        return (self.tag, self.channels, self.rate, self.bits) == (MU_LAW, 1, 8000, 8)


def parse(content: bytes) -> Wav:
    """Read a WAV file; raises NotWav for anything that is not a complete one."""
    if len(content) < 12 or content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise NotWav("dit is geen WAV-bestand")
    form = data = None
    for name, body in _chunks(content):
        if name == b"fmt " and form is None:
            form = _format(body)
        elif name == b"data" and data is None:
            data = body
    if form is None or data is None:
        raise NotWav("het WAV-bestand is niet compleet: er staat geen geluid in")
    return Wav(*form, data=data)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk with its name, up to the end that the file itself declares."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise NotWav(f"het WAV-bestand is niet compleet: er ontbreken {end - len(content)} bytes")
    at = 12
    while at + 8 <= end:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise NotWav("het WAV-bestand is niet compleet: een deel houdt te vroeg op")
        yield content[at : at + 4], content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _format(body: bytes) -> tuple[int, int, int, int]:
    """Tag, channels, samples a second and bits a sample."""
    if len(body) < 16:
        raise NotWav("het WAV-bestand zegt niet wat voor geluid erin staat")
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if not (channels and rate and bits):
        raise NotWav("het WAV-bestand zegt niet wat voor geluid erin staat")
    return tag, channels, rate, bits


def samples(mu_law: bytes) -> list[int]:
    """Mu-law bytes as linear samples, from -32124 to 32124 (ITU-T G.711)."""
    return [_LINEAR[byte] for byte in mu_law]


def _linear(byte: int) -> int:
    bits = ~byte & 0xFF
    size = (((bits & 0x0F) << 3) + 0x84 << ((bits & 0x70) >> 4)) - 0x84
    return -size if bits & 0x80 else size


_LINEAR = tuple(_linear(byte) for byte in range(256))
