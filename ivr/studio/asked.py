"""What the page asks for when it goes on with a call: the whole call so far, to be done again.

Nothing of a call is kept between two requests, so any worker can go on with it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args

from ivr.keys import KEYS
from ivr.rehearsal import Act
from ivr.rehearsal.acts import Name
from ivr.studio.answers import Refusal
from ivr.studio.menus import WHICH, Which

MOST: Final = 200
"""Acts in one call."""

MOST_TEXTS: Final = 200
"""Texts that a caller can listen to before doing the next thing; a document has far fewer."""

ADVISORS: Final = ("answered", "busy", "no-answer", "dropped", "not-accepted")
"""What advisors can do, of all that can become of ringing."""

_DETAILS: Final = {"presses": tuple(map(str, KEYS)), "advisors_do": ADVISORS}


@dataclass(frozen=True)
class Done:
    """Something that was done in a call, after listening to so many texts."""

    act: Act
    heard: int


@dataclass(frozen=True)
class Asked:
    """A call as it went so far. Before it has begun it has no edition, and perhaps no moment."""

    which: Which
    edition: str | None
    at: datetime | None
    """When it is, by the clock of the line; a moment without a time zone is in that of the line."""
    acts: tuple[Done, ...]

    @classmethod
    def read(cls, body: Any) -> "Asked":
        """Read what came as JSON; raises Refusal."""
        match body:
            case {"which": which, "edition": str() | None as edition, "at": str() | None as at, "acts": [*acts]}:
                if which in WHICH and len(acts) <= MOST:
                    return cls(which, edition, _moment(at), tuple(map(_done, acts)))
        raise Refusal(f"Dit gesprek kan niet verder; het mag hooguit {MOST} stappen hebben. Bel opnieuw.")


def _done(body: Any) -> Done:
    match body:
        case {"name": str() as name, "detail": str() as detail, "heard": int() as heard}:
            if name in get_args(Name) and detail in _DETAILS.get(name, ("",)) and 0 <= heard <= MOST_TEXTS:
                return Done(Act(name, detail), heard)  # type: ignore[arg-type]
    raise Refusal("Deze stap is er niet. Bel opnieuw.")


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal("Dit is geen datum met een tijd. Kies er een, of maak het veld leeg.") from None
