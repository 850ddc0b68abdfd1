"""A conversation is the same model, whether it is made from the Script or from documents."""

from ivr.walk.graph import FALLBACK, OPENING, Graph, Place, Said
from ivr.walk.steps import HangsUp, Leads, Listens, assemble

GREETING, QUESTION, GOODBYE = (Said(text, 1.5, recorded=False) for text in ("Dag.", "Welke toets?", "Tot ziens."))


def test_what_is_said_before_a_question_belongs_to_it():
    """One place: it is all said before anything else can happen, and silence is counted with it."""
    [(key, place)] = assemble("k", "name", [GREETING, Listens((QUESTION,), 7, {"1": "x"}), Leads("y")])
    assert (key, place) == ("k", Place("name", (GREETING, QUESTION), 7, {"1": "x"}, leads="y"))
    assert place.seconds == 10


def test_what_follows_a_question_is_a_place_of_its_own():
    """Who presses nothing hears what stands behind the question, and no key works there any more."""
    first, second = assemble("k", "name", [Listens((QUESTION,), 7, {"1": "x"}), GOODBYE, HangsUp()])
    assert first == ("k", Place("name", (QUESTION,), 7, {"1": "x"}, leads="k+"))
    assert second == ("k+", Place("name+", (GOODBYE,), hangs_up=True))


def test_what_runs_out_of_steps_hangs_up():
    """As Twilio does, after a question and without one."""
    assert dict(assemble("k", "name", [GREETING]))["k"].hangs_up
    assert dict(assemble("k", "name", [Listens((), 7, {})]))["k"].hangs_up
    assert dict(assemble("k", "name", []))["k"].hangs_up


def test_a_graph_without_an_entry_has_what_others_reach():
    """The fallback alone leads to its own places; what the opening leads to as well, stays."""
    places = {name: Place(name, leads=to) for name, to in (("a", "b"), ("b", None), ("f", "g"), ("g", "b"))}
    graph = Graph(places, {OPENING: "a", FALLBACK: "f"}).without(FALLBACK)
    assert (set(graph.places), set(graph.entries)) == ({"a", "b"}, {OPENING})
