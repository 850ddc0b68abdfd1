"""What must hold for every conversation: each property a function that yields the exceptions to it.

They look at a graph and know not where it comes from: the compiled Script and the walk over HTTP are held to the same.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from ivr.keys import ADVISOR, BACK, EMERGENCY, KEYS
from ivr.walk import ways
from ivr.walk.breaches import Breach
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import OPENING, WAIT, Graph, Place
from ivr.walk.naming import names_112
from ivr.walk.ways import Ways

Property = Callable[[Graph, str], Iterator[Breach]]
"""Takes a graph, and the sentence that is said after a key that does nothing."""


def everything_leads_somewhere(graph: Graph, _: str) -> Iterator[Breach]:
    """Each of the twelve keys, silence and every result of ringing leads to a place that exists."""
    for name, place in graph.places.items():
        wanted = [*(KEYS if place.listens is not None else ()), *(RESULTS if place.rings else ())]
        led = dict(place.onward())
        for event in (*wanted, *(event for event in led if event not in wanted)):
            if led.get(event) not in graph.places:
                yield Breach("leads-nowhere", "Wat hier gebeurt, leidt nergens heen.", name, event)
    for entry, to in graph.entries.items():
        if to not in graph.places:
            yield Breach("leads-nowhere", "Wie zo binnenkomt, komt nergens uit.", entry=entry)


def every_place_does_something(graph: Graph, _: str) -> Iterator[Breach]:
    """Who is asked for a key hears something first; telephones that ring are somebody's, and show the line's number."""
    for name, place in graph.places.items():
        if place.listens is not None and not place.said:
            yield Breach("says-nothing", "Hier wordt op een toets gewacht, maar er wordt niets gezegd.", name)
        if place.rings and not place.rings.numbers:
            yield Breach("rings-nobody", "Hier gaat geen enkele telefoon over.", name)
        if place.rings and not place.rings.shows:
            yield Breach("shows-caller", "De adviseur krijgt hier het nummer van de beller te zien.", name)


def emergency_is_always_there(graph: Graph, _: str) -> Iterator[Breach]:
    """Wherever a key is awaited, 1 gives guidance in which 112 is named."""
    for name, place in graph.listening():
        guidance = graph.places.get(place.keys.get(EMERGENCY, ""))
        if guidance is None or not any(names_112(said.text) for said in guidance.said):
            yield Breach("no-112", "Na toets 1 wordt 112 hier niet genoemd.", name, EMERGENCY)


def an_advisor_is_always_there(graph: Graph, _: str) -> Iterator[Breach]:
    """Wherever a key is awaited, 0 gets telephones to ring: once, and again and again."""
    silent, pressing = ways.silent(graph), ways.pressing(graph)
    for name, place in graph.listening():
        if silent.of(place.keys.get(ADVISOR)) is None:
            yield Breach("no-advisor", "Na toets 0 gaat hier nooit een telefoon over.", name, ADVISOR)
        elif pressing.of(name) is None:
            yield Breach("no-advisor", "Wie telkens 0 drukt, krijgt hier nooit een adviseur.", name, ADVISOR)


def silence_reaches_an_advisor(graph: Graph, _: str) -> Iterator[Breach]:
    """Doing nothing, from any place but one where the call ends, gets telephones to ring."""
    message = "Wie hier verder niets doet, krijgt nooit een adviseur."
    yield from _never(graph, ways.silent(graph), "silence", message, WAIT)


def wrong_keys_reach_an_advisor(graph: Graph, sentence: str) -> Iterator[Breach]:
    """Pressing only keys that do nothing gets telephones to ring, whichever keys those are."""
    message = "Wie hier alleen toetsen drukt die niets doen, krijgt nooit een adviseur."
    yield from _never(graph, ways.wrong(graph, sentence), "wrong-keys", message, "")


def _never(graph: Graph, found: Ways, rule: str, message: str, event: str) -> Iterator[Breach]:
    for name in sorted(found.stuck):
        if not graph.places[name].hangs_up:
            yield Breach(rule, message, name, event)


def back_leads_to_the_menu(graph: Graph, _: str) -> Iterator[Breach]:
    """Pressing * again and again ends in one and the same menu, wherever a caller is."""
    found = ways.backs(graph)
    home = found.of(graph.entries.get(OPENING))
    for name, _place in graph.listening():
        way = found.of(name)
        if way is None or home is None or way.end != home.end:
            yield Breach("no-back", "Wie telkens sterretje drukt, komt hier niet terug in het menu.", name, BACK)


def nobody_is_hung_up_on(graph: Graph, _: str) -> Iterator[Breach]:
    """The call ends after a conversation with an advisor, and in no other way."""
    ready = deque((to, ("", "", entry)) for entry, to in graph.entries.items() if not _talked(entry))
    met = {to for to, _ in ready}
    while ready:
        name, last = ready.popleft()
        place = graph.places.get(name, Place(name))
        if place.hangs_up:
            yield _hung_up(name, place, last)
        for event, to in place.onward():
            if to not in met and not _talked(event):
                met.add(to)
                ready.append((to, (name, event, "")))


def _hung_up(name: str, place: Place, last: tuple[str, str, str]) -> Breach:
    message = "Hier hangt de lijn op, zonder dat de beller een adviseur heeft gesproken."
    if place.listens is not None:
        return Breach("hangs-up", message, name, WAIT)
    return Breach("hangs-up", message, *last)


def _talked(event: str) -> bool:
    result = RESULTS.get(event.rpartition(" ")[2])
    return result is not None and result.conversation


PROPERTIES: Final[tuple[Property, ...]] = (
    everything_leads_somewhere,
    every_place_does_something,
    emergency_is_always_there,
    an_advisor_is_always_there,
    silence_reaches_an_advisor,
    wrong_keys_reach_an_advisor,
    back_leads_to_the_menu,
    nobody_is_hung_up_on,
)
