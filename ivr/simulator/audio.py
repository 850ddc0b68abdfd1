"""Recordings: fetches what <Play> names, refuses what Twilio would not play, and measures it.

Twilio plays more kinds than are measured here (MP3, AIFF, GSM); its page recommends WAV for telephone menus, and
another kind is a fault here.
"""

import struct
from collections.abc import Callable, Iterator
from typing import assert_never

from .client import Client, resolve
from .faults import Code, Trouble
from .speech import Sound, spoken_seconds
from .verbs import Pause, Play, Prompt, Say

TONE_SECONDS = 0.5
"""A tone, or the half second that `w` stands for (docs/voice/twiml/play#digits)."""

MOST_LOOPS = 1000
"""What `loop="0"` means (docs/voice/twiml/play)."""

_WAV_TYPES = ("audio/wav", "audio/wave", "audio/x-wav")
_PCM, _MU_LAW = 1, 7
_FORMAT = struct.Struct("<HHII")
"""Format tag, channels, samples a second, bytes a second."""

Texts = Callable[[str], str | None]
"""The words of the recording at a URL, or None when nobody wrote them down."""


class Audio:
    """Turns prompts into sounds. `seconds` keeps the length of every recording fetched before, by URL."""

    def __init__(self, client: Client, seconds: dict[str, float], texts: Texts) -> None:
        self._client = client
        self._seconds = seconds
        self._texts = texts

    def sounds(self, prompt: Prompt, base: str) -> list[Sound]:
        """What `prompt` in the document at `base` sounds like. Raises Trouble when its recording cannot be played."""
        match prompt:
            case Pause(length):
                return [Sound("", length, "pause")]
            case Say(text):
                spoken = Sound(text, spoken_seconds(text), "say", language=prompt.language)
                return [spoken] * (prompt.loop or MOST_LOOPS)
            case Play(digits=digits) if digits:
                return [Sound(digits, len(digits) * TONE_SECONDS, "play")]
            case Play(url):
                return [self._recording(resolve(base, url))] * (prompt.loop or MOST_LOOPS)
            case _:
                assert_never(prompt)

    def _recording(self, url: str) -> Sound:
        if url not in self._seconds:
            self._seconds[url] = self._measure(url)
        text = self._texts(url)
        return Sound(url.rpartition("/")[2] if text is None else text, self._seconds[url], "play", url)

    def _measure(self, url: str) -> float:
        try:
            return wav_seconds(fetch(self._client, url))
        except ValueError as error:
            raise Trouble(Code.PLAY_CONTENT_TYPE, f"not a recording that can be played: {error}", url) from error


def fetch(client: Client, url: str) -> bytes:
    """The recording at `url`; raises Trouble when it cannot be had, or is not said to be one."""
    response = client.media(url).response
    media_type = response.content_type.partition(";")[0].strip().lower()
    if media_type not in _WAV_TYPES:
        message = f"the content type is {response.content_type!r}, not one of {', '.join(_WAV_TYPES)}"
        raise Trouble(Code.PLAY_CONTENT_TYPE, message, url)
    return response.body


def wav_seconds(wav: bytes) -> float:
    """The length in seconds of a WAV file, PCM or mu-law. Raises ValueError when it is neither, or cut short."""
    chunks = dict(_chunks(wav))
    try:
        kind, _, _, bytes_per_second = _FORMAT.unpack_from(chunks[b"fmt "])
        size = len(chunks[b"data"])
    except (KeyError, struct.error) as error:
        raise ValueError("it lacks a format or a data chunk") from error
    if kind not in (_PCM, _MU_LAW) or not bytes_per_second:
        raise ValueError(f"its format is {kind}, not PCM or mu-law")
    return size / int(bytes_per_second)


def _chunks(wav: bytes) -> Iterator[tuple[bytes, bytes]]:
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise ValueError("it is not a WAV file")
    place = 12
    while place + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, place)
        content = wav[place + 8 : place + 8 + size]
        if len(content) < size:
            raise ValueError("it is cut short")
        yield name, content
        place += 8 + size + size % 2
