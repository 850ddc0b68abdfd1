"""Whether callers wait no longer than they may: the limits are those of `ivr.budget` (callers.md, rules 9 and 10).

What was measured is an exception; what is partly estimated, for want of a recording, only a remark.
"""

from collections.abc import Iterator, Mapping

from ivr.budget import ADVISOR_WITHIN, EMERGENCY_WITHIN, OPENING_WITHIN, PART_WITHIN
from ivr.walk.breaches import Breach
from ivr.walk.figures import Figure, parts
from ivr.walk.graph import FALLBACK, OPENING, Graph
from ivr.walk.naming import names_112

_OPENING = {
    "to_112": (EMERGENCY_WITHIN, "De opening noemt 112"),
    "to_advisor_key": (ADVISOR_WITHIN, "De opening noemt de toets van een adviseur"),
    "opening": (OPENING_WITHIN, "De opening is uitgesproken"),
}


def limits(graph: Graph, found: Mapping[str, Figure]) -> Iterator[Breach]:
    """Everything that callers hear too late or for too long, and what they do not hear at all."""
    yield from _opening(graph, found)
    yield from _parts(graph)
    yield from _fallback(graph)


def _opening(graph: Graph, found: Mapping[str, Figure]) -> Iterator[Breach]:
    """An opening in which nothing is asked is another exception, and told as such."""
    if graph.opening is None or graph.opening.listens is None:
        return
    for name, (most, what) in _OPENING.items():
        figure = found[name]
        if figure.value is None:
            yield Breach("not-named", f"{what} niet.", entry=OPENING)
        elif figure.value > most:
            message = f"{what} na {seconds(figure.value)} seconden; dat mag hooguit {most} zijn."
            yield Breach("too-late", message, entry=OPENING, is_remark=not figure.recorded)


def _parts(graph: Graph) -> Iterator[Breach]:
    for name, said in parts(graph):
        lasts, recorded = sum(one.seconds for one in said), all(one.recorded for one in said)
        if lasts > PART_WITHIN:
            message = f"Dit deel duurt {seconds(lasts)} seconden; dat mag hooguit {PART_WITHIN} zijn."
            words = " ".join(one.text for one in said)
            yield Breach("too-long", message, name, is_remark=not recorded, about=words)


def _fallback(graph: Graph) -> Iterator[Breach]:
    """What is said there are the operator's own sentences for waiting; they need not name 112."""
    entry = graph.entries.get(FALLBACK, "")
    if entry in graph.places and not graph.fails(entry) and not names_112(graph.places[entry].words):
        message = "Wie door een storing in het noodantwoord komt, hoort 112 daar niet; zet het in de zin 'waiting'."
        yield Breach("fallback-112", message, entry=FALLBACK, is_remark=True)


def seconds(value: float) -> str:
    """So many seconds, as people write them here."""
    return f"{value:.1f}".replace(".", ",")
