"""The advisor's side: who picks up hears a short prompt and must press 1, so that no voicemail answers a caller."""

from collections.abc import Iterator

from ivr.conversation.listening import PATIENCE, choice
from ivr.keys import ACCEPT, Key
from ivr.menu import Line, Menu
from ivr.script import ACCEPTED, DECLINED, WHISPER, State
from ivr.steps import Ask, End


def whisper(line: Line, path: tuple[Key, ...]) -> str:
    """Name the state that asks an advisor, for a caller who was at this place in the menu."""
    told = line.advisor.tell_topic == "yes" and path
    return "-".join((WHISPER, *path)) if told else WHISPER


def aside(line: Line) -> Iterator[State]:
    """Every state on an advisor's side."""
    yield _asking(line, WHISPER, None)
    if line.advisor.tell_topic == "yes":
        yield from _topics(line, (), line.menu)
    yield State(ACCEPTED, ())
    yield State(DECLINED, (End(),))


def _topics(line: Line, path: tuple[Key, ...], menu: Menu) -> Iterator[State]:
    for key, option in menu.items():
        yield _asking(line, whisper(line, (*path, key)), option.option)
        yield from _topics(line, (*path, key), option.menu or {})


def _asking(line: Line, name: str, topic: str | None) -> State:
    """Silence and any other key hang up here; for the caller that counts as no answer."""
    phrases = line.phrases
    said = (phrases.whisper, *([_topic(line, topic)] if topic else []), choice(line, phrases.accept, ACCEPT))
    return State(name, (Ask(said, {ACCEPT: ACCEPTED}, other=DECLINED, seconds=PATIENCE), End()))


def _topic(line: Line, option: str) -> str:
    said = line.phrases.topic.format(option=option)
    return said.removesuffix(".") if option.endswith("?") else said
