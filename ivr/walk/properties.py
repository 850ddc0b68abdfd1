"""What must hold for every conversation: each property a function that yields the exceptions to it.

They look at a graph and know not where it comes from: the compiled Script and the walk over HTTP are held to the same.
Here is what holds for callers; what who picks up meets is in `asking`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from ivr.keys import ADVISOR, BACK, EMERGENCY, KEYS
from ivr.steps import Outcome
from ivr.walk import ways
from ivr.walk.breaches import Breach
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import FAILED, NOWHERE, SUMMONED, WAIT, Graph, Place
from ivr.walk.naming import names_112
from ivr.walk.queued import QUEUE_RESULTS, WAITS, outcome_of

TELEPHONES: Final = "telephones"
"""To blame for who is rung and what they see: one setting for all places."""

Property = Callable[[Graph, str], Iterator[Breach]]
"""Takes a graph, and the sentence that is said after a key that does nothing."""


def everything_leads_somewhere(graph: Graph, _: str) -> Iterator[Breach]:
    """Each of the twelve keys, silence and every result of ringing leads to a place that exists."""
    for name, place in graph.places.items():
        wanted = [*(KEYS if place.listens is not None else ()), *(RESULTS if place.rings else ())]
        wanted += (*WAITS, *QUEUE_RESULTS) if place.waits else ()
        led = dict(place.onward())
        for event in (*wanted, *(event for event in led if event not in wanted)):
            if led.get(event) not in graph.places:
                yield Breach("leads-nowhere", "Wat hier gebeurt, leidt nergens heen.", name, event)
    for entry, to in graph.entries.items():
        if graph.find(to) is None:
            yield Breach("leads-nowhere", "Wie zo binnenkomt, komt nergens uit.", entry=entry)


def every_place_does_something(graph: Graph, _: str) -> Iterator[Breach]:
    """Who is asked for a key hears something first; telephones that ring are somebody's, and show the line's number."""
    for name, place in graph.places.items():
        if place.listens is not None and not place.said:
            yield Breach("says-nothing", "Hier wordt op een toets gewacht, maar er wordt niets gezegd.", name)
        rings = place.rings or place.summons
        if rings and not rings.numbers:
            yield Breach("rings-nobody", "Hier gaat geen enkele telefoon over.", name, about=TELEPHONES)
        if rings and not rings.shows:
            message = "De adviseur krijgt hier het nummer van de beller te zien."
            yield Breach("shows-caller", message, name, about=TELEPHONES)


def emergency_is_always_there(graph: Graph, _: str) -> Iterator[Breach]:
    """Wherever a key is awaited, 1 gives guidance in which 112 is named."""
    for name, place in graph.listening():
        key = place.keys.get(EMERGENCY, "")
        guidance = graph.places.get(key, Place(key))
        if not graph.fails(key) and not any(names_112(said.text) for said in guidance.said):
            message = "Na toets 1 wordt 112 hier niet genoemd."
            yield Breach("no-112", message, name, EMERGENCY, about=guidance.words or key)


def an_advisor_is_always_there(graph: Graph, _: str) -> Iterator[Breach]:
    """Wherever a key is awaited, 0 gets telephones to ring before anything else is asked, now and again and again."""
    round_and_round = ways.pressing(graph).stuck - ways.silent(graph).stuck
    for name, place in graph.listening():
        key = place.keys.get(ADVISOR, "")
        if key not in graph.places or ways.told_at(graph, key) in graph.told:
            continue
        if not ways.rings_next(graph, key):
            yield Breach("no-advisor", "Na toets 0 gaat hier geen telefoon over.", name, ADVISOR, about=key)
        elif name in round_and_round:
            yield Breach("no-advisor", "Wie telkens 0 drukt, krijgt hier nooit een adviseur.", name, ADVISOR)


def who_cannot_be_helped_is_told(graph: Graph, _: str) -> Iterator[Breach]:
    """While nobody can be reached, 0 leads at once to a place that names 112, and where a caller can stay.

    Who was on the way into a queue when the last of them went is told there.
    """
    message = "Er is nu niemand te bereiken, en na toets 0 wordt dat hier niet meteen gezegd, met 112 erbij."
    for name, place in graph.listening():
        key = ways.told_at(graph, place.keys.get(ADVISOR, ""))
        told = graph.places.get(key)
        if told is None or key not in graph.told or graph.fails(key) or told.waits:
            continue
        if not (ways.asks_next(graph, key) and names_112(told.words)):
            yield Breach("not-told", message, name, ADVISOR, about=told.words or key)


def silence_reaches_an_advisor(graph: Graph, _: str) -> Iterator[Breach]:
    """Doing nothing, from any place but one where the call ends, gets telephones to ring."""
    for name in sorted(ways.silent(graph).stuck):
        if not graph.places[name].hangs_up:
            yield Breach("silence", "Wie hier verder niets doet, krijgt nooit een adviseur.", name, WAIT)


def wrong_keys_reach_an_advisor(graph: Graph, sentence: str) -> Iterator[Breach]:
    """Pressing only keys that do nothing gets telephones to ring, whichever keys those are."""
    message = "Wie hier alleen toetsen drukt die niets doen, krijgt nooit een adviseur."
    found = ways.wrong(graph, sentence)
    for name in sorted(found.stuck - ways.silent(graph).stuck):
        place = graph.places[name]
        useless = [key for key in ways.wrong_keys(graph, place, sentence) if found.of(place.keys[key]) is None]
        yield Breach("wrong-keys", message, name, next(iter(useless), WAIT))


def back_leads_to_the_menu(graph: Graph, _: str) -> Iterator[Breach]:
    """Pressing * again and again ends in one and the same menu, wherever a caller is."""
    message = "Wie telkens sterretje drukt, komt hier niet terug in het menu."
    found = ways.backs(graph)
    ends = {name: way.end for name, _place in graph.listening() if (way := found.of(name)) and way.end != FAILED}
    home = next((end for end, _count in Counter(ends.values()).most_common(1)), None)
    for name in sorted(found.stuck - ways.silent(graph).stuck):
        yield Breach("no-back", message, name, BACK)
    for name, end in ends.items():
        if end != home:
            yield Breach("no-back", message, name, BACK, about=end)


def star_leads_back(graph: Graph, _: str) -> Iterator[Breach]:
    """Who presses * while it rings comes where * leads before it does, and can choose there."""
    message = "Wie tijdens het overgaan sterretje drukt, komt niet terug waar hij vandaan kwam."
    for name, place in graph.places.items():
        back = place.keys.get(BACK)
        for result, to in _results(place, Outcome.BACK):
            comes_back = _is_told(graph, to) or (ways.asks_next(graph, to) and back in (None, to))
            if not comes_back and (graph.works or not place.waits):
                yield Breach("star", message, name, result, about=to)
        for key, ringing in place.keys.items() if place.rings else ():
            other = graph.places.get(ringing, NOWHERE)
            if other.listens is None and any(to != back for _, to in _results(other, Outcome.BACK)):
                yield Breach("star", message, name, key, about=ringing)


def who_falls_away_can_choose(graph: Graph, _: str) -> Iterator[Breach]:
    """Whose conversation falls away can choose; doing nothing rings again there, as everywhere."""
    message = "Wie wegvalt uit een gesprek, kan hier niet kiezen."
    for name, place in graph.places.items():
        for result, to in _results(place, Outcome.DROPPED):
            if not (_is_told(graph, to) or ways.asks_next(graph, to)):
                yield Breach("dropped", message, name, result, about=to)


def _results(place: Place, outcome: Outcome) -> Iterator[tuple[str, str]]:
    return ((name, to) for name, to in place.results.items() if outcome_of(name) is outcome)


def _is_told(graph: Graph, name: str) -> bool:
    """Whether what is there is told as such: a call that ends, a place that is none, and what fails."""
    end = ways.comes_to(graph, name)
    return name not in graph.places or graph.fails(name) or (end is not None and graph.places[end].hangs_up)


def nobody_is_hung_up_on(graph: Graph, _: str) -> Iterator[Breach]:
    """The call ends after a conversation with an advisor, and in no other way; who walked tells what FAILED is."""
    message = "Hier hangt de lijn op, zonder dat de beller een adviseur heeft gesproken."
    ends = {name: place for name, place in graph.places.items() if place.hangs_up and name != FAILED}
    for entry, to in graph.entries.items():
        if to in ends and not _talked(entry) and not entry.startswith(SUMMONED):
            yield Breach("hangs-up", message, entry=entry, about=to if ends[to].said else "")
    for name in _without_talking(graph):
        for event, to in () if graph.places[name].leaves else graph.places[name].onward():
            if to in ends and not _talked(event):
                yield Breach("hangs-up", message, name, event, about=to if ends[to].said else "")


def _without_talking(graph: Graph) -> set[str]:
    """The places where a caller can be who has talked with nobody."""
    ready = [to for entry, to in graph.entries.items() if not _talked(entry)]
    met: set[str] = set()
    while ready:
        name = ready.pop()
        if name in graph.places and name not in met:
            met.add(name)
            ready += [to for event, to in graph.places[name].onward() if to not in met and not _talked(event)]
    return met


def _talked(event: str) -> bool:
    return outcome_of(event) is Outcome.CONVERSATION


PROPERTIES: Final[tuple[Property, ...]] = (
    everything_leads_somewhere,
    every_place_does_something,
    emergency_is_always_there,
    an_advisor_is_always_there,
    who_cannot_be_helped_is_told,
    silence_reaches_an_advisor,
    wrong_keys_reach_an_advisor,
    back_leads_to_the_menu,
    star_leads_back,
    who_falls_away_can_choose,
    nobody_is_hung_up_on,
)
