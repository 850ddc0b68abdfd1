"""Waiting in a queue: what a caller hears and can do, who is rung, and what follows when something fails."""

import pytest
from msgspec.structs import replace

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, WSGI, Simulator
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.calls.clock import DAY, NATIONAL, NIGHT, NUMBERS, SECOND, Clock
from tests.conftest import ROOT, TOKEN, URL

QUEUE = ROOT / "tests/menus/good/queue.yml"
MONDAY_NOON, MONDAY_NIGHT, CHRISTMAS = "2026-05-04 12:00", "2026-05-04 23:00", "2026-12-25 12:00"
FIRST, PLACE, WAIT = "U bent nu aan de beurt", "Er zijn nog twee bellers voor u", "Blijf aan de lijn."


@pytest.fixture
def clock() -> Clock:
    """Monday, when the day team is there."""
    return Clock(MONDAY_NOON)


@pytest.fixture
def line(office, clock) -> Simulator:
    """A line whose callers wait in a queue, spoken by the computer voice."""
    settings = Settings(URL, (TOKEN,), ACCOUNT, office.url, menus=QUEUE, prompts=ROOT / "none", numbers=NUMBERS)
    publication = publish(settings.menus, settings.prompts, settings.numbers)
    serving = replace(Serving(settings, Fixed(publication)), clock=clock)
    return Simulator(WSGI(application(serving)), url=URL, token=TOKEN, office=office)


def waiting(line, *dials):
    """A call in the queue, whose telephones do this."""
    call = line.call(dials=dials or ["no-answer"])
    call.presses("0")
    call.waits()
    return call


def rung(call):
    """Whose telephones have rung, one after another."""
    return [dialled.numbers for dialled in call.dialled]


def test_who_is_first_is_rung_for(line):
    """The caller hears so, and talks with who presses 1."""
    call = waiting(line, "answered")
    assert call.hears(FIRST)
    call.waits()
    assert call.connected_to == DAY
    assert [heard.text for heard in call.whispered] == ["Er is een beller voor u.", "Opnemen: toets 1."]
    assert call.faults == []


def test_who_is_not_first_hears_how_many_are_before_them(line, office):
    """The place, then how long it may take, then the place again; and no telephone rings for them."""
    office.ahead, office.average_wait = 2, 200
    call = waiting(line)
    assert call.hears(PLACE)
    call.waits()
    assert call.hears("Het duurt nog ongeveer vijf minuten")
    assert not call.hears(PLACE)
    call.waits()
    assert call.hears(PLACE)
    assert rung(call) == []


@pytest.mark.parametrize(
    ("average", "told"),
    [(60, "ongeveer twee minuten"), (130, "ongeveer twee minuten"), (1000, "langer dan vijf minuten"), (20, PLACE)],
)
def test_how_long_it_may_take(line, office, average, told):
    """What is left of what callers wait on average; who has waited longer than that hears the place alone."""
    office.ahead, office.average_wait = 2, average
    call = waiting(line)
    call.waits()
    assert call.hears(told)


@pytest.mark.parametrize(("ahead", "told"), [(0, FIRST), (1, "één beller voor u"), (3, "nog meer"), (30, "nog meer")])
def test_every_place_is_told(line, office, ahead, told):
    """The last text goes for every later place."""
    office.ahead = ahead
    assert waiting(line).hears(told)


def test_who_comes_first_is_rung_for(line, office):
    """When those before have been helped, telephones ring."""
    office.ahead = 1
    call = waiting(line)
    office.ahead = 0
    call.waits()
    assert call.hears(FIRST)
    assert rung(call) == [(DAY,)]


def test_rounds_go_on_for_as_long_as_a_caller_waits(line):
    """One after another in the day team, at noon not the night team, then the national number; then so is said."""
    call = waiting(line, "no-answer")
    for _ in range(3):
        call.waits()
    assert rung(call) == [(DAY,), (SECOND,), (NATIONAL,)]
    assert call.hears("Het lukt nu niet.")
    call.waits()
    assert rung(call)[3:] == [(DAY,)]
    assert call.queued_in


@pytest.mark.parametrize(("time", "first"), [(MONDAY_NIGHT, NIGHT), (CHRISTMAS, NATIONAL)])
def test_who_is_there_is_rung(line, clock, time, first):
    """By night the night team; on a holiday the national number, that is not asked to press anything."""
    clock.shows = time
    call = waiting(line, "answered")
    call.waits()
    assert call.connected_to == first
    assert bool(call.whispered) == (first == NIGHT)


def test_a_voicemail_never_answers_a_caller(line):
    """Who picks up and does not press 1 counts as nobody: the next round follows."""
    call = waiting(line, "not-accepted", "answered")
    call.waits()
    assert call.connected_to is None
    call.waits()
    assert call.connected_to == SECOND


def test_key_1_gives_guidance_and_keeps_the_place(line):
    """112 is named at once, and who does nothing then waits on."""
    call = waiting(line)
    call.presses("1")
    assert call.hears("Het nummer is één één twee")
    call.presses("1")
    assert call.hears("Het nummer is één één twee")
    call.waits()
    assert call.queued_in
    assert call.hears(FIRST)


@pytest.mark.parametrize("keys", ["*", "1*", "5*"])
def test_star_leads_back(line, keys):
    """Out of the queue, to the choices that the caller came from."""
    call = waiting(line)
    call.presses(keys)
    assert call.queued_in is None
    assert call.hears("Geweld: toets 3")


def test_no_key_makes_telephones_ring(line, office):
    """Whoever mashes keys waits on, and does not ring everybody again and again."""
    office.ahead = 1
    call = waiting(line)
    office.ahead = 0
    call.presses("0" * 5 + "23456789#" + "1111" + "0")
    assert rung(call) == []
    assert call.hears(WAIT)
    call.waits()
    assert rung(call) == [(DAY,)]


def test_after_the_conversation_another_is_offered(line):
    """When the advisor hangs up: by 0 the caller waits again, by doing nothing the call ends."""
    call = waiting(line, "answered")
    call.waits()
    call.advisor_hangs_up()
    assert call.hears("Het gesprek is beëindigd")
    call.presses("0")
    call.waits()
    assert call.queued_in
    call.waits()
    call.advisor_hangs_up()
    call.waits()
    assert call.ended


RESULTS = ["queue-full", "error", "system-error", "redirected", "hangup", "something-new", "missing"]


@pytest.mark.parametrize("result", RESULTS)
def test_whatever_becomes_of_the_queue_an_advisor_is_rung(line, office, result):
    """At once, without a queue; also when Twilio says what nobody knows, or nothing."""
    office.gives(result)
    call = line.call(dials=["answered"])
    call.presses("0")
    call.waits()
    call.waits()
    assert call.connected_to == DAY
    assert call.faults == []


@pytest.mark.parametrize("failure", ["error", "busy", "refuses", "late", "silent"])
def test_when_nobody_can_be_rung_the_queue_is_left(line, office, caplog, failure):
    """The caller is connected without it; the log says so, without a number."""
    office.api_fails(failure)
    call = waiting(line, "answered")
    call.waits()
    assert call.connected_to == DAY
    assert call.faults == []
    assert "Twilio's API" in caplog.text
    assert not any(number in caplog.text for number in NUMBERS.values())


def test_an_api_that_fails_later_is_noticed_in_the_next_round(line, office):
    """Who waits already is led out of the queue, to telephones that do ring."""
    office.advisor(DAY).does_not_answer()
    call = waiting(line, "answered")
    office.api_fails("error")
    for _ in range(3):
        call.waits()
    assert call.connected_to == DAY
    assert call.queued_in is None


def test_who_is_first_to_accept_gets_the_caller(line, office):
    """Of two who are rung together; the other hears that the caller is gone."""
    office.advisor(NIGHT).accepts(after=2, talks=5)
    office.advisor(SECOND).accepts(after=9)
    call = waiting(line)
    assert rung(call) == [(DAY,)]
    call.waits()
    call.waits()
    assert call.connected_to == SECOND


def test_where_the_program_fails_the_queue_is_left(line, clock):
    """While a caller waits something breaks: they are led out of the queue, and an advisor is rung without it."""
    call = waiting(line, "no-answer", "answered")
    clock.shows = "no time at all"
    call.waits()
    call.waits()
    assert call.queued_in is None
    assert call.connected_to
    assert call.faults == []
