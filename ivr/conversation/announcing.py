"""Announcements: told for a while, before the menu or instead of it. No announcement can take 112 or key 1 away."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ivr.conversation.listening import Listening, choice
from ivr.conversation.places import Place
from ivr.keys import ADVISOR, BACK, EMERGENCY, Key
from ivr.menu import Announcement, Line
from ivr.schedule import period
from ivr.script import START, State
from ivr.steps import Choose

OPENING, HOME = "opening", "home"
"""Where a call begins, and where back leads in the end, when that depends on what is announced now."""


@dataclass(frozen=True)
class Announcements:
    """Everything that a line announces; the first in the file that is so now is heard."""

    line: Line

    @property
    def first(self) -> str:
        """Where a call begins."""
        return OPENING if self.line.announcements else START

    @property
    def home(self) -> str:
        """Where back leads from the opening, and from the menus in it."""
        return HOME if self._instead else "menu"

    @cached_property
    def _instead(self) -> dict[str, Announcement]:
        return {name: one for name, one in self._named.items() if one.place == "instead_of_menu"}

    @cached_property
    def _named(self) -> dict[str, Announcement]:
        return {f"announcement-{number}": one for number, one in enumerate(self.line.announcements, start=1)}

    def states(self, root: Place) -> Iterator[State]:
        """The openings with what is announced, and the places that take the menu's place."""
        if not self._named:
            return
        yield State(OPENING, (self._choose(self._named, f"{START}-", START),))
        if self._instead:
            yield State(HOME, (self._choose(self._instead, "", "menu"),))
        for name, announcement in self._named.items():
            yield from self._before(root, name, announcement)
            if name in self._instead:
                yield from self._listening(root, name, announcement).states()

    def _choose(self, named: dict[str, Announcement], prefix: str, otherwise: str) -> Choose:
        ways = tuple((period(self.line, one), f"{prefix}{name}") for name, one in named.items())
        return Choose(ways, otherwise)

    def _before(self, root: Place, name: str, announcement: Announcement) -> Iterator[State]:
        """The opening: 112 comes first all the same; the menu's own choices come last, or not at all."""
        menu = root.listening()
        emergency, advisor, *options = menu.choices
        instead = name in self._instead
        said = (self.line.welcome, emergency, *announcement.text, advisor, *([] if instead else options))
        after = self._listening(root, name, announcement) if instead else menu
        yield after.state(f"{START}-{name}", said)

    def _listening(self, root: Place, name: str, announcement: Announcement) -> Listening:
        """What stands in the menu's place: guidance, an advisor, and the announcement again."""
        choices = (
            choice(self.line, self.line.emergency.option, EMERGENCY),
            choice(self.line, self.line.advisor.option, ADVISOR, or_wait=True),
        )
        keys: dict[Key, str] = {BACK: HOME}
        return root.place(name, announcement.text, choices, keys)
