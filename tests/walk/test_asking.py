"""Who picks up hears that somebody calls, and gets them by pressing 1 alone: a voicemail must not answer a caller."""

from dataclasses import replace

import pytest

from ivr.cli.walk import PUBLIC_URL
from ivr.simulator import WSGI, Simulator
from ivr.walk.asking import ASKED
from ivr.walk.certificate import text
from ivr.walk.graph import RUNG
from ivr.walk.way import way
from tests.walk.conftest import HANGUP, Answer, Broken
from tests.walk.test_broken_lines import after, edited, entered, found, instead

CONNECT = b"<?xml version='1.0'?><Response></Response>"
ERROR: Answer = ("500 Internal Server Error", [], b"")


def breaches(graph):
    """Every rule that is broken, with the place and what happens there, or with the entry."""
    return {(one.rule, one.place or one.entry, one.event) for holds in ASKED for one in holds(graph, "")}


def ways(proof):
    """Every rule that is broken, and how to meet it."""
    return {(one.breach.rule, way(one, "ivr call")) for one in proof.exceptions}


@pytest.fixture
def asking(walk):
    """The small menu's Script, with the side of who picks up changed; and what is found in it."""

    def asking(name, **changes):
        graph = walk.scripted
        return breaches(replace(graph, aside={**graph.aside, name: replace(graph.aside[name], **changes)}))

    return asking


def test_a_good_line_asks_everybody_who_picks_up(walk):
    """Each telephone that rings, at every place where one does; only 1 leads to a conversation."""
    graph = walk.scripted
    assert breaches(graph) == set()
    ringing = [place for place in graph.places.values() if place.rings]
    assert ringing
    assert all(place.asks.keys() == set(place.rings.numbers) for place in ringing)
    [question] = [place for place in graph.aside.values() if place.listens is not None]
    assert [key for key, to in question.keys.items() if graph.aside[to].connects] == ["1"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"said": ()}, "asks-nothing"),
        ({"listens": None, "keys": {}, "leads": "whisper-accepted"}, "asks-nothing"),
        ({"hangs_up": False, "connects": True}, "not-asked"),
        ({"hangs_up": False, "leads": "whisper-accepted"}, "not-asked"),
        ({"hangs_up": False, "leads": "whisper"}, "not-asked"),
    ],
)
def test_a_question_that_asks_nothing_or_does_not_wait_for_1(asking, changes, expected):
    """Silence, no question, a conversation without 1, and asking again and again while a caller waits."""
    assert expected in {rule for rule, _, _ in asking("whisper", **changes)}


def test_1_connects_and_nothing_else_does(asking, walk):
    """With 1 and 2 changed places, both are told; silence is still right."""
    keys = walk.scripted.aside["whisper"].keys
    changed = asking("whisper", keys={**keys, "1": keys["2"], "2": keys["1"]})
    assert changed == {("not-connected", "whisper", "1"), ("not-asked", "whisper", "2")}
    assert asking("whisper-accepted", connects=False, hangs_up=True) >= {("not-connected", "whisper", "1")}


def test_a_telephone_that_asks_somewhere_that_is_not_there(walk):
    """Told at the place where it rings, for who picks up there."""
    graph = walk.scripted
    ringing = replace(graph.places["0"], asks=dict.fromkeys(graph.places["0"].asks, "nowhere"))
    lost = breaches(replace(graph, places={**graph.places, "0": ringing}))
    assert {(rule, place) for rule, place, _ in lost} == {("leads-nowhere", "0")}


def test_who_picks_up_for_a_menu_that_is_gone(walk):
    """They get the caller by 1, and by nothing else."""
    graph = walk.scripted
    accepted, declined = graph.entries[f"{RUNG} 1"], graph.entries[f"{RUNG} 2"]
    lost = {**graph.entries, f"{RUNG} 1": declined, f"{RUNG} 2": accepted}
    told = breaches(replace(graph, entries=lost))
    assert told == {("not-connected", f"{RUNG} 1", ""), ("not-asked", f"{RUNG} 2", "")}


def test_a_key_that_connects_is_met_by_pressing_it(walk):
    """Over HTTP too: told with the key of who picks up, behind the command that makes their telephone ring."""
    proof = walk(after("/whisper", "Digits=2", CONNECT))
    assert ways(proof) == {("not-asked", "ivr call 0 (wie opneemt drukt 2)")}
    assert found(walk(after("/whisper", "Digits=1", HANGUP))) == {("not-connected", "0")}


def test_a_voicemail_that_gets_the_caller_is_heard_in_a_call(walk):
    """Who picks up and does nothing is connected; the printed command shows it, and with a good line does not."""
    change = edited("whisper", b"<Hangup />", b"")
    assert ways(walk(change)) == {
        ("not-asked", "ivr call 0 --advisor not-accepted (wie opneemt doet niets)"),
        ("differs", "ivr call 0 (wie opneemt)"),
    }
    for app, connected in ((Broken(walk.real, change), True), (walk.real.app, False)):
        call = Simulator(WSGI(app), url=PUBLIC_URL, token=walk.number.token).call(dials=["not-accepted", "busy"])
        call.presses("0")
        while not call.dialled:
            call.waits()
        assert (call.connected_to is not None) is connected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (instead("whisper", ERROR), "fault"),
        (after("/whisper", "Digits=1", ERROR), "fault"),
        (after("/whisper", "Digits=5", ERROR), "fault"),
    ],
)
def test_a_question_that_cannot_be_had(walk, change, expected):
    """It is told once, as the failure that it is."""
    assert {rule for rule, _ in found(walk(change))} == {expected}


def test_a_menu_that_is_gone_still_asks(walk):
    """A telephone that rang when the menu was replaced: whatever is pressed there, other than 1, connects nobody."""
    assert entered(walk(after("/0000000000/whisper-gone", "Digits=2", CONNECT))) == {("not-asked", f"{RUNG} 2")}


def test_the_certificate_says_so_where_somebody_is_asked(walk):
    """And counts the questions."""
    lines = list(text(walk(), "menus.yml"))
    assert "  * Wie opneemt en daarom gevraagd wordt, krijgt de beller alleen na toets 1." in lines
    assert "  1 vraag aan wie opneemt, met alle toetsen en een stilte" in lines
