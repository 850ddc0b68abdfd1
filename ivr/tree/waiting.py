"""What stands in a picture for who waits in a queue: what they are told, at each place and of how long it takes."""

from collections.abc import Callable, Iterator

from ivr.keys import EMERGENCY
from ivr.menu import Line
from ivr.ringing import tells
from ivr.script import WAITING, Pressed, Script
from ivr.tree.node import Kind, Node, Turn


def waiting(line: Line, script: Script, turn: Callable[[str], Turn]) -> Node:
    """The queue; whoever is first in it is told so in the first round of ringing."""
    guidance = str(script.states[WAITING].after(Pressed(EMERGENCY)))
    told = (Node("", label, Kind.WAITING, (turn(state),)) for label, state in _told(script))
    keeps = ("de plaats in de rij blijft",)
    nood = Node(EMERGENCY, line.emergency.short, Kind.WAITING, (turn(guidance),), notes=keeps)
    return Node("", "Wachtrij", Kind.QUEUE, (turn(WAITING),), (nood, *told), ("bellers wachten op volgorde",))


def _told(script: Script) -> Iterator[tuple[str, str]]:
    tell = tells(script)
    for place, state in enumerate(tell.places, start=2):
        yield f"Plaats {place}{' en verder' if state == tell.places[-1] else ''}", state
    for most, state in tell.waits:
        minutes = (most or 0) // 60
        yield (
            f"Wacht nog hooguit {minutes} {'minuut' if minutes == 1 else 'minuten'}" if most else "Wacht nog langer",
            state,
        )
