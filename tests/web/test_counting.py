"""What a request adds to the counts: the document that is given, a call that begins, and what became of connecting."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ivr.counts import Cell, Tally
from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, WSGI, Simulator
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.calls.clock import NUMBERS, TEAMS, Clock
from tests.calls.test_queue import QUEUE
from tests.conftest import CALLER, ROOT, TOKEN, URL
from tests.web.test_signature import post, signature

NOON = "2026-05-04 12:00"


@dataclass
class Notes:
    """Remembers what was counted."""

    place: str = "memory"
    total: Counter[Cell] = field(default_factory=Counter)

    def add(self, batch):
        """Add a batch."""
        self.total.update(batch)

    def reason(self, error):
        """Tell the kind alone."""
        return type(error).__name__


@pytest.fixture
def notes() -> Notes:
    """Nothing counted yet."""
    return Notes()


@pytest.fixture
def line(notes, office):
    """Make a line that counts, and the way to have its counts."""

    def make(menus=TEAMS, clock=None):
        settings = Settings(URL, (TOKEN,), ACCOUNT, office.url, menus=menus, prompts=ROOT / "none", numbers=NUMBERS)
        tally = Tally(lambda: notes, every=3600)
        publication = publish(settings.menus, settings.prompts, settings.numbers)
        serving = replace(Serving(settings, Fixed(publication), tally=tally), clock=clock or Clock(NOON))
        app = application(serving)

        def counted(*kinds):
            tally.write()
            return {(cell.kind, cell.name): n for cell, n in notes.total.items() if not kinds or cell.kind in kinds}

        return Simulator(WSGI(app), url=URL, token=TOKEN, office=office), counted, app

    return make


def asks(app, path, **form):
    """Ask as Twilio does."""
    form = {"AccountSid": ACCOUNT} | form
    assert post(app, path, form, signature(path, form)).status_code == 200


def test_a_call_adds_each_document_that_it_gets(line):
    """The opening, and what is behind 2."""
    phone, counted, _ = line()
    call = phone.call()
    call.presses("2")
    call.hangs_up()
    assert counted() == {("call", "begun"): 1, ("state", "start"): 1, ("state", "2"): 1}


def test_what_became_of_ringing_is_counted(line):
    """Each round has a result; what the advisor's side is asked is no result of its own."""
    phone, counted, _ = line()
    call = phone.call(dials=["busy", "answered"])
    call.presses("0")
    call.waits()
    call.waits()
    assert call.connected_to
    call.advisor_hangs_up()
    assert counted("connecting", "queue") == {("connecting", "nobody"): 1, ("connecting", "conversation"): 1}


def test_what_became_of_the_queue_is_counted_apart(line):
    """The caller's side counts, and the advisor's does not."""
    phone, counted, _ = line(QUEUE)
    call = phone.call(dials=["answered"])
    call.presses("0")
    call.waits()
    call.waits()
    assert call.connected_to
    call.advisor_hangs_up()
    assert counted("connecting", "queue") == {("queue", "conversation"): 1}


def test_what_an_advisors_telephone_tells_is_no_result(line):
    """Whether somebody still waited when an advisor accepted is told by the caller's side as well."""
    _, counted, app = line(QUEUE)
    edition = app.extensions["ivr"].publication.edition.id
    for status in ("completed", "no-answer"):
        asks(app, f"/voice/{edition}/whisper-waiting-accepted?dialled=1", DialCallStatus=status)
    assert counted("state")
    assert counted("connecting", "queue") == {}


def test_who_is_led_back_to_the_opening_is_not_a_new_call(line):
    """A call begins once, though its opening is heard twice, or the fallback came before."""
    _, counted, app = line()
    for status in ("ringing", "in-progress"):
        asks(app, "/voice", CallStatus=status)
    assert counted() == {("call", "begun"): 1, ("state", "start"): 2}


def test_strangers_are_not_counted(line):
    """Who is refused adds nothing."""
    _, counted, app = line()
    assert app.test_client().post("/voice", data={"CallStatus": "ringing", "From": CALLER}).status_code == 403
    assert counted() == {}


def test_nothing_that_a_request_says_becomes_a_name(line):
    """Addresses and results that do not exist are counted as what they lead to."""
    _, counted, app = line()
    known = set(app.extensions["ivr"].publication.edition.script.states)
    for path in ("/voice/0123456789/4-4-4", "/voice/x/script", "/voice/nothing", "/voice/fallback?dialled=1"):
        asks(app, path, From=CALLER, Digits=CALLER)
        asks(app, path, From=CALLER, DialCallStatus=CALLER, DialBridged=CALLER)
    assert {name for kind, name in counted("state")} <= known
    assert {name for kind, name in counted("connecting")} == {"nobody"}


def test_a_day_is_that_of_the_lines_own_clock(line, notes):
    """Half past ten in the evening in London, and the next day already in Rotterdam."""
    phone, counted, _ = line(clock=lambda: datetime(2026, 5, 4, 22, 30, tzinfo=UTC))
    phone.call().hangs_up()
    assert counted()
    assert {cell.day for cell in notes.total} == {date(2026, 5, 5)}


def test_a_fault_in_counting_is_no_callers_concern(line, monkeypatch, caplog):
    """The document is given, and the log says where it went wrong."""
    phone, _, _ = line()
    monkeypatch.setattr(Tally, "add", lambda *_: 1 / 0)
    call = phone.call()
    call.presses("2")
    assert call.faults == []
    assert {message.partition(" at ")[0] for message in caplog.messages} == {"ZeroDivisionError"}
