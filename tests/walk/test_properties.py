"""Each property can fail: a good conversation in which one thing is changed is found, there and nowhere else."""

from dataclasses import replace

import pytest

from ivr.steps import Outcome
from ivr.walk.deafness import without_recordings
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import FAILED, OPENING, Graph, Place
from ivr.walk.properties import PROPERTIES


def breaches(graph, sentence):
    """Every rule that is broken, with the place and what happens there, or with the entry."""
    return {(one.rule, one.place or one.entry, one.event) for holds in PROPERTIES for one in holds(graph, sentence)}


@pytest.fixture
def broken(walk):
    """The small menu's Script with one place changed, and what is found in it."""

    def broken(name, **changes):
        graph = walk.scripted
        changed = replace(graph, places={**graph.places, name: replace(graph.places[name], **changes)})
        return breaches(changed, walk.subject.wrong_key)

    return broken


@pytest.fixture
def keys(walk):
    """The keys of a place, with some of them leading elsewhere."""

    def keys(name, **others):
        return {**walk.scripted.places[name].keys, **{key[1:]: to for key, to in others.items()}}

    return keys


def test_the_script_of_a_good_menu_holds(walk):
    """Nothing is found where nothing is wrong."""
    assert breaches(walk.scripted, walk.subject.wrong_key) == set()


def test_every_key_leads_somewhere(broken, keys):
    """A key without a place, and a key that is forgotten."""
    assert ("leads-nowhere", "3-2", "7") in broken("3-2", keys=keys("3-2", k7="nowhere"))
    assert ("leads-nowhere", "3-2", "#") in broken("3-2", keys={k: to for k, to in keys("3-2").items() if k != "#"})


def test_silence_leads_somewhere(broken):
    """A redirect to a place that is not there."""
    assert ("leads-nowhere", "3-2", "wait") in broken("3-2", leads="nowhere")


def test_every_result_leads_somewhere(broken, walk):
    """A result of ringing that is forgotten."""
    results = dict(walk.scripted.places["0"].results)
    assert results.pop("busy") == "0-round-2"
    assert broken("0", results=results) == {("leads-nowhere", "0", "busy")}


def test_every_entry_leads_somewhere(walk):
    """Who calls when there is no opening."""
    graph = walk.scripted
    lost = replace(graph, entries={**graph.entries, OPENING: "nowhere"})
    assert breaches(lost, "") == {("leads-nowhere", OPENING, "")}


def test_telephones_are_somebodys(broken, walk):
    """Ringing nobody helps nobody."""
    rings = walk.scripted.places["0"].rings
    assert broken("0", rings=replace(rings, numbers=())) == {("rings-nobody", "0", "")}


def test_the_number_that_is_shown_is_the_lines(broken, walk):
    """None means the caller's own."""
    rings = walk.scripted.places["0"].rings
    assert broken("0", rings=replace(rings, shows=None)) == {("shows-caller", "0", "")}


def test_112_is_named_wherever_1_leads(broken, keys):
    """An answer in place of guidance."""
    assert broken("3-2", keys=keys("3-2", k1="2")) == {("no-112", "3-2", "1")}


def test_0_rings_at_once(broken, keys):
    """A menu in which 0 asks something else first is no way to an advisor, though doing nothing there is."""
    assert broken("3-2", keys=keys("3-2", k0="2")) == {("no-advisor", "3-2", "0")}


def test_0_is_no_key_like_any_other(broken, keys):
    """A 0 that counts as a wrong key gets an advisor after three; that is not what is promised."""
    assert broken("3-2", keys=keys("3-2", k0="3-2.w")) == {("no-advisor", "3-2", "0")}


def test_silence_does_not_go_round(broken):
    """Two questions that lead to each other."""
    assert {rule for rule, _, _ in broken("3-2.s", leads="3-2")} == {"silence"}


def test_who_waits_is_not_hung_up_on(broken):
    """A call that ends after a question, or after ringing in vain."""
    assert ("hangs-up", "3-2", "wait") in broken("3-2", leads="end")
    ended = broken("0", rings=None, results={}, hangs_up=True)
    assert {rule for rule, _, _ in ended} >= {"hangs-up"}


def test_wrong_keys_do_not_go_round(broken, keys):
    """A wrong key after two wrong keys begins again."""
    found = broken("3-2.ww", keys=keys("3-2.ww", k7="3-2.w"))
    assert {rule for rule, _, _ in found} == {"wrong-keys"}


def test_back_ends_in_the_menu(broken, keys):
    """A place that is its own menu, and one that leads from a menu into an answer."""
    star = {"*": "3-2"}
    assert broken("3-2", keys=keys("3-2") | star) == {("no-back", "3-2", "*")}
    assert {(rule, event) for rule, _, event in broken("3", keys=keys("3") | star)} == {("no-back", "*")}


@pytest.mark.parametrize("result", RESULTS)
def test_the_call_ends_after_a_conversation_alone(broken, walk, result):
    """Each of the results: only where caller and advisor have talked may it lead to the end."""
    results = {**walk.scripted.places["0"].results, result: "end"}
    expected = set() if RESULTS[result].outcome is Outcome.CONVERSATION else {("hangs-up", "0", result)}
    assert broken("0", results=results) == expected


def test_what_is_a_conversation():
    """As Twilio tells it: bridged, or without a word about that, and completed or answered."""
    talked = {name for name, result in RESULTS.items() if result.outcome is Outcome.CONVERSATION}
    assert talked == {"answered", "answered-status", "completed-alone"}


def test_a_place_that_fails_is_told_by_who_walked(walk):
    """What cannot be had is no second exception of guidance, an advisor, the way back or an end."""
    graph = walk.scripted
    failing = {name: Place(name, leads=FAILED) for name in ("3-1", "3-0", "3")}
    places = {**graph.places, **failing, FAILED: Place(FAILED, leads="0-now")}
    assert breaches(replace(graph, places=places), walk.subject.wrong_key) == set()
    places[FAILED] = Place(FAILED, hangs_up=True)
    assert breaches(replace(graph, places=places), walk.subject.wrong_key) == set()


def test_without_recordings_everybody_is_led_to_the_fallback(walk):
    """Wherever something recorded is said, and nowhere else."""
    graph = walk.scripted
    deaf = without_recordings(Graph(graph.places, {**graph.entries, "fallback": "0-now"}))
    failing = {name for name, place in deaf.places.items() if place.leads == FAILED}
    assert failing == {"start"}
    assert deaf.places[FAILED].leads == "0-now"
