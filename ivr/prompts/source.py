"""Whether a speaker's recording is worth taking, judged before anything is done to it: what is lost stays lost."""

import struct
from array import array
from itertools import pairwise

from ivr.prompts.natural import PAUSE
from ivr.prompts.silence import Sound
from ivr.prompts.speech import Passage, in_a_room, passages, speech_and_noise
from ivr.prompts.unfit import Unfit
from ivr.prompts.wav import Wav

SILENT = 12
"""Linear; speech that stays below this (-69 dBFS) is none."""

QUIETEST = 520
"""Linear; speech below this (-36 dBFS) brings too much noise along when it is made louder."""

OFFSET = 100
"""Linear; some microphones move the whole sound up or down, which would pass for background noise."""

FULL_SCALE = 32768

NOISIEST = 0.12
"""The background may be this part of the loudness of speech (-18 dB); more is understood badly by telephone."""

FLAT = 4
"""Samples in a row at the loudest value are flat: overdriven, unless it happens fewer than FLAT_PLACES times."""

FLAT_PLACES = 3

LOUD = 8000
"""Linear (-12 dBFS); what stays below cannot have been overdriven."""

FASTEST = 30
SLOWEST = 5
"""Characters a second; people who read aloud say 10 to 20."""

DIGIT = 5
"""Characters that a digit counts for: it is written short, and takes long to say."""

SPARE = 2.0
"""Seconds that a text may last longer than its characters, for breath and hesitation."""

EDGE = 0.03
"""Seconds; a recording with speech in the first or last of these has lost what was before or after."""

ABRUPT = {0.001: 0.15, 0.005: 0.11}
"""Where there is digital silence, speech may start at once, but not at full strength: in so many seconds its level is
at most this part of its loudest sample (-16 and -19 dB). espeak-ng stays just below in every voice and at every speed.
"""


_ADVICE = "Laat voor en na de tekst een seconde stilte"
BEGUN = f"het begin is afgekapt: er wordt al gesproken als de opname begint. {_ADVICE}"
ENDED = f"het einde is afgekapt: er wordt nog gesproken als de opname ophoudt. {_ADVICE}"


def loudest_channel(wav: Wav) -> Sound:
    """One channel of 16-bit sound, without a constant offset: two microphones can cancel each other."""
    loudest = max(_channels(wav), key=lambda one: sum(map(abs, one)))
    offset = sum(loudest) // max(len(loudest), 1)
    if abs(offset) <= OFFSET:
        return loudest
    return array("h", (max(-FULL_SCALE, min(FULL_SCALE - 1, one - offset)) for one in loudest))


def must_be_recorded_well(wav: Wav, sound: Sound) -> None:
    """Raise Unfit for what is lost for good in this file, `sound` being its loudest channel."""
    _audible(sound, wav.rate)
    _not_overdriven(wav)


def must_begin_softly(sound: Sound, rate: int) -> None:
    """Raise Unfit when this sound, as it was recorded, starts in the middle of a word."""
    loudest = max(max(sound), -min(sound))
    for seconds, part in ABRUPT.items():
        first = sound[: round(seconds * rate)]
        if sum(map(abs, first)) > part * loudest * len(first):
            raise Unfit(BEGUN)


def must_be_whole(sound: Sound, rate: int, text: str) -> None:
    """Raise Unfit when this sound, without what telephones leave out, cannot be all of this text and only that."""
    speech, noise = speech_and_noise(sound, rate)
    if noise > NOISIEST * speech:
        raise Unfit("er is te veel achtergrondgeluid: neem de tekst opnieuw op in een stille kamer")
    spoken = passages(sound, rate)
    if not spoken:
        raise Unfit("er is geen stem te horen: neem de tekst opnieuw op")
    _not_begun(sound, spoken[0], rate)
    _not_ended(sound, spoken[-1], rate)
    _as_long_as(text, _seconds(spoken, rate))


def _channels(wav: Wav) -> list[Sound]:
    sound = array("h", wav.data[: len(wav.data) // 2 * 2])
    return [sound[at :: wav.channels] for at in range(wav.channels)]


def _audible(sound: Sound, rate: int) -> None:
    speech, _ = speech_and_noise(sound, rate)
    if speech < SILENT:
        raise Unfit("de opname is stil: er is niets te horen. Stond de microfoon aan?")
    if speech < QUIETEST:
        raise Unfit("de opname is te zacht: spreek dichter bij de microfoon, of zet het opnameniveau hoger")


def _not_overdriven(wav: Wav) -> None:
    """The loudest and the lowest sample come several times in a row, again and again, only where sound is cut flat."""
    for channel in _channels(wav):
        for value in (max(channel, default=0), min(channel, default=0)):
            flat = struct.pack("=h", value) * FLAT
            if abs(value) >= LOUD and channel.tobytes().count(flat) >= FLAT_PLACES:
                raise Unfit("de opname is overstuurd en kraakt: neem de tekst opnieuw op, zachter of verder weg")


def _not_begun(sound: Sound, first: Passage, rate: int) -> None:
    if first.start < EDGE * rate and in_a_room(sound, rate):
        raise Unfit(BEGUN)


def _not_ended(sound: Sound, last: Passage, rate: int) -> None:
    if last.end > len(sound) - EDGE * rate:
        raise Unfit(ENDED)


def _seconds(spoken: list[Passage], rate: int) -> float:
    """How long somebody speaks, with pauses as long as they will be."""
    pauses = (min(PAUSE, (other.start - one.end) / rate) for one, other in pairwise(spoken))
    return sum((one.end - one.start) / rate for one in spoken) + sum(pauses)


def _as_long_as(text: str, seconds: float) -> None:
    length = sum(DIGIT if one.isdigit() else 1 for one in text)
    other = "Hoort deze opname bij deze tekst?"
    if seconds < length / FASTEST:
        raise Unfit(f"de opname is te kort voor de tekst: er wordt {_number(seconds)} s gesproken. {other}")
    if seconds > length / SLOWEST + SPARE:
        raise Unfit(f"de opname is te lang voor de tekst: er wordt {_number(seconds)} s gesproken. {other}")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
