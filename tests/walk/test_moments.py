"""At every moment the same must hold, and what goes wrong at one moment is told with it."""

import json
import re
from datetime import UTC, datetime

import pytest

from ivr.cli.walk import PUBLIC_URL
from ivr.simulator import WSGI, Simulator
from ivr.walk.certificate import text
from ivr.walk.graph import reached
from ivr.walk.journey import Journey
from ivr.walk.report import as_data
from ivr.walk.way import way
from tests.walk.conftest import HANGUP, NOW, Broken, Walk, hourly
from tests.walk.test_broken_lines import after, found
from tests.walk.test_clock import AMSTERDAM, WINTER, at, clocks

ANNOUNCEMENTS = """
announcements:
  - reason: outage
    start: 2026-05-05 9:00
    end: 2026-05-05 12:00
    text: Er is een storing.
  - reason: evacuation
    start: 2026-05-06 9:00
    end: 2026-05-06 12:00
    place: instead_of_menu
    text: Ons gebouw is ontruimd.

emergency:
"""


def calls(walk: Walk, one, change=lambda *_: None):
    """Make the call that is told for what was found, at its moment, of a line with this change; the call."""
    told = way(one, "ivr call")
    clock = re.search(r"--at (\S+)", told)
    moment = datetime.fromisoformat(clock[1]) if clock else one.when or NOW
    walk.real.clock.shows = (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
    line = Simulator(WSGI(Broken(walk.real, change)), url=PUBLIC_URL, token=walk.number.token)
    made = line.call(dials=one.journey.dials or ("answered",))
    for key in one.journey.keys:
        made.waits() if key == "wait" else made.presses(key)
    return made


@pytest.fixture
def announced(walk_text):
    """Walks a menu with hours, an announcement before the menu, and one in its place."""
    return walk_text(hourly("8:00-18:00").replace("\nemergency:\n", ANNOUNCEMENTS))


def test_a_line_with_hours_is_walked_by_day_and_by_night(walk_text):
    """Now, and when the team has gone; nobody is there from evening to morning, every night."""
    walk = walk_text(hourly("9:00-17:00"))
    times = walk.subject.times
    assert clocks(times) == ["2026-05-04T10:00+02:00", "2026-05-04T17:00+02:00"]
    assert [one.attended for one in times.moments] == [True, False]
    first, *_, last = times.unattended()
    assert first == (at("2026-05-04 17:00"), at("2026-05-05 09:00"))
    assert last[1] == at("2027-06-08 09:00")
    proof = walk()
    assert proof.exceptions == []
    assert sorted(one.breach.rule for one in proof.remarks) == ["fallback-112", "nobody-there", "too-late"]


def test_an_exception_by_night_is_told_with_the_night(walk_text):
    """Who cannot be helped and does not hear 112: the printed command makes that call, at the first such moment."""
    walk = walk_text(hourly("9:00-17:00", "Het lukt nu niet."))
    [one] = [one for one in walk().exceptions if one.breach.rule == "not-told"]
    assert way(one, "ivr call") == "op maandag 4-5 om 17:00: ivr call 0 --at 2026-05-04T17:00"
    call = calls(walk, one)
    assert call.hears("Het lukt nu niet.")
    assert not call.dialled


def test_an_exception_in_an_hour_that_comes_twice(walk_text):
    """The moment has its distance to UTC then: the second half past two is another one than the first."""
    walk = walk_text(hourly("0:00-2:30", "Het lukt nu niet."), at(f"{WINTER} 00:10"))
    [one] = [one for one in walk().exceptions if one.breach.rule == "not-told"]
    assert way(one, "ivr call").endswith("ivr call 0 --at 2026-10-25T02:30+01:00")
    assert calls(walk, one).hears("Het lukt nu niet.")


def test_what_is_wrong_at_every_moment_is_told_once_and_without_one(walk_text):
    """It is so now; the certificate and the report name no moment."""
    walk = walk_text(hourly("9:00-17:00"))
    proof = walk(after("/3", "Digits=2", HANGUP))
    assert [(one.breach.rule, one.when, one.journey) for one in proof.exceptions] == [
        ("hangs-up", None, Journey(keys=("3", "2")))
    ]
    assert "      ivr call 3 2" in list(text(proof, "menus.yml", "ivr call"))


def test_what_is_wrong_at_night_alone(walk_text):
    """A server that hangs up on who chooses something at night: told with the key, and the moment, to programs too."""
    walk = walk_text(hourly("9:00-17:00"))
    by_night = at("2026-05-04 17:00")

    def change(path, told, document):
        return after("/3", "Digits=2", HANGUP)(path, told, document) if walk.real.clock.shows >= by_night else None

    proof = walk(change)
    [one] = proof.exceptions
    assert (one.breach.rule, one.when, one.journey) == ("hangs-up", by_night, Journey(keys=("3", "2")))
    [data] = as_data(proof, "ivr call")["exceptions"]
    assert data["moment"] == "2026-05-04T17:00:00+02:00"
    assert data["way"] == "op maandag 4-5 om 17:00: ivr call 3 2 --at 2026-05-04T17:00"
    assert calls(walk, one, change).ended
    walk.real.clock.shows = NOW
    assert not Simulator(WSGI(Broken(walk.real, change)), url=PUBLIC_URL, token=walk.number.token).call().ended


def test_who_is_still_being_rung_for_when_the_team_goes(walk_text):
    """Nobody comes there who calls by night, but who called by day is there: told in words, with the moment."""
    walk = walk_text(hourly("9:00-17:00"))
    by_night = at("2026-05-04 17:00")

    def change(path, told, document):
        late = walk.real.clock.shows >= by_night
        return after("/0-team-1", "DialCallStatus=busy", HANGUP)(path, told, document) if late else None

    [one] = walk(change).exceptions
    assert (one.breach.rule, one.when, one.is_met) == ("hangs-up", by_night, False)
    assert way(one) == "op maandag 4-5 om 17:00: wie hier al was voor het zo laat werd: 0-team-1 --advisor busy"


def test_announcements_are_walked_while_they_last(announced):
    """Before the menu and in its place: everything holds then too, and every place of the Script is met."""
    assert clocks(announced.subject.times) == [
        "2026-05-04T10:00+02:00",
        "2026-05-04T18:00+02:00",
        "2026-05-05T09:00+02:00",
        "2026-05-06T09:00+02:00",
    ]
    proof = announced()
    assert (proof.exceptions, proof.unmet) == ([], 0)
    said = [graph.opening.words for graph in proof.discovered.graphs]
    assert ["storing" in one for one in said] == [False, False, True, False]
    assert ["ontruimd" in one for one in said] == [False, False, False, True]
    assert all("één één twee" in one for one in said)
    assert reached(proof.discovered.graphs) == {*proof.discovered.graph.places, *proof.discovered.graph.aside}


def test_an_announcement_that_ends_at_key_1_is_met_at_its_moment(announced):
    """The printed command calls while it is announced."""
    change = after("/start-announcement-2", "Digits=1", HANGUP)
    one, *_ = announced(change).exceptions
    assert (one.breach.rule, one.when) == ("hangs-up", at("2026-05-06 09:00"))
    assert way(one, "ivr call") == "op woensdag 6-5 om 09:00: ivr call 1 --at 2026-05-06T09:00"
    assert calls(announced, one, change).ended


def test_the_worst_moment_of_a_figure_is_told(announced):
    """An opening is longest while something is announced; no figure is lost because nobody is there by night."""
    proof = announced()
    longest = proof.worst["opening"]
    assert longest.when == at("2026-05-05 09:00")
    values = [one.figures["opening"].value for one in proof.situations]
    assert longest.figure.value == max(values) > values[0]
    assert proof.situations[1].figures["silent"].value is None
    assert proof.figures["silent"].value == max(one.figures["silent"].value for one in proof.situations[2:])
    data = json.loads(json.dumps(as_data(proof)))["figures"]
    assert data["opening"]["moment"] == "2026-05-05T09:00:00+02:00"
    assert "moment" not in data["to_112"]


def test_the_certificate_names_the_moments(announced):
    """In a line that fits, and when nobody is there; a night alone is promised nothing of advisors."""
    lines = list(text(announced(), "menus.yml"))
    heading = lines.index("Wat is nagelopen")
    assert lines[heading + 1].startswith("  op 4 momenten, die samen alles tonen wat de klok verandert tot ")
    assert lines[heading + 2] == "    nu, ma 4-5 18:00, di 5-5 09:00, wo 6-5 09:00"
    assert "  * Is er niemand te bereiken, dan hoort een beller dat meteen, met 112 erbij." in lines
    told = next(line for line in lines if line.endswith("[nobody-there]"))
    assert told.startswith(
        "  Op deze tijden gaat er geen telefoon over: maandag 4-5 om 18:00 tot dinsdag 5-5 om 08:00; "
    )


def test_what_only_follows_at_another_moment_is_not_told(announced):
    """A difference at one moment is told with that one, and no figure besides that comes out otherwise then."""
    late = at("2026-05-05 09:00")

    def change(_path, _told, document):
        return document.replace(b"Slaan.", b"Slaat.") if announced.real.clock.shows == late else None

    proof = announced(change)
    assert {one.when for one in proof.exceptions} == {late}
    assert found(proof) == {("differs", "3 2")}
