"""Compiles a Line into its Script: the fixed keys, silence, wrong keys and connecting, the same in every place.

The rules are those of callers.md; the numbers in the docstrings are its rule numbers.
"""

from collections.abc import Iterator

from ivr.conversation.announcing import Announcements
from ivr.conversation.places import Place
from ivr.conversation.queueing import queue, waiting
from ivr.conversation.summoning import aside as queue_aside
from ivr.conversation.summoning import summoning
from ivr.conversation.whispering import aside
from ivr.menu import Line
from ivr.script import CHANGED, END, START, Script, State
from ivr.steps import End

__all__ = ["compile_script"]


def compile_script(line: Line) -> Script:
    """Make every state of the conversation; the same line gives the same states in the same order."""
    announcements = Announcements(line)
    root = Place(line, (), None, line.menu, above=announcements.home)
    states = (*_line(root), *announcements.states(root), *aside(line), *_queue(line))
    return Script({state.name: state for state in states}, announcements.first)


def _queue(line: Line) -> Iterator[State]:
    if texts := queue(line):
        yield from waiting(line, texts)
        yield from summoning(line, texts)
        yield from queue_aside(line, texts)


def _line(root: Place) -> Iterator[State]:
    opening = root.listening()
    yield opening.state(START, (root.line.welcome, *opening.choices))
    yield from _menu(root)
    yield opening.state(CHANGED, (root.line.phrases.changed, *opening.choices))
    yield State(END, (End(),))


def _menu(place: Place) -> Iterator[State]:
    yield from place.listening().states()
    yield from place.emergency().states()
    yield from place.connecting()
    for key, option in place.options.items():
        if option.menu is not None:
            yield from _menu(place.inside(key, option.option, option.menu))
        for number, part in enumerate(option.answer or (), start=1):
            yield from place.part(key, number, part, len(option.answer or ())).states()
        if option.answer is not None and place.tells_topic:
            yield from place.connecting(key)
