"""What one person on the line hears, on a virtual clock: listened to, still to come, and noted in between."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from .speech import Heard, Sound


@dataclass
class Clock:
    """Virtual time in seconds since the call was answered; both ends of a call share it."""

    seconds: float = 0.0


@dataclass
class Tape:
    """`heard` has only what was listened to; `coming` is being said by a Gather, and a key makes it stop."""

    clock: Clock
    heard: list[Heard] = field(default_factory=list)
    coming: deque[Sound] = field(default_factory=deque)
    lines: list[tuple[float, str, str]] = field(default_factory=list)
    """The transcript: when, how long if it was heard, and what."""

    def passes(self, seconds: float) -> None:
        """Time passes without a word."""
        self.clock.seconds += seconds

    def play(self, sounds: Iterable[Sound]) -> None:
        """These are listened to from beginning to end."""
        for sound in sounds:
            start = self.clock.seconds
            self.passes(sound.seconds)
            if sound.kind != "pause":
                self.heard.append(Heard(sound.text, start, self.clock.seconds, sound.kind, sound.url))
                self.lines.append((start, f"{sound.seconds:4.1f} s", sound.text))

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

    def note(self, text: str) -> None:
        """Writes down something that was not heard."""
        self.lines.append((self.clock.seconds, "", f"({text})"))

    def transcript(self) -> str:
        """One line for everything heard or noted: when, how many seconds it took, and what."""
        return "\n".join(
            f"{start // 60:3.0f}:{start % 60:04.1f}  {length:6}  {text}" for start, length, text in self.lines
        )
