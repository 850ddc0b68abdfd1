"""The caller's side of a <Record>: the tone, what is said, and what the action is told (docs/voice/twiml/record).

Documented: the attributes and their defaults, RecordingUrl, RecordingDuration and Digits (the key, or "hangup"), and
that an empty recording has no action, so that the next verb follows. RecordingSid is sent too, but only seen in
captured requests. What counts as empty is documented nowhere: here it is a caller who says nothing at all.
"""

import io
import wave
from collections.abc import Mapping

from .client import Ask, Client, resolve
from .faults import Trouble
from .identity import Identity
from .office import Office
from .tape import Tape
from .turns import HungUp, Passed, Pressed, Recording, Spoke, Turns
from .verbs import Record

BEEP_SECONDS = 0.5


class Recorder:
    """Records one caller, in the account of an office."""

    def __init__(self, office: Office, tape: Tape, identity: Identity, client: Client) -> None:
        self._office, self._tape, self._identity, self._client = office, tape, identity, client
        self._said = b""

    def record(self, record: Record, base: str) -> Turns[Mapping[str, str] | None]:
        """Record what is said, and give the parameters of the action; None when nothing was.

        Whoever hangs up is gone: the action is requested with Digits=hangup, and what it answers is not executed.
        """
        if record.play_beep:
            self._tape.passes(BEEP_SECONDS, "recording")
        try:
            return (yield from self._listen(record))
        except HungUp:
            self._tells(record, base)
            raise

    def hangs_up_while_saying(self, sound: bytes) -> None:
        """What is being recorded when the caller hangs up."""
        self._said = sound

    def _listen(self, record: Record) -> Turns[Mapping[str, str] | None]:
        while True:
            match (yield Recording(record)):
                case Spoke(sound, key):
                    sound, ended = _cut(sound, record, key)
                    self._tape.passes(seconds(sound), "recording")
                    return self._kept(sound, key if not ended else "")
                case Pressed(key) if key in record.finish_on_key:
                    return None
                case Passed():
                    self._tape.passes(record.timeout, "silence")
                    return None

    def _kept(self, sound: bytes, digits: str) -> dict[str, str]:
        recordings = self._office.api.recordings
        sid = recordings.keep(sound)
        return {
            "RecordingSid": sid,
            "RecordingUrl": f"https://api.twilio.com{recordings.path}/{sid}",
            "RecordingDuration": f"{seconds(sound):.0f}",
            "Digits": digits,
        }

    def _tells(self, record: Record, base: str) -> None:
        if not self._said:
            return
        ask = Ask(resolve(base, record.action), record.method, self._kept(self._said, "hangup"))
        try:
            self._client.document(ask, self._identity.parameters("completed"))
        except Trouble as trouble:
            self._client.faults.append(trouble.at(ask.url))


def seconds(sound: bytes) -> float:
    """How long a WAV file lasts. Raises wave.Error for what is none."""
    with wave.open(io.BytesIO(sound)) as file:
        return float(file.getnframes() / file.getframerate())


def _cut(sound: bytes, record: Record, key: str) -> tuple[bytes, bool]:
    """The sound as it is recorded, and whether it was broken off at its longest; without a key, silence ends it."""
    with wave.open(io.BytesIO(sound)) as file:
        shape, rate = file.getparams(), file.getframerate()
        frames = file.readframes(record.max_length * rate)
        is_broken_off = file.getnframes() > record.max_length * rate
    if not key and not is_broken_off:
        frames += bytes(record.timeout * rate * shape.sampwidth * shape.nchannels)
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams(shape)
        file.writeframes(frames)
    return made.getvalue(), is_broken_off
