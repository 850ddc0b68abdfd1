"""Where people come in who have heard nothing of this menu: at the start, after a failure, or from another menu."""

from collections.abc import Iterator
from typing import Final

from ivr.conversation.summoning import ASKING, FETCHING
from ivr.marks import DIALLED as DIALLED_MARK
from ivr.marks import QUEUED as QUEUED_MARK
from ivr.marks import WAITS as WAITS_MARK
from ivr.script import WAITING as WAITING_STATE
from ivr.simulator import Code
from ivr.walk.graph import CHANGED, FALLBACK, OPENING, RUNG, SUMMONED, WAITED
from ivr.walk.queued import FIRST
from ivr.walk.reading import DIALLED, PRESSED, QUEUED, WAITING, Asked
from ivr.walk.scripted import GONE
from ivr.walk.sides import Side

NO_EDITION: Final = "0" * 10
"""The id of an edition that there never was."""

SOMEBODY: Final = "+31101234599"
"""Who picks up when a menu that is gone has rung them."""


def entrances(url: str) -> Iterator[Asked]:
    """What is asked of the line at this address; the event is the entry's name."""
    failure = {"ErrorCode": str(int(Code.RETRIEVAL)), "ErrorUrl": f"{url}/voice"}
    yield Asked(OPENING, f"{url}/voice", {}, status="ringing")
    yield from _of_old(f"{url}/voice/{NO_EDITION}")
    yield Asked(FALLBACK, f"{url}/voice/fallback", failure)


def _of_old(edition: str) -> Iterator[Asked]:
    for name, told in {"": {}, **PRESSED}.items():
        yield Asked(f"{CHANGED} {name}".rstrip(), f"{edition}/start", told)
        yield Asked(f"{RUNG} {name}".rstrip(), f"{edition}/{GONE}", told, SOMEBODY, side=Side.WHISPER)
    for name, told in DIALLED.items():
        yield Asked(f"{CHANGED} {name}", f"{edition}/start?{DIALLED_MARK}=1", told)


def queue_entrances(url: str) -> Iterator[Asked]:
    """The same for a queue of a menu that is gone: who waits in it, who leaves it, and who is rung for it."""
    edition = f"{url}/voice/{NO_EDITION}"
    yield Asked(WAITED, f"{edition}/{WAITING_STATE}?{WAITS_MARK}=1", WAITING[FIRST], side=Side.QUEUE)
    yield Asked(SUMMONED, f"{edition}/{ASKING}", {}, SOMEBODY, side=Side.SUMMONED)
    for name, told in PRESSED.items():
        yield Asked(f"{WAITED} {name}", f"{edition}/{WAITING_STATE}", told, side=Side.QUEUE)
        yield Asked(f"{SUMMONED} {name}", f"{edition}/{ASKING}", told, SOMEBODY, side=Side.SUMMONED)
    for name, told in DIALLED.items():
        address = f"{edition}/{FETCHING}?{DIALLED_MARK}=1"
        yield Asked(f"{SUMMONED} {name}", address, told, SOMEBODY, side=Side.SUMMONED)
    for name, told in QUEUED.items():
        yield Asked(f"{CHANGED} queue {name}", f"{edition}/start?{QUEUED_MARK}=1", told)
