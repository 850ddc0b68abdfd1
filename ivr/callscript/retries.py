"""What a caller hears who presses nothing, or a key that does nothing: found by following the script from a place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ivr.budget import Said
from ivr.callscript.source import Source


@dataclass(frozen=True, slots=True)
class Again:
    """What is said each time before the choices are said again, and what is said when that is over."""

    leads: tuple[tuple[Said, ...], ...]
    finally_said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Retries:
    """What happens in one place, or in many that are alike."""

    patience: int
    """Seconds of silence before anything happens."""
    silence: Again
    wrong_key: Again
    counted_apart: bool
    """Whether silences do not count as wrong keys, nor the other way round."""


def everywhere(source: Source, places: Iterable[str]) -> dict[Retries, list[str]]:
    """The places by what happens there; one entry when it is the same everywhere."""
    found: dict[Retries, list[str]] = {}
    for place in places:
        if retries := _retries(source, place):
            found.setdefault(retries, []).append(place)
    return found


def _retries(source: Source, place: str) -> Retries | None:
    ask = source.ask(place)
    if ask is None or source.goes_on(place) is None:
        return None
    silence, wrong = (_follow(source, place, step) for step in (source.goes_on, _other(source)))
    return Retries(ask.seconds, silence, wrong, _counted_apart(source, place, len(silence.leads), len(wrong.leads)))


def _other(source: Source) -> Callable[[str], str | None]:
    """Where a key leads that does nothing."""

    def follow(state: str) -> str | None:
        ask = source.ask(state)
        return ask.other if ask else None

    return follow


def _follow(source: Source, place: str, step: Callable[[str], str | None]) -> Again:
    leads = []
    state = step(place)
    while state is not None and _says_again(source, state, place):
        leads.append(source.lead(state, place))
        state = step(state)
    return Again(tuple(leads), source.said(source.texts(state)) if state else ())


def _says_again(source: Source, state: str, place: str) -> bool:
    """Whether the choices of a place are said once more in this state."""
    return source.shared(state, place) > 0 and source.goes_on(state) is not None


def _counted_apart(source: Source, place: str, silences: int, wrong_keys: int) -> bool:
    """Whether, in whatever order, a caller has so many silences and so many wrong keys before it is over."""
    return all(
        _says_again(source, silent, place) == (silence < silences)
        and _says_again(source, wrong, place) == (mistakes < wrong_keys)
        for silence, mistakes, silent, wrong in _orders(source, place)
    )


def _orders(source: Source, place: str) -> Iterator[tuple[int, int, str, str]]:
    """Each state of this place with the silences and wrong keys before it, and where one more of either leads."""
    todo, known = [(place, 0, 0)], set()
    while todo:
        state, silences, mistakes = at = todo.pop()
        ask, silent = source.ask(state), source.goes_on(state)
        if at in known or ask is None or silent is None:
            continue
        known.add(at)
        yield silences, mistakes, silent, ask.other
        todo += [(silent, silences + 1, mistakes)] * _says_again(source, silent, place)
        todo += [(ask.other, silences, mistakes + 1)] * _says_again(source, ask.other, place)
