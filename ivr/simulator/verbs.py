"""TwiML as data: one frozen dataclass for each verb and noun, with Twilio's own defaults.

Who reads them from a document is `document`; who executes them is `leg` and `dialling`. URLs are kept as written:
they resolve against the document they stand in. Times are in seconds.
"""

from dataclasses import dataclass, field
from typing import Literal

Method = Literal["GET", "POST"]


@dataclass(frozen=True)
class Say:
    """docs/voice/twiml/say: a text spoken by a machine."""

    text: str
    voice: str | None = None
    language: str | None = None
    loop: int = 1


@dataclass(frozen=True)
class Play:
    """docs/voice/twiml/play: a recording, or (without URL) the tones of `digits`."""

    url: str
    loop: int = 1
    digits: str = ""


@dataclass(frozen=True)
class Pause:
    """docs/voice/twiml/pause."""

    length: int = 1


Prompt = Say | Play | Pause


@dataclass(frozen=True)
class Gather:
    """docs/voice/twiml/gather. No `action`: digits go to the document's own URL; no `num_digits`: as many as come."""

    prompts: tuple[Prompt, ...] = ()
    action: str = ""
    method: Method = "POST"
    input: str = "dtmf"
    timeout: int = 5
    num_digits: int | None = None
    finish_on_key: str = "#"
    action_on_empty_result: bool = False


@dataclass(frozen=True)
class Redirect:
    """docs/voice/twiml/redirect."""

    url: str
    method: Method = "POST"


@dataclass(frozen=True)
class Number:
    """docs/voice/twiml/number. `url` is the whisper: a document for who picks up, before the two are connected."""

    to: str
    send_digits: str = ""
    url: str | None = None
    method: Method = "POST"
    status_callback: str | None = None


@dataclass(frozen=True)
class Sip:
    """docs/voice/twiml/sip."""

    to: str
    url: str | None = None
    method: Method = "POST"


@dataclass(frozen=True)
class Client:
    """docs/voice/twiml/client."""

    to: str
    url: str | None = None
    method: Method = "POST"


@dataclass(frozen=True)
class Queue:
    """docs/voice/twiml/queue: whoever waits longest in the queue of this name. `url` is a document for that caller."""

    to: str
    url: str | None = None
    method: Method = "POST"


Noun = Number | Sip | Client | Queue


@dataclass(frozen=True)
class Dial:
    """docs/voice/twiml/dial. No `action`: the next verb follows; no `caller_id`: the caller's own number is shown."""

    nouns: tuple[Noun, ...]
    action: str | None = None
    method: Method = "POST"
    timeout: int = 30
    time_limit: int = 14400
    caller_id: str | None = None
    answer_on_bridge: bool = False
    hangup_on_star: bool = False
    sequential: bool = False
    ring_tone: str | None = None
    record: str = "do-not-record"


@dataclass(frozen=True)
class Hangup:
    """docs/voice/twiml/hangup."""


@dataclass(frozen=True)
class Reject:
    """docs/voice/twiml/reject."""

    reason: Literal["rejected", "busy"] = "rejected"


@dataclass(frozen=True)
class Record:
    """docs/voice/twiml/record. `timeout` is the silence that ends it; without `action` the document's own URL follows.

    `finish_on_key` may hold several keys, each of which ends the recording.
    """

    action: str = ""
    method: Method = "POST"
    timeout: int = 5
    finish_on_key: str = "1234567890*#"
    max_length: int = 3600
    play_beep: bool = True
    trim: str = "trim-silence"


@dataclass(frozen=True)
class Enqueue:
    """docs/voice/twiml/enqueue. No `action`: the next verb follows; no `wait_url`: Twilio's own music."""

    name: str
    action: str | None = None
    method: Method = "POST"
    wait_url: str | None = None
    wait_method: Method = "POST"


@dataclass(frozen=True)
class Leave:
    """docs/voice/twiml/leave: out of the queue."""


Verb = Say | Play | Pause | Gather | Redirect | Dial | Hangup | Reject | Record | Enqueue | Leave


@dataclass(frozen=True)
class Document:
    """One answer of the line: its verbs in order, its bytes, and the URL that relative URLs in it start from."""

    url: str
    verbs: tuple[Verb, ...]
    body: bytes = field(repr=False)
