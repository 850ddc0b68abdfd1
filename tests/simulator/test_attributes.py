"""Attributes are allow-listed, verb by verb; some of their mistakes have a code of their own."""

import pytest

from ivr.simulator.document import read
from ivr.simulator.faults import Trouble
from ivr.simulator.verbs import Verb

from .conftest import ADVISOR, twiml


def verbs(text: str) -> tuple[Verb, ...]:
    """The verbs of a document."""
    return read(twiml(text).body, "text/xml", "https://ivr.test/voice").verbs


EVERY_VERB = {
    "Say": "Ja",
    "Play": "/a.wav",
    "Pause": "",
    "Gather": "",
    "Redirect": "/voice",
    "Dial": ADVISOR,
    "Hangup": "",
    "Reject": "",
    "Record": "",
    "Enqueue": "rij",
    "Leave": "",
}
EVERY_NOUN = {"Number": ADVISOR, "Sip": "sip:a@b.nl", "Client": "anna", "Queue": "rij"}


@pytest.mark.parametrize(("tag", "content"), EVERY_VERB.items())
def test_no_verb_has_other_attributes(tag: str, content: str) -> None:
    """Names of attributes are case sensitive, and only documented ones are allowed."""
    with pytest.raises(Trouble, match=f'<{tag}> has no attribute "Action"'):
        verbs(f'<{tag} Action="/x">{content}</{tag}>')


@pytest.mark.parametrize(("tag", "content"), EVERY_NOUN.items())
def test_no_noun_has_other_attributes(tag: str, content: str) -> None:
    """The same goes for who is dialled."""
    with pytest.raises(Trouble, match=f'<{tag}> has no attribute "Url"'):
        verbs(f'<Dial><{tag} Url="/x">{content}</{tag}></Dial>')


def test_the_response_has_no_attributes() -> None:
    """Nothing is documented for it."""
    with pytest.raises(Trouble, match='<Response> has no attribute "version"'):
        read(b'<Response version="1"/>', "text/xml", "https://ivr.test/voice")


@pytest.mark.parametrize("tag", ["Pause", "Hangup", "Reject", "Record", "Leave"])
def test_verbs_that_hold_nothing(tag: str) -> None:
    """Neither text nor elements."""
    with pytest.raises(Trouble, match=f"<Say> is not allowed within <{tag}>"):
        verbs(f"<{tag}><Say>Ja</Say></{tag}>")


@pytest.mark.parametrize(
    "text",
    [
        '<Gather language="nl-NL" speechModel="x" partialResultCallback="/p" profanityFilter="false" bargeIn="true"/>',
        f'<Dial trim="trim-silence" referUrl="/r" recordingStatusCallback="/s" timeLimit="60">{ADVISOR}</Dial>',
        f'<Dial><Number byoc="BY1" statusCallbackEvent="answered" machineDetection="Enable">{ADVISOR}</Number></Dial>',
        '<Dial><Sip username="a" password="b" statusCallback="/s">sip:a@b.nl</Sip></Dial>',
        '<Dial><Client statusCallback="/s" statusCallbackMethod="GET">anna</Client></Dial>',
        '<Dial><Queue url="/u" method="GET">rij</Queue></Dial>',
        '<Record timeout="3" recordingStatusCallback="/s" transcribe="false"/>',
        '<Enqueue waitUrlMethod="GET">rij</Enqueue>',
    ],
)
def test_attributes_that_change_nothing_here(text: str) -> None:
    """What Twilio documents is allowed, also where this stand-in makes nothing of it."""
    assert len(verbs(text)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<Gather finishOnKey="12"/>', 13310),
        ('<Gather finishOnKey="a"/>', 13310),
        ('<Gather actionOnEmptyResult="ja"/>', 13338),
        (f'<Dial callerId="anonymous">{ADVISOR}</Dial>', 13214),
    ],
)
def test_attributes_with_a_code_of_their_own(text: str, code: int) -> None:
    """docs/api/errors/13310, 13338 and 13214."""
    with pytest.raises(Trouble) as caught:
        verbs(text)
    assert caught.value.code == code
