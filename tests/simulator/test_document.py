"""Documents are read as strictly as Twilio's pages are written; each fault has Twilio's code and names itself."""

import pytest

from ivr.simulator.document import read
from ivr.simulator.faults import Trouble
from ivr.simulator.readers import Place
from ivr.simulator.verbs import (
    Client,
    Dial,
    Document,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Number,
    Pause,
    Play,
    Queue,
    Record,
    Redirect,
    Reject,
    Say,
    Sip,
    Verb,
)

from .conftest import ADVISOR, twiml

URL = "https://ivr.test/voice"


def verbs(text: str, *, place: Place = "call") -> Document:
    """The document with these verbs."""
    return read(twiml(text).body, "text/xml", URL, place=place)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("<Say>\n  Hallo \n</Say>", Say("Hallo")),
        (
            '<Say voice="Polly.Laura-Neural" language="nl-NL" loop="0">Ja</Say>',
            Say("Ja", "Polly.Laura-Neural", "nl-NL", 0),
        ),
        ("<Play>/a.wav</Play>", Play("/a.wav")),
        ('<Play digits="ww1#"/>', Play("", digits="ww1#")),
        ("<Pause/>", Pause(1)),
        ('<Pause length="3"/>', Pause(3)),
        ("<Gather/>", Gather((), "", "POST", "dtmf", 5, None, "#", False)),
        (
            '<Gather action="/k" method="GET" timeout="7" numDigits="1" finishOnKey="" actionOnEmptyResult="true">'
            "<Say>Ja</Say><Play>/a.wav</Play><Pause/></Gather>",
            Gather((Say("Ja"), Play("/a.wav"), Pause()), "/k", "GET", "dtmf", 7, 1, "", True),
        ),
        ('<Gather input="dtmf speech" hints="ja, nee" speechTimeout="auto"/>', Gather(input="dtmf speech")),
        ("<Redirect>/voice</Redirect>", Redirect("/voice", "POST")),
        (f"<Dial>{ADVISOR}</Dial>", Dial((Number(ADVISOR),), None, "POST", 30, 14400, None, False, False, False)),
        (
            '<Dial callerId="+31101234567" timeout="20" hangupOnStar="true" sequential="true" answerOnBridge="true">'
            f'<Number url="/w" method="GET" sendDigits="w1">{ADVISOR}</Number><Sip>sip:a@b.nl</Sip>'
            "<Client>anna</Client><Queue>rij</Queue></Dial>",
            Dial(
                (Number(ADVISOR, "w1", "/w", "GET"), Sip("sip:a@b.nl"), Client("anna"), Queue("rij")),
                timeout=20,
                caller_id="+31101234567",
                hangup_on_star=True,
                sequential=True,
                answer_on_bridge=True,
            ),
        ),
        (
            f'<Dial record="record-from-answer" ringTone="nl">{ADVISOR}</Dial>',
            Dial((Number(ADVISOR),), ring_tone="nl", record="record-from-answer"),
        ),
        (f'<Dial timeout="5">{ADVISOR}</Dial>', Dial((Number(ADVISOR),), timeout=5)),
        (f'<Dial timeout="600">{ADVISOR}</Dial>', Dial((Number(ADVISOR),), timeout=600)),
        (f"<Say>{'a' * 3000}</Say>", Say("a" * 3000)),
        (f"<Enqueue>{'a' * 64}</Enqueue>", Enqueue("a" * 64)),
        ("<Dial>" + f"<Number>{ADVISOR}</Number>" * 10 + "</Dial>", Dial((Number(ADVISOR),) * 10)),
        ("<Hangup/>", Hangup()),
        ("<Reject/>", Reject("rejected")),
        ('<Reject reason="busy"/>', Reject("busy")),
        ('<Record maxLength="5" finishOnKey="#*"/>', Record(max_length=5, finish_on_key="#*")),
        ('<Enqueue waitUrl="/wait">rij</Enqueue>', Enqueue("rij", wait_url="/wait")),
        ("<Leave/>", Leave()),
    ],
)
def test_verbs_and_their_defaults(text: str, verb: Verb) -> None:
    """Every verb is read with the defaults of its page."""
    assert verbs(text).verbs == (verb,)


@pytest.mark.parametrize("content_type", ["text/xml", "application/xml", "TEXT/HTML; charset=utf-8"])
def test_types_that_are_twiml(content_type: str) -> None:
    """docs/voice/twiml: text/xml, application/xml and text/html are TwiML."""
    body = b"<Response><!-- nothing --></Response>"
    assert read(body, content_type, URL) == Document(URL, (), body)


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b"<Response/>", "", 12300),
        (b"<Response/>", "application/json", 12300),
        (b"<Response/>", "text/plain", 12300),
        (b"<Response/>", "audio/wav", 12300),
        (b'\n<?xml version="1.0"?><Response/>', "text/xml", 12100),
        (b"<Response><Say>A & B</Say></Response>", "text/xml", 12100),
        (b"<Response><Say>A</Response>", "text/xml", 12100),
        (b"<Response><Pause length=3/></Response>", "text/xml", 12100),
        (b"<Response><Say>\x0b</Say></Response>", "text/xml", 12100),
        (b"<Response><Say>\xff</Say></Response>", "text/xml", 12100),
        (b'<?xml version="1.0" encoding="nonsense"?><Response/>', "text/xml", 12100),
        (b'<!DOCTYPE Response [<!ENTITY a "b">]><Response/>', "text/xml", 12100),
        (b"", "text/xml", 12100),
        (b"<response/>", "text/xml", 12100),
        (b'<Response xmlns="urn:x"/>', "text/xml", 12100),
        (b"<Response/>" + b" " * (65_537 - 11), "text/xml", 11750),
    ],
)
def test_documents_that_cannot_be_read(body: bytes, content_type: str, code: int) -> None:
    """docs/api/errors/12100, 12300 and 11750."""
    with pytest.raises(Trouble) as caught:
        read(body, content_type, URL)
    assert caught.value.code == code


def test_the_largest_document_is_read() -> None:
    """64 kB is allowed; one byte more is not (above)."""
    body = b"<Response/>" + b" " * (65_536 - 11)
    assert read(body, "text/xml", URL).verbs == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<Gather><Record/></Gather>", "<Record> is not allowed within <Gather>"),
        (f"<Gather><Dial>{ADVISOR}</Dial></Gather>", "<Dial> is not allowed within <Gather>"),
        ("<Gather><Gather/></Gather>", "<Gather> is not allowed within <Gather>"),
        ('<Gather><Play digits="1"/></Gather>', "<Play digits> is not allowed within <Gather>"),
        ("<say>Ja</say>", "<say> is not allowed within <Response>"),
        ("<Sms>Ja</Sms>", "<Sms> is not allowed within <Response>"),
        ("<Number>+31201234567</Number>", "<Number> is not allowed within <Response>"),
        ("<Say>Ja<Hangup/></Say>", "<Hangup> is not allowed within <Say>"),
        ("<Hangup>nu</Hangup>", "the text 'nu' is not allowed within <Hangup>"),
        ("<Gather>Kies<Say>Ja</Say></Gather>", "the text 'Kies' is not allowed within <Gather>"),
        ("<Say>Ja</Say> dag", "the text 'dag' is not allowed within <Response>"),
        ("<Say> </Say>", "<Say> is empty"),
        ("<Play/>", "<Play> is empty"),
        ("<Redirect/>", "<Redirect> is empty"),
        ("<Dial/>", "<Dial> is empty"),
        ('<Say bogusAttr="1">Ja</Say>', '<Say> has no attribute "bogusAttr"'),
        ('<Gather finishonkey="1"/>', '<Gather> has no attribute "finishonkey"'),
        ('<Hangup reason="x"/>', '<Hangup> has no attribute "reason"'),
        ('<Gather timeout="0"/>', '<Gather timeout="0"> is not a whole number of at least 1'),
        ('<Gather timeout="7s"/>', '<Gather timeout="7s"> is not a whole number of at least 1'),
        ('<Gather numDigits="0"/>', '<Gather numDigits="0"> is not a whole number of at least 1'),
        ('<Gather method="post"/>', '<Gather method="post"> is not POST or GET'),
        ('<Gather input="keys"/>', '<Gather input="keys"> is not dtmf or speech or dtmf speech'),
        ('<Pause length="1.5"/>', '<Pause length="1.5"> is not a whole number of at least 1'),
        ('<Play loop="1001">/a.wav</Play>', '<Play loop="1001"> is not a whole number from 0 to 1000'),
        ('<Say voice="Laura">Ja</Say>', '<Say voice="Laura"> is not something like'),
        ('<Reject reason="rude"/>', '<Reject reason="rude"> is not rejected or busy'),
        (f'<Dial timeout="4">{ADVISOR}</Dial>', '<Dial timeout="4"> is not a whole number from 5 to 600'),
        (f'<Dial timeout="601">{ADVISOR}</Dial>', '<Dial timeout="601"> is not a whole number from 5 to 600'),
        (f'<Dial hangupOnStar="yes">{ADVISOR}</Dial>', '<Dial hangupOnStar="yes"> is not false or true'),
        ("<Dial>" + f"<Number>{ADVISOR}</Number>" * 11 + "</Dial>", "<Dial> holds 11 nouns, more than 10"),
        (f"<Dial>{ADVISOR}<Number>{ADVISOR}</Number></Dial>", "is not allowed within <Dial>"),
        (f"<Say>{'a' * 3001}</Say>", "<Say> has 3001 letters, more than 3000"),
        (f"<Enqueue>{'a' * 65}</Enqueue>", "<Enqueue> names a queue with 65 letters, more than 64"),
    ],
)
def test_what_does_not_belong(text: str, message: str) -> None:
    """docs/api/errors/12200: unknown or misplaced elements, attributes and values, each named."""
    with pytest.raises(Trouble) as caught:
        verbs(text)
    assert message in caught.value.message
    assert caught.value.code == 12200


@pytest.mark.parametrize(
    "number",
    [
        *("112", "911", "113", "144", "116123", "14010", "0900-8844", "08002000", "0201234567", "Anna"),
        *("+31112", "+31113", "+31144", "+31116123", "+3114010", "+31140118", "+319008844", "+31906123456"),
        *("+0201234567", "+31 20 123 45 67", "+3120123456789012"),
    ],
)
@pytest.mark.parametrize("noun", ["<Dial>{}</Dial>", "<Dial><Number>{}</Number></Dial>"])
def test_numbers_that_cannot_be_dialled(number: str, noun: str) -> None:
    """docs/api/errors/13224: not E.164, or an emergency or short number."""
    with pytest.raises(Trouble) as caught:
        verbs(noun.format(number))
    assert caught.value.code == 13224


@pytest.mark.parametrize("number", [ADVISOR, "+31612345678", "+318002000", "+14155550100"])
def test_numbers_that_can_be_dialled(number: str) -> None:
    """Ordinary E.164 numbers are dialled."""
    assert verbs(f"<Dial>{number}</Dial>").verbs == (Dial((Number(number),)),)


@pytest.mark.parametrize(
    "text",
    [f"<Dial>{ADVISOR}</Dial>", "<Redirect>/voice</Redirect>", "<Pause/>", "<Record/>", "<Leave/>", "<Reject/>"],
)
def test_a_whisper_may_do_little(text: str) -> None:
    """docs/voice/twiml/number: only Play, Say, Gather and Hangup run on the callee's side."""
    with pytest.raises(Trouble, match="is not allowed within <Response>"):
        verbs(text, place="whisper")


def test_what_a_whisper_may_do() -> None:
    """The four verbs of a whisper are read as anywhere."""
    text = "<Say>Ja</Say><Play>/a.wav</Play><Gather/><Hangup/>"
    assert verbs(text, place="whisper").verbs == verbs(text).verbs
