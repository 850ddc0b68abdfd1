"""The way that is told is the way to get there: who makes the call arrives, and nobody gets there sooner."""

from collections.abc import Mapping
from hashlib import blake2b
from itertools import product

import pytest

from ivr.keys import KEYS
from ivr.walk.graph import OPENING, WAIT, Graph, Place, Telephones
from ivr.walk.journey import Journey
from ivr.walk.journeys import journeys

TELEPHONES = Telephones(("+31101234568",), "+31101234567", 30, in_turn=False)


def arrives(call, journey, key):
    """Make this journey as `ivr call` makes it, and tell whether its document has been answered by then."""
    for pressed in journey.keys:
        if call.connected_to and pressed != "*":
            call.advisor_hangs_up()
        call.waits() if pressed == WAIT else call.presses(pressed)
    while len(call.dialled) < len(journey.dials) and not call.ended:
        call.waits()
    if call.connected_to:
        call.advisor_hangs_up()
    return key in {blake2b(exchange.body, digest_size=10).hexdigest() for exchange in call.exchanges}


def test_who_follows_a_journey_arrives(proof, line):
    """Every place of the shipped menu that a call leads to, is reached by pressing what is told."""
    graph = proof.discovered.graph
    found = {key: journey for key, journey in every(graph).items() if journey.is_callable}
    lost = [
        (graph.places[key].name, journey.arguments)
        for key, journey in found.items()
        if not arrives(line.call(dials=journey.dials or ("answered",)), journey, key)
    ]
    assert lost == []
    assert set(every(graph)) == set(graph.places)
    named = {graph.places[key].name for key in found}
    assert {"start", "4-4-part-4.sww", "4-3-0-round-3-now", "2-0-unavailable.ww"} <= named


def test_no_journey_is_longer_than_needed(proof, line):
    """Whatever two keys or waits a caller begins with, they get nowhere that is told to take more."""
    graph, known = proof.discovered.graph, every(proof.discovered.graph)
    for keys in product((*KEYS, WAIT), repeat=2):
        call = line.call(dials=["busy"])
        for pressed in keys:
            call.waits() if pressed == WAIT else call.presses(pressed)
        place = blake2b(call.document.body, digest_size=10).hexdigest()
        assert len(known[place].keys) <= 2, (keys, graph.places[place].name)


def every(graph: Graph) -> Mapping[str, Journey]:
    """The journeys to all places."""
    return journeys(graph, graph.places.keys())


def place(name, listens=7, leads=None, **keys):
    """A place that says its name; `k2` is where key 2 leads."""
    return Place(name, listens=listens, leads=leads, keys={key[1:]: to for key, to in keys.items()})


def test_the_shortest_way_is_taken():
    """Of two ways the one with fewer keys, and silence counts as one."""
    places = [place("a", leads="c", k2="b"), place("b", k2="c"), place("c", k2="d"), place("d")]
    found = every(Graph({one.name: one for one in places}, {OPENING: "a"}))
    assert {name: journey.arguments for name, journey in found.items()} == {
        "a": "",
        "b": "2",
        "c": "wait",
        "d": "wait 2",
    }


def test_a_moment_too_short_to_be_asked_is_waited_over():
    """As in a call: who waits is not asked anything for a second, who presses can press there."""
    places = [place("a", leads="b"), place("b", listens=1, leads="c", k3="d"), place("c"), place("d")]
    found = every(Graph({one.name: one for one in places}, {OPENING: "a"}))
    assert found["c"].arguments == "wait"
    assert found["b"].arguments == "wait"


def test_a_key_in_such_a_moment_is_told_in_words():
    """A caller can be that quick, and `ivr call` cannot: there is a way, but no command."""
    places = [place("a", leads="b"), place("b", listens=1, leads="c", k3="d"), place("c"), place("d")]
    found = every(Graph({one.name: one for one in places}, {OPENING: "a"}))
    assert (found["d"].arguments, found["d"].is_hasty, found["d"].is_callable) == ("wait 3", True, False)


def test_what_becomes_of_ringing_is_told_apart_from_keys():
    """`ivr call` takes them in two ways; a result that it knows is preferred to one that it does not."""
    results = {"unknown": "b", "busy": "b", "missing": "b", "nothing": "c"}
    places = {
        "a": Place("a", rings=TELEPHONES, results=results),
        "b": place("b", k2="d"),
        "c": place("c"),
        "d": place("d"),
    }
    found = every(Graph(places, {OPENING: "a"}))
    assert found["d"] == Journey(keys=("2",), dials=("busy",))
    assert found["d"].arguments == "2 --advisor busy"
    assert (found["d"].is_callable, found["c"].is_callable) == (True, False)


def test_places_that_only_another_entry_leads_to():
    """Who was in a menu that is gone comes in elsewhere; a way from the opening is preferred, however long."""
    places = [place("a", k2="b"), place("b"), place("c", k3="b")]
    found = every(Graph({one.name: one for one in places}, {"changed": "c", OPENING: "a"}))
    assert (found["c"].entry, found["b"].entry) == ("changed", OPENING)
    assert not found["c"].is_callable


def test_a_place_that_nobody_can_get_to_has_no_journey():
    """It is told in other words."""
    assert "b" not in every(Graph({"a": place("a"), "b": place("b")}, {OPENING: "a"}))


@pytest.mark.parametrize(
    ("event", "arguments"),
    [("*", "4 ster"), ("#", "4 hekje"), (WAIT, "4 wait"), ("", "4"), ("answered", "4 --advisor answered")],
)
def test_keys_are_spelled_as_in_the_menu(event, arguments):
    """A shell takes * and # for its own."""
    assert Journey(keys=("4",)).and_then(event).arguments == arguments
