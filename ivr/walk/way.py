"""Tells how to meet what was found: as a command where `ivr call` can do it, and else in words."""

from typing import Final

from ivr.schedule import told
from ivr.walk.breaches import Found
from ivr.walk.graph import CHANGED, FALLBACK, OPENING, RUNG, STAYED, SUMMONED, WAIT, WAITED
from ivr.walk.journey import SPELLED, Journey
from ivr.walk.queued import WAITS

CALL: Final = "python -m ivr call"

ENTRIES: Final = {
    OPENING: "bij het opnemen",
    CHANGED: "als het menu tijdens het gesprek is vervangen",
    FALLBACK: "in het noodantwoord, na een storing",
    RUNG: "wie opneemt nadat het menu is vervangen",
    SUMMONED: "wie voor de wachtrij opneemt nadat het menu is vervangen",
    WAITED: "in de wachtrij, als het menu tijdens het wachten is vervangen",
    STAYED: "wie hier al was voor het zo laat werd",
}


def way(found: Found, call: str = CALL) -> str:
    """How to meet what was found; `call` is the command that calls this line."""
    when = f"op {told(found.when)}: " if found.when else ""
    fails = "als Twilio's API niet werkt: " if found.fails else ""
    return when + fails + _steps(found, call)


def _steps(found: Found, call: str) -> str:
    journey = found.journey
    if journey is None:
        return f"plaats {found.place}; daar komt geen beller" if found.place else "niet op één plaats"
    if journey.is_callable and not found.fails:
        at = f"--at {clock(found)}" if found.when else ""
        return " ".join(filter(None, (call, journey.arguments, at, _picked_up(journey))))
    entry, _, event = journey.entry.partition(" ")
    steps = " ".join(filter(None, (event, journey.arguments, _waits(journey), _picked_up(journey))))
    hasty = " (een toets terwijl al wordt doorverbonden)" if journey.is_hasty else ""
    return f"{ENTRIES[entry]}{': ' if steps else ''}{steps}{hasty}"


def clock(found: Found) -> str:
    """The moment as `ivr call --at` takes it: without its time zone, but in the hour that comes twice."""
    assert found.when  # noqa: S101
    shown = found.when if found.when.fold else found.when.replace(tzinfo=None)
    return shown.isoformat(timespec="minutes")


def _picked_up(journey: Journey) -> str:
    if journey.picks_up is None or journey.entry.startswith((RUNG, SUMMONED)):
        return " ".join(SPELLED.get(key, key) for key in journey.picks_up or ())
    does = ["doet niets" if act == WAIT else f"drukt {SPELLED.get(act, act)}" for act in journey.picks_up]
    return f"(wie opneemt{' ' if does else ''}{' en '.join(does)})"


def _waits(journey: Journey) -> str:
    """What Twilio tells of waiting, by its own names."""
    told = (f"{name}={value}" for wait in journey.waits for name, value in WAITS[wait].parameters.items())
    shown = ", ".join(one for one in told if not one.startswith("QueueSid"))
    return (
        f"(in de wachtrij{' met' if shown else ' zonder gegevens'} {shown})".replace(" )", ")") if journey.waits else ""
    )
