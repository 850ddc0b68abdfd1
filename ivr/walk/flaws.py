"""Says in Dutch what Twilio would report about a document or a recording."""

from collections.abc import Mapping
from typing import Final

from ivr.simulator import Code
from ivr.walk.breaches import Breach
from ivr.walk.comparison import Happened
from ivr.walk.explorer import Flaw
from ivr.walk.graph import FALLBACK

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
}
_RECORDINGS: Final[Mapping[int, str]] = {Code.PLAY_CONTENT_TYPE: "Een opname is niet af te spelen."}


def as_breach(flaw: Flaw, meant: Mapping[Happened, str]) -> Breach:
    """The exception that it is, at the place or the entry where it happens.

    A recording is told once for all places that play it, and so is a document that cannot be had: where it is `meant`.
    """
    place, event, entry = flaw.happened
    message = f"{_sentence(flaw)} (Twilio: {flaw.fault})"
    if flaw.recording:
        return Breach("recording", message, place, event, about=flaw.recording)
    wanted = meant.get(flaw.happened)
    return Breach("fault", message, place, event, entry, about=f"{flaw.fault.code} {wanted}" if wanted else "")


def _sentence(flaw: Flaw) -> str:
    if flaw.recording:
        return _RECORDINGS.get(flaw.fault.code, "Een opname is niet te krijgen.")
    sentence = _SENTENCES.get(flaw.fault.code, "Hier zou Twilio een fout melden.")
    if flaw.happened == ("", "", FALLBACK):
        return f"Wie een storing treft, raakt de lijn kwijt: het noodantwoord faalt ook. {sentence}"
    return sentence
