"""A strict stand-in for Twilio: calls a line over signed HTTP and executes its TwiML as Twilio documents it.

    line = Simulator(WSGI(app), url="https://ivr.test", token="...")
    call = line.call(dials=["busy", "answered"])
    assert call.hears("Goedendag")
    call.presses("0")
    call.waits()
    assert call.connected_to == ADVISOR

A line that has a queue has its advisors called through the REST API, which is an `Office`:

    with Office(token="...") as office:
        line = Simulator(WSGI(app_that_calls(office.url)), url="https://ivr.test", token="...", office=office)
        office.advisor(ADVISOR).accepts(after=12)
        call = line.call()
        call.waits()
        assert call.connected_to == ADVISOR

It imports nothing of the line it calls: a shared reader would hide a shared fault.
"""

from .call import PATIENCE_SECONDS, Call
from .client import Exchange
from .dialling import Dialled
from .faults import Code, Fault, Trouble
from .office import ACCOUNT, Advisor, Office
from .outcomes import OUTCOMES, Outcome
from .recordings import Recordings
from .simulator import Simulator
from .speech import Heard
from .tape import Entry
from .transport import HTTP, Request, Response, Transport
from .turns import Ended, Listening, Queued, Recording, Ringing, Standstill, Talking
from .verbs import Document
from .wsgi import WSGI

__all__ = [
    "ACCOUNT",
    "HTTP",
    "OUTCOMES",
    "PATIENCE_SECONDS",
    "WSGI",
    "Advisor",
    "Call",
    "Code",
    "Dialled",
    "Document",
    "Ended",
    "Entry",
    "Exchange",
    "Fault",
    "Heard",
    "Listening",
    "Office",
    "Outcome",
    "Queued",
    "Recording",
    "Recordings",
    "Request",
    "Response",
    "Ringing",
    "Simulator",
    "Standstill",
    "Talking",
    "Transport",
    "Trouble",
]
