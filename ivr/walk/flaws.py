"""Says in Dutch what Twilio would report about a document or a recording."""

from collections.abc import Mapping
from typing import Final

from ivr.simulator import Code, Fault
from ivr.walk.breaches import Breach
from ivr.walk.explorer import Flaw

_SENTENCES: Final[Mapping[int, str]] = {
    Code.CONNECTION: "De server antwoordt niet.",
    Code.PROTOCOL: "De server antwoordt iets wat geen HTTP is.",
    Code.INVALID_REDIRECT: "De server stuurt door naar een ander adres; dan raakt een toets kwijt.",
    Code.ERROR_STATUS: "De server geeft een foutmelding in plaats van een antwoord.",
    Code.TOO_LARGE: "Het antwoord is groter dan 64 kB; zoveel neemt Twilio niet aan.",
    Code.PARSE: "Het antwoord is geen goede XML.",
    Code.SCHEMA: "In het antwoord staat iets wat Twilio niet kent, of wat deze lijn niet hoort te gebruiken.",
    Code.CONTENT_TYPE: "Het antwoord zegt niet dat het XML is.",
    Code.CALLER_ID: "Het nummer dat een adviseur te zien krijgt, is geen goed nummer.",
    Code.DIAL_NUMBER: "Dit nummer kan Twilio niet bellen.",
    Code.PLAY_CONTENT_TYPE: "Een opname is niet af te spelen.",
}


def as_breach(flaw: Flaw) -> Breach:
    """The exception that it is, at the place or the entry where it happens."""
    rule = "recording" if flaw.fault.code == Code.PLAY_CONTENT_TYPE else "fault"
    entry = "" if flaw.key else flaw.event
    return Breach(rule, _message(flaw.fault), flaw.key, flaw.event if flaw.key else "", entry)


def _message(fault: Fault) -> str:
    sentence = _SENTENCES.get(fault.code, "Hier zou Twilio een fout melden.")
    return f"{sentence} (Twilio: {fault})"
