"""The proof of a menu ten times as large takes ten times as long, not a hundred."""

from time import process_time
from typing import Any

from ivr.conversation import compile_script
from ivr.menu import Option
from ivr.prompts import folded
from ivr.walk.asking import ASKED
from ivr.walk.breaches import SCRIPT, located
from ivr.walk.clock import Moment
from ivr.walk.comparison import differences, in_step
from ivr.walk.figures import figures
from ivr.walk.journeys import journeys
from ivr.walk.proof import sound_of
from ivr.walk.properties import PROPERTIES
from ivr.walk.scripted import from_script
from tests.walk.conftest import NOW


def menu(count):
    """So many options, eight in each menu, as shallow as that can be."""
    options = [Option.model_construct(option=f"Keuze {at}", answer=((f"Antwoord {at}.",),)) for at in range(count)]
    while len(options) > 8:
        eights = [options[at : at + 8] for at in range(0, len(options), 8)]
        options = [Option.model_construct(option=f"Menu {at}", menu=keyed(eight)) for at, eight in enumerate(eights)]
    return keyed(options)


def keyed(options: list[Option]) -> Any:
    """Put each behind a key."""
    return dict(zip("23456789", options, strict=False))


def seconds_a_place(line):
    """Processor time for all that is computed of a conversation, by the number of its places."""
    script, wrong_key = compile_script(line), folded(line.phrases.wrong_key)
    begin = process_time()
    [graph] = from_script(script, sound_of({}), [Moment(NOW, attended=True)])
    found = [breach for holds in (*PROPERTIES, *ASKED) for breach in holds(graph, wrong_key)]
    [pairs] = in_step([graph], [graph])
    found += differences(graph, pairs)
    assert located({SCRIPT: (graph, found)}) == []
    assert len(journeys(graph, graph.places.keys())) == len(graph.places)
    assert figures(graph, wrong_key)["states"].value == len(graph.places)
    assert len(graph.places) + len(graph.aside) == len(script.states)
    return (process_time() - begin) / len(script.states)


def test_a_place_costs_no_more_in_a_large_menu(menu_line):
    """Per place at most twice the time, so that a menu of two thousand options is proved in seconds."""
    small, large = (
        min(seconds_a_place(menu_line.model_copy(update={"menu": menu(count)})) for _ in range(3))
        for count in (40, 320)
    )
    assert large < 2 * small
