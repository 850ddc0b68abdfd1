"""The figures of the shipped menu are those that somebody else computes, from the recordings or by calling."""

import re
import struct
from dataclasses import replace
from functools import cache

import pytest

from ivr.prompts import Catalogue
from ivr.script import START
from ivr.steps import Ask, Connect, Go
from ivr.walk.figures import figures
from ivr.walk.graph import Graph, Said
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def seconds(menu_line, script):
    """How long each text of the shipped menu lasts: the bytes of its recording, 8000 a second."""
    catalogue = Catalogue.read(ROOT / "prompts", menu_line.voices, menu_line.language)

    def lasts(text: str) -> float:
        recording = catalogue.find(text)
        assert recording
        size, *_ = struct.unpack_from("<I", recording.path.read_bytes().partition(b"data")[2])
        return float(size / 8000)

    return {text: lasts(text) for text in script.prompts()}


@pytest.fixture(scope="module")
def rings_after(script, seconds):
    """How long it takes in each state, for who does nothing, until telephones ring."""

    @cache
    def rings_after(name: str) -> float:
        *asks, last = script.states[name].steps
        said = sum(seconds[text] for text in script.states[name].prompts())
        waited = sum(ask.seconds for ask in asks if isinstance(ask, Ask))
        return float(said + waited + (rings_after(last.to) if isinstance(last, Go) else 0))

    return rings_after


@pytest.fixture(scope="module")
def heard(script):
    """The states that a caller can be in: all but those of who picks up."""
    return {name: state for name, state in script.states.items() if not state.is_advisors}


def value(proof, name):
    """A figure of the certificate."""
    return proof.figures[name].value


def test_places_and_transitions_are_those_of_the_script(proof, heard):
    """Every state is a place; twelve keys where one is awaited, each silence, and nineteen results of each ringing."""
    steps = [step for state in heard.values() for step in state.steps]
    keys = 12 * sum(isinstance(step, Ask) for step in steps)
    silences = sum(isinstance(step, Go) for step in steps)
    results = 19 * sum(isinstance(step, Connect) for step in steps)
    assert value(proof, "states") == len(heard)
    assert (value(proof, "keys"), value(proof, "silences"), value(proof, "results")) == (keys, silences, results)
    assert value(proof, "transitions") == keys + silences + results


def test_every_request_is_accounted_for(proof, heard):
    """One for each thing that can happen: to callers, in the fallback, to who picks up, and where people come in."""
    rings = sum(isinstance(step, Connect) for state in heard.values() for step in state.steps)
    graph = proof.discovered.graph
    in_fallback = [place for place in graph.places.values() if place.name.startswith("fallback")]
    assert {place.name for place in in_fallback} == {"fallback", "fallback busy", "fallback dropped"}
    for_fallback = sum(len(dict(place.onward())) for place in in_fallback)
    entrances = 2 + (1 + 12 + 19) + (1 + 12)
    asked = rings + 12
    assert value(proof, "questions") == 1
    assert len(graph.entries) == entrances
    assert proof.discovered.requests == value(proof, "transitions") + for_fallback + entrances + asked


def test_the_opening_is_as_it_is_heard(proof, line):
    """Until 112 has been named, until the key of an advisor has been told, and until all choices have."""
    call = line.call()
    heard = call.listens()
    assert value(proof, "to_112") == pytest.approx(call.heard_at("één één twee"))
    assert value(proof, "to_advisor_key") == pytest.approx(next(one.end for one in heard if "oets 0" in one.text))
    assert value(proof, "opening") == pytest.approx(call.seconds)


def test_guidance_names_112_as_soon_as_it_is_heard(proof, line):
    """Who presses 1 at once hears 112 after the seconds that the certificate says."""
    call = line.call()
    call.presses("1")
    call.listens()
    assert value(proof, "guidance") == pytest.approx(call.heard_at("één één twee"))


def test_guidance_is_that_of_the_menu_where_it_takes_longest(walk):
    """One menu with a longer way to the number decides."""
    graph = walk.scripted
    slow = replace(graph.places["3-1"], said=(Said("Blijf rustig.", 4.0, recorded=True), *graph.places["3-1"].said))
    usual = figures(graph, walk.subject.wrong_key)["guidance"]
    longer = figures(Graph({**graph.places, "3-1": slow}, graph.entries), walk.subject.wrong_key)["guidance"]
    assert (longer.value or 0) - (usual.value or 0) == pytest.approx(4)
    assert (usual.at, longer.at) == ("start", "3")


def test_silence_lasts_as_long_as_a_call_does(proof, line, rings_after):
    """Who does nothing hears telephones ring when the certificate says so, in a call and by adding up."""
    call = line.call()
    while not call.dialled:
        call.waits()
    assert value(proof, "silent") == pytest.approx(call.dialled[0].at, abs=0.01)
    assert value(proof, "silent") == pytest.approx(rings_after(START), abs=0.01)


def test_wrong_keys_last_as_long_as_a_call_does(proof, line):
    """Who listens to the end and presses 5, again and again, hears telephones ring when the certificate says so."""
    call, pressed = line.call(), 0
    while not call.dialled:
        call.listens()
        call.presses("5")
        pressed += 1
    assert value(proof, "wrong") == pytest.approx(call.dialled[0].at, abs=0.01)
    assert value(proof, "wrong_keys") == pressed == len(proof.figures["wrong"].keys)


def test_an_advisor_is_one_key_away(proof, heard, rings_after):
    """After 0, wherever it is pressed, telephones ring within the seconds that the certificate says."""
    asked = [state for state in heard.values() if isinstance(state.steps[0], Ask)]
    after_zero = [rings_after(state.steps[0].after("0")) for state in asked]
    assert value(proof, "zero_keys") == 1
    assert value(proof, "zero") == pytest.approx(max(after_zero), abs=0.01)


def test_nobody_waits_longer_than_the_certificate_says(proof, heard, rings_after):
    """From whatever state, doing nothing lasts at most so long; there is a state where it does."""
    longest = max(heard.keys() - {"end"}, key=rings_after)
    assert value(proof, "nothing") == pytest.approx(rings_after(longest), abs=0.01)
    assert rings_after(proof.figures["nothing"].at) == pytest.approx(rings_after(longest), abs=0.01)


def test_the_deepest_answer_is_that_of_the_menu(proof, script):
    """As many keys as the longest row of keys in the name of a state; a # for each part behind the first."""
    rows = [re.fullmatch(r"([2-9](?:-[2-9])*)(?:-part-(\d+))?", name) for name in script.states]
    keys = [len(row[1].split("-")) for row in rows if row]
    with_parts = [len(row[1].split("-")) + int(row[2] or 1) - 1 for row in rows if row]
    assert value(proof, "answer_keys") == max(keys) == len(proof.figures["answer_keys"].keys)
    assert value(proof, "part_keys") == max(with_parts) == len(proof.figures["part_keys"].keys)


def test_the_longest_part_is_that_of_the_menu(proof, menu_line, seconds):
    """Of all parts of all answers the longest, by its recordings."""

    def parts(menu):
        for option in menu.values():
            yield from option.answer or ()
            yield from parts(option.menu or {})

    every = [menu_line.emergency.answer, *parts(menu_line.menu)]
    assert value(proof, "part") == pytest.approx(max(sum(seconds[text] for text in part) for part in every), abs=0.01)


def test_the_script_and_calls_have_the_same_figures(proof):
    """Three ways to compute them, and no figure is without one that it is compared with."""
    [now] = proof.situations
    assert now.scripted.keys() == now.figures.keys() == proof.figures.keys()
    assert all(now.scripted[name].value == pytest.approx(value(proof, name), abs=0.05) for name in proof.figures)
    assert set(now.called) == {"to_112", "to_advisor_key", "opening", "silent", "wrong"}
    assert all(called == pytest.approx(value(proof, name), abs=0.1) for name, called in now.called.items())


def test_every_document_is_weighed(proof, app, script):
    """The size of each answer is that of the document which the line serves for the state."""
    edition = app.extensions["ivr"].publication.edition
    served = {name: len(document) for name, document in edition.documents.items()}
    walked = proof.discovered
    sizes = {walked.graph.find(key).name: size for key, size in walked.sizes.items()}
    assert {name: sizes[name] for name in served} == served
    assert set(sizes) - set(served) == {"fallback", "fallback busy", "fallback dropped"}
    assert walked.edition == edition.id
