"""What follows in a call of a speaker: each function gives what is said next and which keys lead where.

Everything there is to know stands in addresses that only Twilio asks for, so that any worker can go on with a call.
"""

from collections.abc import Iterator
from typing import Final

from ivr.dictation.documents import Asks, Goes, HangsUp, Part, Plays, Records, Says, Waits
from ivr.dictation.texts import Texts
from ivr.dictation.words import words
from ivr.prompts.speaker import Entry

BASE: Final = "/recording"

MOST_TRIES: Final = 3
"""Wrong PINs in one call, and silences in a row, before the call ends."""

MOST_FETCHES: Final = 8
"""Times that Twilio is asked for a recording that is not there yet; a second or more goes by in between."""

NO_DRAFT: Final = "-"
"""In addresses: the take was refused, and there is nothing to be kept."""


def ends(*said: str) -> tuple[Part, ...]:
    """Say this and hang up."""
    return (*map(Says, said), HangsUp())


def asks_pin(tries: int, *said: str) -> tuple[Part, ...]:
    """Ask for the PIN; `tries` is how often that was done before."""
    if tries >= MOST_TRIES:
        return ends(*said, words().no_more)
    action = f"{BASE}/pin/{tries + 1}"
    return (Asks(action, (*map(Says, said), Says(words().pin)), 10, is_pin=True), Goes(action))


def begins(texts: Texts) -> tuple[Part, ...]:
    """Say how much there is to do, and go to the first text without a recording."""
    if not texts.missing:
        return ends(words().complete)
    return (Says(_counted(words().progress, texts)), Says(words().how), Goes(f"{BASE}/next/0"))


def goes_on(texts: Texts, number: int, *said: str) -> tuple[Part, ...]:
    """Go to the next text that has no recording; the last one was this number."""
    entry = texts.after(number)
    if entry:
        return (*map(Says, said), Goes(f"{BASE}/text/{texts.id(entry)}/0"))
    return ends(*said, _counted(words().through, texts) if texts.missing else words().complete)


def reads(texts: Texts, entry: Entry, silent: int) -> Iterator[Part]:
    """Read a text out, unless a key is pressed; then record."""
    here = f"{BASE}/reading/{texts.id(entry)}"
    number = words().text.format(number=entry.number, total=len(texts.entries))
    yield Asks(here, (Says(number), texts.read_out(entry), Says(words().reading_keys)), 2)
    yield from records(texts, entry, silent)


def records(texts: Texts, entry: Entry, silent: int) -> Iterator[Part]:
    """Record; whoever says nothing is asked again, and not for ever."""
    text = texts.id(entry)
    yield Says(words().speak)
    yield Records(f"{BASE}/taken/{text}")
    yield Says(words().unheard)
    yield from (ends(words().goodbye) if silent + 1 >= MOST_TRIES else (Goes(f"{BASE}/text/{text}/{silent + 1}"),))


def waits(text: str, sid: str, tries: int) -> tuple[Part, ...]:
    """Ask Twilio for the recording once more, a second later."""
    said = (Says(words().one_moment),) if tries == 1 else ()
    return (*said, Waits(), Goes(f"{BASE}/fetch/{text}/{sid}/{tries}"))


def judges(text: str, draft: str, silent: int) -> Iterator[Part]:
    """Play the take, and ask what to do with it."""
    heard = (Says(words().kept_for_now), Plays(f"{BASE}/draft/{draft}.wav"), Says(words().judge))
    yield from _chooses(text, draft, silent, heard)


def refuses(text: str, silent: int, *said: str) -> Iterator[Part]:
    """Say why a take is not used, and ask what to do."""
    yield from _chooses(text, NO_DRAFT, silent, (*map(Says, said), Says(words().again)))


def _chooses(text: str, draft: str, silent: int, prompts: tuple[Says | Plays, ...]) -> Iterator[Part]:
    yield Asks(f"{BASE}/judged/{text}/{draft}", prompts, 10)
    again = Goes(f"{BASE}/judge/{text}/{draft}/{silent + 1}")
    yield from (ends(words().goodbye) if silent + 1 >= MOST_TRIES else (again,))


def _counted(said: str, texts: Texts) -> str:
    return said.format(missing=len(texts.missing), total=len(texts.entries))
