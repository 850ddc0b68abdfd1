"""What changes for who waits in a queue: whether there is one, and what is heard at each place and of the wait."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ivr.difference.change import Change
from ivr.difference.values import changes, shown, whose
from ivr.loader import Loc
from ivr.loader.words import CHOICES
from ivr.menu import Line, Queue

CONNECT: Final[Loc] = ("advisor", "connect")
QUEUE: Final[Loc] = ("advisor", "queue")

_PLACES: Final = (
    *("vooraan staat", "als tweede wacht", "als derde wacht", "als vierde wacht", "als vijfde wacht"),
    *("als zesde wacht", "als zevende wacht", "als achtste wacht", "als negende wacht", "als tiende wacht"),
)


def has_queue(line: Line) -> bool:
    """Whether callers wait in order."""
    return line.advisor.connect == "queue"


def connect_changes(old: Line, new: Line) -> Iterator[Change]:
    """Callers wait in order from now on, or no longer."""
    was, wordt = old.advisor.connect, new.advisor.connect
    if was == wordt:
        return
    said = (
        "bellers wachten nu op volgorde (connect). De telefoons gaan over voor wie vooraan staat. De anderen horen hun "
        "plaats, en hoe lang het duurt."
        if has_queue(new)
        else "bellers wachten niet meer op volgorde (connect). Voor iedereen gaan de telefoons meteen over."
    )
    yield Change("ring", CONNECT, f"{whose(CONNECT, new)}: {said}", CHOICES["connect"][was], CHOICES["connect"][wordt])


def queue_changes(old: Line, new: Line) -> Iterator[Change]:
    """Every change of what is heard in the queue; where callers do not wait in one, nobody hears it."""
    for change in _changes(old, new):
        if has_queue(old) or has_queue(new):
            yield change
        else:
            unheard = "Niemand hoort dit, want bellers wachten niet op volgorde."
            yield replace(change, sentence=f"{change.sentence} {unheard}", heard=False)


def _changes(old: Line, new: Line) -> Iterator[Change]:
    was, wordt = old.advisor.queue, new.advisor.queue
    name = whose(QUEUE, new)
    if was and wordt:
        yield from _places(was, wordt, name)
        yield from _minutes(was, wordt, name)
        for word in ("longer", "ended", "gone"):
            yield from changes((*QUEUE, word), getattr(was, word), getattr(wordt, word), new)
    elif was or wordt:
        there = "is nieuw" if wordt else "is weg"
        sentence = f"{name}: wat bellers horen die op volgorde wachten, {there} (queue)."
        yield Change("text", QUEUE, sentence, shown(was), shown(wordt))


def _places(old: Queue, new: Queue, name: str) -> Iterator[Change]:
    was, wordt, path = old.places, new.places, (*QUEUE, "places")
    if was == wordt:
        return
    if sorted(was) == sorted(wordt):
        sentence = f"{name}: de teksten voor de plaatsen staan in een andere volgorde (places)."
        yield Change("order", path, sentence, shown(was), shown(wordt))
    elif found := list(_each_place(was, wordt, name)):
        yield from found
    else:
        sentence = f"{name}: een tekst van de plaatsen staat er vaker of minder vaak. Bellers horen hetzelfde (places)."
        yield Change("text", path, sentence, shown(was), shown(wordt), heard=False)


def _each_place(was: Sequence[str], wordt: Sequence[str], name: str) -> Iterator[Change]:
    """What is heard at each place; the last text goes for every later one."""
    path = (*QUEUE, "places")
    for place in range(max(len(was), len(wordt))):
        before, at = (min(place, len(texts) - 1) for texts in (was, wordt))
        if was[before] != wordt[at]:
            sentence = f"{name}: wie {_PLACES[place]}, hoort iets anders (places)."
            where = (*path, before) if before != at else None
            yield Change("text", (*path, at), sentence, was[before], wordt[at], where)


def _minutes(old: Queue, new: Queue, name: str) -> Iterator[Change]:
    """What is heard of the wait, from short to long; the same text may go for another number than before."""
    was, wordt = old.minutes, new.minutes
    gone = [most for most in was if most not in wordt]
    for most in sorted(wordt, key=int):
        path, who = (*QUEUE, "minutes", most), f"{name}: {_waits(most)}, hoort"
        if most in was and was[most] != wordt[most]:
            yield Change("text", path, f"{who} iets anders (minutes).", was[most], wordt[most])
        elif most not in was and (other := next((one for one in gone if was[one] == wordt[most]), None)):
            gone.remove(other)
            sentence = f"{who} nu wat eerst achter {other} stond (minutes)."
            yield Change(
                "text", path, sentence, shown({other: was[other]}), shown({most: was[other]}), (*path[:-1], other)
            )
        elif most not in was:
            yield Change("text", path, f"{who} nu een eigen tekst (minutes).", None, wordt[most])
    for most in sorted(gone, key=int):
        sentence = f"{name}: {_waits(most)}, hoort geen eigen tekst meer (minutes)."
        yield Change("text", (*QUEUE, "minutes", most), sentence, was[most], None)


def _waits(most: str) -> str:
    return f"wie naar verwachting hooguit {most} {'minuut' if most == '1' else 'minuten'} wacht"
