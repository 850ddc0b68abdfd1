"""What a speaker hears and may do next, as data, and as the TwiML that Twilio executes (docs/voice/twiml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from twilio.twiml.voice_response import Gather, VoiceResponse

from ivr.dictation.words import words

LONGEST: Final = 90
"""Seconds of one recording; the longest paragraph takes half a minute."""

SILENCE: Final = 5
"""Seconds of silence that end a recording; pauses in a text are shorter."""

MOST_LETTERS: Final = 3000
"""Of one <Say>; Twilio's pages differ, and this is below all of them."""


@dataclass(frozen=True)
class Says:
    """A sentence by a computer voice: that of words.yml, unless it is a text of the line."""

    text: str
    voice: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Plays:
    """A recording."""

    url: str


@dataclass(frozen=True)
class Asks:
    """Wait so many seconds for one key, or for digits with # behind them; without any, what stands below follows."""

    action: str
    prompts: tuple[Says | Plays, ...]
    seconds: int
    is_pin: bool = False


@dataclass(frozen=True)
class Records:
    """Record until # or silence; when nothing was said, what stands below follows."""

    action: str


@dataclass(frozen=True)
class Waits:
    """Nothing, for a second."""


@dataclass(frozen=True)
class Goes:
    """On to another document."""

    to: str


@dataclass(frozen=True)
class HangsUp:
    """The end."""


Part = Says | Plays | Asks | Records | Waits | Goes | HangsUp


def document(parts: Iterable[Part]) -> bytes:
    """These parts in order, as TwiML."""
    response = VoiceResponse()
    for part in parts:
        _write(response, part)
    return str(response).encode()


def _write(response: VoiceResponse, part: Part) -> None:
    match part:
        case Says() | Plays():
            _sound(response, part)
        case Asks():
            response.append(_gather(part))
        case Records(action):
            response.record(
                action=action,
                method="POST",
                timeout=SILENCE,
                max_length=LONGEST,
                finish_on_key="#",
                play_beep=True,
                trim="do-not-trim",
            )
        case Waits():
            response.pause(length=1)
        case Goes(to):
            response.redirect(to, method="POST")
        case HangsUp():
            response.hangup()
        case _:
            assert_never(part)


def _gather(asks: Asks) -> Gather:
    keys = {"finish_on_key": "#"} if asks.is_pin else {"finish_on_key": "", "num_digits": 1}
    gather = Gather(action=asks.action, method="POST", input="dtmf", timeout=asks.seconds, **keys)
    for prompt in asks.prompts:
        _sound(gather, prompt)
    return gather


def _sound(verb: VoiceResponse | Gather, part: Says | Plays) -> None:
    match part:
        case Plays(url):
            verb.play(url)
        case Says(text, voice, language):
            # A reason may quote a program, and what cannot be printed makes XML that Twilio does not read.
            plain = "".join(one if one.isprintable() else " " for one in text)[:MOST_LETTERS]
            verb.say(plain, voice=voice or words().say, language=language or words().language)
