"""Where people come in who have heard nothing of this menu: at the start, after a failure, or from another menu."""

from collections.abc import Iterator
from typing import Final

from ivr.simulator import Code
from ivr.twiml import DIALLED as DIALLED_MARK
from ivr.walk.graph import CHANGED, FALLBACK, OPENING, RUNG
from ivr.walk.reading import DIALLED, PRESSED, Asked
from ivr.walk.scripted import GONE

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
        yield Asked(f"{RUNG} {name}".rstrip(), f"{edition}/{GONE}", told, SOMEBODY)
    for name, told in DIALLED.items():
        yield Asked(f"{CHANGED} {name}", f"{edition}/start?{DIALLED_MARK}=1", told)
