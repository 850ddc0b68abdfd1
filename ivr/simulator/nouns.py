"""Reads <Dial> and the nouns that say who is dialled (docs/voice/twiml/dial and the pages of its nouns).

Conference, Application, WhatsApp and their like are not known here: a line that rings people needs none of them.
"""

from xml.etree.ElementTree import Element

from .attributes import Attributes, diallable
from .elements import Readers, children, words
from .faults import Code, Trouble
from .verbs import Client, Dial, Noun, Number, Queue, Sip

MOST_AT_ONCE = 10

_CALLBACK = ("statusCallbackEvent", "statusCallbackMethod")
_MACHINE_DETECTION = (
    "machineDetection",
    "machineDetectionTimeout",
    "machineDetectionSpeechThreshold",
    "machineDetectionSpeechEndThreshold",
    "machineDetectionSilenceTimeout",
    "amdStatusCallback",
    "amdStatusCallbackMethod",
)
_RECORDING = (
    "record-from-answer",
    "record-from-ringing",
    "record-from-answer-dual",
    "record-from-ringing-dual",
    "true",
    "false",
)


def read_dial(element: Element) -> Dial:
    """<Dial>: one number as its text, or up to ten nouns."""
    read = Attributes(element)
    dial = Dial(
        nouns=_nouns(element),
        action=read.text("action"),
        method=read.method(),
        timeout=read.whole("timeout", 30, least=5, most=600),
        time_limit=read.whole("timeLimit", 14400, least=1),
        caller_id=read.caller_id(),
        answer_on_bridge=read.truth("answerOnBridge"),
        hangup_on_star=read.truth("hangupOnStar"),
        sequential=read.truth("sequential"),
        ring_tone=read.pattern("ringTone", "[a-z]{2}(-old)?"),
        record=read.choice("record", "do-not-record", *_RECORDING),
    )
    read.ignore("recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent")
    read.ignore("recordingTrack", "trim", "referUrl", "referMethod")
    read.finish()
    return dial


def _nouns(element: Element) -> tuple[Noun, ...]:
    if len(element) == 0:
        return (Number(diallable(words(element))),)
    nouns = children(element, _NOUNS)
    if len(nouns) > MOST_AT_ONCE:
        raise Trouble(Code.SCHEMA, f"<Dial> holds {len(nouns)} nouns, more than {MOST_AT_ONCE}")
    return nouns


def _number(element: Element) -> Number:
    read = Attributes(element)
    number = Number(
        diallable(words(element)),
        send_digits=read.pattern("sendDigits", "[0-9wW#*]+") or "",
        url=read.text("url"),
        method=read.method(),
        status_callback=read.text("statusCallback"),
    )
    read.ignore("byoc", *_CALLBACK, *_MACHINE_DETECTION)
    read.finish()
    return number


def _sip(element: Element) -> Sip:
    read = Attributes(element)
    sip = Sip(words(element), url=read.text("url"), method=read.method())
    read.ignore("username", "password", "statusCallback", *_CALLBACK, *_MACHINE_DETECTION)
    read.finish()
    return sip


def _client(element: Element) -> Client:
    read = Attributes(element)
    client = Client(words(element), url=read.text("url"), method=read.method())
    read.ignore("statusCallback", *_CALLBACK)
    read.finish()
    return client


def _queue(element: Element) -> Queue:
    read = Attributes(element)
    queue = Queue(words(element), url=read.text("url"), method=read.method())
    read.ignore("reservationSid", "postWorkActivitySid")
    read.finish()
    return queue


_NOUNS: Readers[Noun] = {"Number": _number, "Sip": _sip, "Client": _client, "Queue": _queue}
