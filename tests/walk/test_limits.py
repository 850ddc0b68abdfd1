"""Callers wait no longer than they may: what was measured is an exception, what is estimated a remark."""

from dataclasses import replace

import pytest

from ivr.walk.clock import Moment
from ivr.walk.figures import figures
from ivr.walk.graph import FALLBACK, Graph, Said
from ivr.walk.limits import limits
from ivr.walk.scripted import from_script
from tests.walk.conftest import NOW


@pytest.fixture
def found(walk):
    """What is found when texts that begin with these words last so long; recorded unless told otherwise."""

    def found(lasts, *, recorded=True):
        def sound(text):
            known = next((seconds for words, seconds in lasts.items() if text.startswith(words)), 1.0)
            return Said(text, known, recorded)

        [graph] = from_script(walk.subject.script, sound, [Moment(NOW, attended=True)])
        return list(limits(graph, figures(graph, walk.subject.wrong_key)))

    return found


@pytest.mark.parametrize(
    ("text", "just", "over", "rule", "where"),
    [
        ("Goedendag", 5.4, 5.5, "too-late", "opening"),
        ("Een adviseur", 14.0, 14.1, "too-late", "opening"),
        ("Geweld", 26.0, 26.1, "too-late", "opening"),
        ("Slaan", 45.0, 45.1, "too-long", "3-2"),
        ("Bel dan", 44.0, 44.1, "too-long", "1"),
    ],
)
def test_a_length_just_within_and_just_over(found, text, just, over, rule, where):
    """112 within 6 seconds, an advisor's key within 16, all choices within 30, a part within 45."""
    assert found({text: just}) == []
    assert [(one.rule, one.place or one.entry) for one in found({text: over})][:1] == [(rule, where)]


def test_what_is_estimated_is_a_remark(found):
    """A guess must not stop anybody."""
    assert [one.is_remark for one in found({"Slaan": 46.0}, recorded=False)] == [True]
    assert [one.is_remark for one in found({"Slaan": 46.0})] == [False]


def test_an_opening_that_names_nothing(walk):
    """Neither 112 nor the key of an advisor."""
    graph = walk.scripted
    silent = replace(graph.places["start"], said=(Said("Goedendag.", 1.0, recorded=True),))
    bare = Graph({**graph.places, "start": silent}, graph.entries)
    found = [one for one in limits(bare, figures(bare, walk.subject.wrong_key)) if one.rule == "not-named"]
    assert [one.message for one in found] == [
        "De opening noemt 112 niet.",
        "De opening noemt de toets van een adviseur niet.",
    ]


@pytest.mark.parametrize(("words", "rules"), [("Blijf aan de lijn.", ["fallback-112"]), ("Bel één één twee.", [])])
def test_a_fallback_without_112_is_a_remark(walk, words, rules):
    """Who comes there after a failure may be in danger too."""
    graph = walk.scripted
    spoken = replace(graph.places["0-now"], said=(Said(words, 1.0, recorded=False),))
    with_fallback = Graph({**graph.places, "f": spoken}, {**graph.entries, FALLBACK: "f"})
    found = list(limits(with_fallback, figures(graph, walk.subject.wrong_key)))
    assert [one.rule for one in found if one.rule != "too-late"] == rules
