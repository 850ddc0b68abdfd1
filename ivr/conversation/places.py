"""The places of a menu: its choices, its emergency guidance, its answers, and its way to an advisor."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.conversation.connecting import Connecting
from ivr.conversation.listening import Listening, choice
from ivr.conversation.queueing import Queueing, queue
from ivr.conversation.whispering import whisper
from ivr.fields import Part
from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT, REPEAT, Key
from ivr.menu import Line, Menu
from ivr.script import State


@dataclass(frozen=True)
class Place:
    """One menu, with its own way to emergency guidance and to an advisor, so that back is back here."""

    line: Line
    path: tuple[Key, ...]
    title: str | None
    options: Menu
    above: str
    """Where back leads from here; of the opening, to itself."""

    @property
    def name(self) -> str:
        """The name of its first state."""
        return "-".join(self.path) or "menu"

    @property
    def here(self) -> str:
        """Where who goes back comes out."""
        return self.name if self.path else self.above

    @property
    def tells_topic(self) -> bool:
        """Whether an advisor hears what the caller was listening to."""
        return self.line.advisor.tell_topic == "yes"

    def at(self, *keys: Key) -> str:
        """Name what these keys lead to."""
        return "-".join((*self.path, *keys))

    def inside(self, key: Key, title: str, options: Menu) -> "Place":
        """The menu behind a key."""
        return Place(self.line, (*self.path, key), title, options, above=self.here)

    def listening(self) -> Listening:
        """The choices of this menu."""
        emergency, advisor = self.line.emergency, self.line.advisor
        options = tuple(choice(self.line, option.option, key) for key, option in self.options.items())
        if self.title is None:
            said: tuple[str, ...] = ()
            choices = (
                choice(self.line, emergency.option, EMERGENCY),
                choice(self.line, advisor.option, ADVISOR, or_wait=True),
                *options,
            )
        else:
            said = (_title(self.line, self.title),)
            choices = (
                choice(self.line, emergency.short, EMERGENCY),
                *options,
                choice(self.line, advisor.short, ADVISOR),
            )
        keys = {key: self.at(key) for key in (EMERGENCY, ADVISOR, *self.options)}
        return self.place(self.name, said, choices, keys | {BACK: self.above})

    def emergency(self) -> Listening:
        """Guidance to dial 112 oneself."""
        choices = (choice(self.line, self.line.phrases.again, EMERGENCY), *self.back_or_advisor())
        return self.place(self.at(EMERGENCY), self.line.emergency.answer, choices, {})

    def part(self, key: Key, number: int, text: Part, parts: int) -> Listening:
        """One part of an answer; # is the next part, 2 says it again."""
        phrases, advisor = self.line.phrases, self.line.advisor
        names = [self.at(key), *(f"{self.at(key)}-part-{more}" for more in range(2, parts + 1))]
        name, again = names[number - 1], choice(self.line, phrases.repeat, REPEAT)
        keys: dict[Key, str] = {REPEAT: name, ADVISOR: self.advisor(key)}
        if number == parts:
            return self.place(name, text, (again, *self.back_or_advisor()), keys)
        choices = (choice(self.line, phrases.more, NEXT), again, choice(self.line, advisor.short, ADVISOR))
        return self.place(name, text, choices, {**keys, NEXT: names[number]})

    def back_or_advisor(self) -> tuple[str, str]:
        """The choices wherever something has been told."""
        return (
            choice(self.line, self.line.phrases.back, BACK),
            choice(self.line, self.line.advisor.short, ADVISOR, or_wait=True),
        )

    def place(self, name: str, said: tuple[str, ...], choices: tuple[str, ...], keys: dict[Key, str]) -> Listening:
        """Somewhere in this menu where a key is awaited: the fixed keys work, and these."""
        fixed: dict[Key, str] = {EMERGENCY: self.at(EMERGENCY), ADVISOR: self.at(ADVISOR), BACK: self.here}
        known = fixed | keys
        return Listening(self.line, name, said, choices, known, known[ADVISOR])

    def advisor(self, answer: Key | None = None) -> str:
        """Name the way to an advisor, from this menu or from an answer in it."""
        return self.at(answer, ADVISOR) if answer and self.tells_topic else self.at(ADVISOR)

    def connecting(self, answer: Key | None = None) -> Iterator[State]:
        """Ring the advisors, or wait for one; afterwards, or on *, the caller is back here, or at the answer."""
        back = self.at(answer) if answer else self.here
        path = (*self.path, answer) if answer else self.path
        name, texts = self.advisor(answer), queue(self.line)
        direct = f"{name}-direct" if texts else name
        connecting = Connecting(self.line, direct, self.at(EMERGENCY), back, whisper(self.line, path))
        yield from (Queueing(self.line, texts, name, connecting) if texts else connecting).states()
        phrases = self.line.phrases
        keys: dict[Key, str] = {ADVISOR: name, BACK: back}
        for moment, said in ((connecting.unavailable, phrases.unavailable), (connecting.dropped, phrases.dropped)):
            yield from self.place(moment, (said,), self.back_or_advisor(), keys).states()


def _title(line: Line, option: str) -> str:
    return option if option.endswith("?") else line.phrases.title.format(option=option)
