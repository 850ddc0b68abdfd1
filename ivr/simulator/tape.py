"""What one person on the line hears and does, on a virtual clock: listened to, still to come, and noted in between."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from .speech import Heard, Kind, Sound

Passing = Literal["silence", "ringing", "conversation", "music", "recording"]
Doing = Literal["key", "answer", "note"]


@dataclass(frozen=True)
class Entry:
    """One thing on the tape: when it began and how long it took, in seconds, and what it was.

    What is done takes no time. `text` is what was said, the key that was pressed, who answered, or the note's own
    words; `language` is what a machine voice speaks, where the document says so.
    """

    start: float
    seconds: float
    kind: Kind | Passing | Doing
    text: str = ""
    url: str | None = None
    language: str | None = None


class Interrupted(Exception):  # noqa: N818 - it is what happens to a caller, and no error
    """Somebody broke in while time passed: what was being said is cut off."""


def _nothing_happens(_until: float) -> None:
    return None


@dataclass
class Clock:
    """Virtual time in seconds since the call was answered; both ends of a call share it.

    `meanwhile` does what happens elsewhere until a moment, before that moment comes; it tells when somebody breaks in.
    """

    seconds: float = 0.0
    meanwhile: Callable[[float], float | None] = _nothing_happens

    def passes(self, seconds: float) -> bool:
        """Time passes; False when somebody broke in before it was over, or just then."""
        until = self.seconds + seconds
        cut = self.meanwhile(until)
        self.seconds = until if cut is None else cut
        return cut is None


@dataclass
class Tape:
    """`heard` has only what was listened to; `coming` is being said by a Gather, and a key makes it stop.

    `entries` has everything: what was heard, what passed in silence, and what was done. Whatever makes time pass raises
    Interrupted when somebody breaks in.
    """

    clock: Clock
    heard: list[Heard] = field(default_factory=list)
    coming: deque[Sound] = field(default_factory=deque)
    entries: list[Entry] = field(default_factory=list)

    def passes(self, seconds: float, kind: Passing) -> None:
        """Time passes without a prompt."""
        self._goes_by(Entry(self.clock.seconds, seconds, kind))

    def has_passed(self, start: float, kind: Passing) -> None:
        """Since `start`, all that was heard on this end is this; the clock was moved by the other end."""
        self.entries.append(Entry(start, self.clock.seconds - start, kind))

    def play(self, sounds: Iterable[Sound]) -> None:
        """These are listened to from beginning to end."""
        for sound in sounds:
            start = self.clock.seconds
            self._goes_by(Entry(start, sound.seconds, sound.kind, sound.text, sound.url, sound.language))
            if sound.kind != "pause":
                self.heard.append(Heard(sound.text, start, self.clock.seconds, sound.kind, sound.url))

    def listen_on(self) -> bool:
        """Listens to the next of what is coming; False when nothing is."""
        if not self.coming:
            return False
        self.play([self.coming.popleft()])
        return True

    def listen_to_end(self) -> None:
        """Listens to all that is coming."""
        while self.listen_on():
            pass

    def note(self, text: str, kind: Doing = "note", *, at: float | None = None) -> None:
        """Writes down something that was not heard: now, or when it happened."""
        self.entries.append(Entry(self.clock.seconds if at is None else at, 0.0, kind, text))

    def transcript(self) -> str:
        """One line for everything heard or done: when, how many seconds it took, and what."""
        return "\n".join(line for entry in self.in_order() if (line := _line(entry)))

    def in_order(self) -> list[Entry]:
        """Everything in order of time: what happened elsewhere may have been written down after what was heard."""
        return sorted(self.entries, key=lambda entry: entry.start)

    def _goes_by(self, entry: Entry) -> None:
        whole = self.clock.passes(entry.seconds)
        self.entries.append(entry if whole else replace(entry, seconds=self.clock.seconds - entry.start))
        if not whole:
            raise Interrupted


def _line(entry: Entry) -> str | None:
    """The entry for people; what only passes has no line."""
    match entry.kind:
        case "say" | "play":
            length, text = f"{entry.seconds:4.1f} s", entry.text
        case "key":
            length, text = "", f"(presses {entry.text})"
        case "answer":
            length, text = "", f"(talks with {entry.text})"
        case "note":
            length, text = "", f"({entry.text})"
        case _:
            return None
    return f"{entry.start // 60:3.0f}:{entry.start % 60:04.1f}  {length:6}  {text}"
