"""A known caller in a queue, while Twilio's API works and while it fails: nothing is written, nor told to it."""

import logging
from dataclasses import replace

import pytest
from msgspec import structs

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, Office
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.calls.clock import NUMBERS as TEAMS
from tests.calls.clock import Clock
from tests.conftest import ROOT, TOKEN, URL
from tests.privacy.traces import CALLER, House, asks, edition, found
from tests.security.sending import form, signed

QUEUE = ROOT / "tests/menus/good/queue.yml"
OURS = CALLER | {"AccountSid": ACCOUNT}
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("0", {"Digits": "0"}),
    ("waiting?waits=1", {"QueuePosition": "1", "QueueTime": "0"}),
    ("waiting-round-1", {}),
    ("waiting-round-1-rings", {}),
    ("waiting", {"Digits": "1"}),
    ("waiting", {"Digits": "*"}),
    ("0?queued=1", {"QueueResult": "leave", "QueueTime": "61"}),
    ("0?queued=1", {"QueueResult": "error"}),
    ("whisper-waiting", {"Digits": "1"}),
    ("whisper-waiting-accepted?dialled=1", {"DialCallStatus": "completed"}),
)
"""Every kind of request that a call in a queue makes, of the caller's side and of the advisor's."""

FAILURES = (None, "error", "busy", "refuses")


@pytest.mark.parametrize("failure", FAILURES)
def test_a_queue_leaves_nothing(tmp_path, failure):
    """On a real server that says all it can: who waits, who leaves, and who cannot be rung for."""
    house = House(tmp_path)
    with Office(token=TOKEN) as office:
        settings = {"IVR_MENUS": str(QUEUE), "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_API_URL": office.url}
        level = {"GUNICORN_CMD_ARGS": "--log-level debug", "PYTHONWARNINGS": "default"}
        with house.serves(**settings, **TEAMS, **level) as server:
            office.api_fails(failure)
            serves = edition(server)
            for state, told in STEPS:
                assert asks(server, f"/voice/{serves}/{state}", **(OURS | told)) == 200
            server.stop()
        orders = list(office.api.orders)
    assert bool(orders) == (failure is None)
    assert found(repr(orders).replace("/voice/", "").encode()) == []
    assert ("Twilio's API" in server.log.read_text()) == (failure is not None)
    assert house.leaks() == {}


@pytest.mark.parametrize("failure", FAILURES)
def test_no_library_tells_either(caplog, failure):
    """Though every logger of the process, those of libraries included, may say whatever it wants."""
    caplog.set_level(logging.DEBUG)
    with Office(token=TOKEN) as office:
        settings = Settings(URL, (TOKEN,), ACCOUNT, office.url, QUEUE, ROOT / "prompts", numbers=TEAMS)
        publication = publish(settings.menus, settings.prompts, settings.numbers)
        serving = Serving(settings, Fixed(publication))
        app = application(structs.replace(serving, clock=Clock("2026-05-04 12:00")))
        office.api_fails(failure)
        for state, told in STEPS:
            pairs = tuple((OURS | told).items())
            sent = signed(form(pairs, f"/voice/{publication.edition.id}/{state}"), pairs)
            assert sent.to(app).status == 200
            assert replace(sent, signature="x").to(app).status == 403
    assert "urllib3" in {record.name.partition(".")[0] for record in caplog.records}
    everything = " ".join(repr(vars(record)) for record in caplog.records)
    assert found(everything.encode()) == []
