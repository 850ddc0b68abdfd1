"""From a file that anybody may have sent to plain samples, without trusting it.

The first bytes decide what it is, never its name. ffmpeg is told to read just that, from this one file: playlists and
other formats that name further files are not among what it may read.
"""

import re
from pathlib import Path

from ivr.prompts.program import ProgramFailed, ProgramMissing, run
from ivr.prompts.unfit import Unfit
from ivr.prompts.wav import NotWav, Wav, parse

LARGEST = 50_000_000
"""Bytes of a file; a minute in the best quality that studios use is 35 MB."""

LONGEST = 120
"""Seconds of a file."""

LARGEST_SOUND = 40_000_000
"""Bytes of samples: two minutes of 48 kHz in stereo take 23 MB. A server works on them in four times that memory."""

ROUNDING = 1_000_000
"""Bytes; ffmpeg stops after the last piece of sound that fits."""

LEAST_RATE = 8000
"""Samples a second; a telephone plays no more, and no less."""

MISSING = 0.15
"""Seconds that may lack of the length that a file says it has; encoders round."""

_KINDS = (
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "wav"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "matroska"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "mov"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "aac"),
    (re.compile(rb"ID3|\xff[\xe2-\xff]"), "mp3"),
)
_CODECS = (
    "pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_mulaw,pcm_alaw,adpcm_ms,adpcm_ima_wav,"
    "mp3float,mp3,aac,alac,vorbis,opus,flac"
)
_UNSAID = (0, 0xFFFFFFFF)
"""What a program that writes while it records says of the size of a WAV file."""

_DECLARED = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+)", re.MULTILINE)
_GUESSED = "Estimating duration from bitrate"
_DAMAGE = "partial file|ended prematurely|corrupt|truncat|invalid data|invalid pcm|crc"
_DAMAGED = re.compile(rf"^(?:\[.*(?:{_DAMAGE})|Error while decoding)", re.MULTILINE | re.IGNORECASE)
_BROKEN = "het bestand is beschadigd of niet compleet: kopieer of exporteer het opnieuw"


def decode(content: bytes, workshop: Path) -> Wav:
    """The sound as 16-bit samples with its own rate and channels; raises Unfit, or ProgramMissing."""
    kind = _kind(content)
    _must_be_whole(kind, content)
    source, decoded = workshop / "source", workshop / "decoded.wav"
    source.write_bytes(content)
    try:
        said = _ffmpeg(kind, source, decoded)
        wav = parse(decoded.read_bytes())
    except ProgramMissing:
        raise
    except (ProgramFailed, NotWav, OSError) as error:
        raise Unfit(f"dit is geen geluid dat te lezen is, of {_BROKEN}") from error
    if wav.rate < LEAST_RATE:
        raise Unfit(f"het geluid is te dof ({wav.rate} Hz): neem op met minstens {LEAST_RATE} Hz")
    if wav.seconds >= LONGEST:
        raise Unfit(f"de opname is te lang: langer dan {LONGEST} seconden. Zet elke tekst in een eigen bestand")
    if len(wav.data) > LARGEST_SOUND - ROUNDING:
        raise Unfit("het geluid is te groot om te verwerken: exporteer het opnieuw, met 48 kHz en 16 bits")
    if _DAMAGED.search(said) or wav.seconds < _declared(said) - MISSING:
        raise Unfit(_BROKEN)
    return wav


def _kind(content: bytes) -> str:
    """The name by which ffmpeg knows this kind of file."""
    for start, kind in _KINDS:
        if start.match(content):
            return kind
    raise Unfit("dit is geen geluidsbestand dat te lezen is: sla het op als WAV, MP3, M4A, OGG, WebM of FLAC")


def _must_be_whole(kind: str, content: bytes) -> None:
    """ffmpeg reads half a WAV or Ogg file without a word; the others it complains about, or they say their length."""
    if kind == "ogg" and _ogg_end(content) > len(content):
        raise Unfit(_BROKEN)
    if kind == "wav" and int.from_bytes(content[4:8], "little") not in _UNSAID:
        try:
            parse(content + b"\0")  # the last padding byte is often forgotten, and not missed
        except NotWav as why:
            raise Unfit(f"{why}. Kopieer of exporteer het bestand opnieuw") from why


def _ogg_end(content: bytes) -> int:
    """Where the last page of an Ogg file ends by its own account (RFC 3533, section 6)."""
    at = 0
    while content[at : at + 4] == b"OggS":
        segments = content[at + 26 : at + 27] or b"\xff"
        sizes = content[at + 27 : at + 27 + segments[0]]
        at += 27 + segments[0] + sum(sizes)
    return at


def _ffmpeg(kind: str, source: Path, target: Path) -> str:
    safely = ["-f", kind, "-protocol_whitelist", "file", "-codec_whitelist", _CODECS, "-i", f"file:{source}"]
    limits = ["-t", str(LONGEST), "-fs", str(LARGEST_SOUND)]
    plain = ["-map", "0:a:0", "-map_metadata", "-1", "-fflags", "+bitexact", "-c:a", "pcm_s16le", "-f", "wav"]
    quiet = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", "-y"]
    return run("ffmpeg", [*quiet, *safely, *limits, *plain, f"file:{target}"], package="ffmpeg")


def _declared(said: str) -> float:
    """Seconds that the file says it lasts; 0 when it does not say."""
    found = _DECLARED.search(said)
    if not found or _GUESSED in said:
        return 0.0
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
