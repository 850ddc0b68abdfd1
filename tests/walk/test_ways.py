"""Where a habit leads: the longest way in seconds and the one with most keys, each for itself."""

from ivr.walk import ways
from ivr.walk.graph import OPENING, Graph, Place, Said, Telephones

WRONG = "Die toets werkt hier niet."
TELEPHONES = Telephones(("+31101234568",), "+31101234567", 30, in_turn=False)


def says(seconds, text=WRONG):
    """One sentence."""
    return (Said(text, seconds, recorded=False),)


def rings(seconds):
    """A place where a sentence is said, and then telephones ring."""
    return Place("rings", says(seconds), rings=TELEPHONES)


def graph(**places):
    """A conversation that begins in `a`."""
    return Graph(places, {OPENING: "a"})


def test_the_longest_of_two_ways_counts_in_seconds_and_in_keys():
    """One wrong key leads to a long sentence, another to two short ones."""
    found = ways.wrong(
        graph(
            a=Place("a", says(2.0, "Welke toets?"), 7, {"5": "long", "6": "short"}),
            long=rings(10.0),
            short=Place("short", says(1.0), 7, {"5": "shorter"}),
            shorter=rings(1.0),
        ),
        WRONG,
    )
    assert found.of("a") == ways.Way("long", seconds=12.0, keys=2, recorded=False)
    assert found.stuck == frozenset()


def test_a_key_that_does_as_0_does_is_useless_too():
    """The third wrong key leads where 0 leads, without a word about it."""
    found = ways.wrong(graph(a=Place("a", says(2.0), 7, {"0": "r", "5": "r"}), r=rings(3.0)), WRONG)
    assert found.of("a") == ways.Way("r", seconds=5.0, keys=1, recorded=False)


def test_where_no_key_is_useless_silence_goes_on():
    """An answer that takes any key waits as long as for who does nothing."""
    found = ways.wrong(graph(a=Place("a", says(2.0), 7, {"5": "a"}, leads="r"), r=rings(3.0)), "Nee.")
    assert found.of("a") == ways.Way("r", seconds=12.0, keys=0, recorded=False)


def test_who_comes_round_is_stuck_there():
    """Whoever is led there is stuck too, but not to blame."""
    places = {name: Place(name, says(1.0), 7, leads=to) for name, to in (("a", "b"), ("b", "c"), ("c", "b"))}
    found = ways.silent(Graph(places, {OPENING: "a"}))
    assert found.stuck == {"b"}
    assert [found.of(name) for name in "abc"] == [None, None, None]


def test_what_was_measured_and_what_was_not():
    """A way is measured when everything on it is."""
    heard = Place("a", (Said("Dag.", 1.0, recorded=True),), leads="r")
    ringing = Place("r", (Said("Tuut.", 1.0, recorded=True),), rings=TELEPHONES)
    assert ways.silent(graph(a=heard, r=ringing)).of("a") == ways.Way("r", seconds=2.0, recorded=True)
    assert ways.silent(graph(a=heard, r=rings(1.0))).of("a") == ways.Way("r", seconds=2.0, recorded=False)


def test_telephones_ring_before_anything_is_really_asked():
    """A second to think better of it is no question; seven seconds are."""
    for seconds, expected in ((1, True), (7, False)):
        asked = Place("a", says(1.0), seconds, {"1": "a"}, leads="r")
        assert ways.rings_next(graph(a=asked, r=rings(1.0)), "a") is expected
    assert not ways.rings_next(graph(a=Place("a", leads="b"), b=Place("b", leads="a")), "a")
    assert not ways.rings_next(graph(), "nowhere")
