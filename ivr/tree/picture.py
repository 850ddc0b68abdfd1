"""The picture of a menu, read off the compiled script: it shows what callers meet, and not what somebody meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr import saying
from ivr.budget import Said, said
from ivr.keys import ADVISOR, EMERGENCY, NEXT
from ivr.loader.words import CHOICES
from ivr.menu import Announcement, Line, Menu, Option
from ivr.script import START, Script, State
from ivr.steps import Ask
from ivr.tree.advisors import Advisors
from ivr.tree.node import Kind, Node, Turn


def picture(line: Line, script: Script, seconds: Mapping[str, float]) -> Node:
    """The opening with everything behind it; `seconds` holds the lengths of the texts that have a recording."""
    return _Maker(line, script, seconds).opening()


@dataclass(frozen=True, slots=True)
class _Maker:
    line: Line
    script: Script
    seconds: Mapping[str, float]

    def opening(self) -> Node:
        line, keys = self.line, _keys(self.script.states[START])
        emergency = Node(EMERGENCY, line.emergency.short, Kind.EMERGENCY, (self.turn(keys[EMERGENCY]),))
        advisor = Advisors(line, self.script, self.turn).place(keys[ADVISOR])
        fixed = (*self.announcements(), emergency, advisor)
        return Node("", line.name, Kind.OPENING, (self.turn(START),), (*fixed, *self.options(line.menu, keys)))

    def announcements(self) -> Iterator[Node]:
        choose = self.script.states[self.script.first].chooses
        for announcement, (_, state) in zip(self.line.announcements, choose.ways if choose else (), strict=True):
            label = f"Mededeling: {CHOICES['reason'][announcement.reason]}"
            yield Node("", label, Kind.ANNOUNCEMENT, (self.turn(state),), notes=_announced(announcement))

    def options(self, menu: Menu, keys: Mapping[str, str]) -> Iterator[Node]:
        return (self.option(key, option, keys[key]) for key, option in menu.items())

    def option(self, key: str, option: Option, state: str) -> Node:
        if option.menu is None:
            return Node(key, option.option, Kind.ANSWER, tuple(map(self.turn, self.parts(state))))
        children = tuple(self.options(option.menu, _keys(self.script.states[state])))
        return Node(key, option.option, Kind.MENU, (self.turn(state),), children)

    def parts(self, state: str | None) -> Iterator[str]:
        while state is not None:
            yield state
            state = _keys(self.script.states[state]).get(NEXT)

    def turn(self, state: str) -> Turn:
        return Turn(state, tuple(map(self.said, self.script.states[state].prompts())))

    def said(self, text: str) -> Said:
        return said(text, self.seconds)


def _keys(state: State) -> Mapping[str, str]:
    """Where the keys lead in a state that listens."""
    return {str(key): to for step in state.steps if isinstance(step, Ask) for key, to in step.keys.items()}


def _announced(announcement: Announcement) -> tuple[str, str]:
    return saying.period(announcement), CHOICES["place"][announcement.place]
