"""Reads each TwiML verb: which attributes it has, which values they take, and what may stand within it.

Every rule is from the verb's own page (docs/voice/twiml/gather and so on); <Dial> is read in `nouns`.
"""

from collections.abc import Mapping
from typing import Literal, cast
from xml.etree.ElementTree import Element

from .attributes import Attributes
from .elements import Readers, children, nothing, words
from .faults import Code, Trouble
from .nouns import read_dial
from .verbs import Enqueue, Gather, Hangup, Leave, Pause, Play, Prompt, Record, Redirect, Reject, Say, Verb

MAX_SAY_LETTERS = 3000
"""Twilio's pages differ (4 kB, or nothing said); below this every one of them is met."""


def _say(element: Element) -> Say:
    text = words(element)
    if len(text) > MAX_SAY_LETTERS:
        raise Trouble(Code.SCHEMA, f"<Say> has {len(text)} letters, more than {MAX_SAY_LETTERS}")
    read = Attributes(element)
    say = Say(
        text,
        voice=read.pattern("voice", r"man|woman|(Polly|Google)\.[A-Za-z0-9-]+"),
        language=read.pattern("language", "[a-z]{2,3}(-[A-Z]{2})?"),
        loop=read.whole("loop", 1, most=1000),
    )
    read.finish()
    return say


def _play(element: Element) -> Play:
    read = Attributes(element)
    digits = read.pattern("digits", "[0-9A-DwW#*]+") or ""
    play = Play(words(element, required=not digits), loop=read.whole("loop", 1, most=1000), digits=digits)
    read.finish()
    return play


def _play_within_gather(element: Element) -> Play:
    play = _play(element)
    if play.digits:
        raise Trouble(Code.SCHEMA, "<Play digits> is not allowed within <Gather>")
    return play


def _pause(element: Element) -> Pause:
    nothing(element)
    read = Attributes(element)
    pause = Pause(read.whole("length", 1, least=1))
    read.finish()
    return pause


def _gather(element: Element) -> Gather:
    read = Attributes(element)
    gather = Gather(
        prompts=children(element, _PROMPTS),
        action=read.text("action") or "",
        method=read.method(),
        input=read.choice("input", "dtmf", "speech", "dtmf speech"),
        timeout=read.whole("timeout", 5, least=1),
        num_digits=read.whole("numDigits", 0, least=1) or None,
        finish_on_key=read.finish_on_key(),
        action_on_empty_result=read.truth("actionOnEmptyResult", code=Code.ACTION_ON_EMPTY_RESULT),
    )
    read.ignore("language", "hints", "speechTimeout", "speechModel", "maxSpeechTime", "bargeIn", "debug")
    read.ignore("partialResultCallback", "partialResultCallbackMethod", "profanityFilter", "enhanced")
    read.finish()
    return gather


def _redirect(element: Element) -> Redirect:
    read = Attributes(element)
    redirect = Redirect(words(element), method=read.method())
    read.finish()
    return redirect


def _hangup(element: Element) -> Hangup:
    nothing(element)
    Attributes(element).finish()
    return Hangup()


def _reject(element: Element) -> Reject:
    nothing(element)
    read = Attributes(element)
    reason = read.choice("reason", "rejected", "busy")
    read.finish()
    return Reject(cast(Literal["rejected", "busy"], reason))


def _record(element: Element) -> Record:
    nothing(element)
    read = Attributes(element)
    record = Record(
        read.text("action") or "",
        read.method(),
        timeout=read.whole("timeout", 5, least=1),
        finish_on_key=read.pattern("finishOnKey", "[0-9*#]+") or Record.finish_on_key,
        max_length=read.whole("maxLength", 3600, least=2, most=14400),
        play_beep=read.choice("playBeep", "true", "false") == "true",
        trim=read.choice("trim", "trim-silence", "do-not-trim"),
    )
    read.choice("transcribe", "false", "true")
    read.choice("recordingStatusCallbackMethod", "POST", "GET")
    read.ignore("transcribeCallback", "recordingStatusCallback", "recordingStatusCallbackEvent")
    read.finish()
    return record


def _enqueue(element: Element) -> Enqueue:
    read = Attributes(element)
    name = words(element)
    if len(name) > 64:
        raise Trouble(Code.SCHEMA, f"<Enqueue> names a queue with {len(name)} letters, more than 64")
    if read.text("workflowSid") is not None:
        raise Trouble(Code.SCHEMA, "<Enqueue workflowSid> leads to TaskRouter, which this stand-in does not play")
    enqueue = Enqueue(
        name,
        action=read.text("action"),
        method=read.method(),
        wait_url=read.text("waitUrl"),
        wait_method=read.method("waitUrlMethod"),
    )
    read.finish()
    return enqueue


def _leave(element: Element) -> Leave:
    nothing(element)
    Attributes(element).finish()
    return Leave()


_PROMPTS: Readers[Prompt] = {"Say": _say, "Play": _play_within_gather, "Pause": _pause}

_WHISPER: Readers[Verb] = {"Play": _play, "Say": _say, "Gather": _gather, "Hangup": _hangup}
_WAIT: Readers[Verb] = {**_WHISPER, "Pause": _pause, "Redirect": _redirect, "Leave": _leave}
_CALL: Readers[Verb] = {**_WAIT, "Dial": read_dial, "Reject": _reject, "Record": _record, "Enqueue": _enqueue}
_BRIDGE: Readers[Verb] = {"Play": _play, "Say": _say, "Pause": _pause, "Redirect": _redirect}

Place = Literal["call", "whisper", "wait", "bridge"]

VERBS: Mapping[Place, Readers[Verb]] = {"call": _CALL, "whisper": _WHISPER, "wait": _WAIT, "bridge": _BRIDGE}
"""What may run where: in a call of one's own; on the side of who is dialled (docs/voice/twiml/number); while one waits
in a queue (docs/voice/twiml/enqueue#waiturl); and just before one is taken out of it (docs/voice/twiml/queue#url)."""
