"""What comes of telephones that the server rings for a queue: who picks up, and the place where a caller waits."""

from collections.abc import Mapping
from dataclasses import replace

from ivr.walk.exchange import Rung
from ivr.walk.graph import ANSWER, Place, Telephones
from ivr.walk.reading import Asked
from ivr.walk.sides import Side


def summoned(rung: Rung | None) -> list[Asked]:
    """Each of them can pick up."""
    if rung is None:
        return []
    return [Asked(f"{ANSWER} {one}", rung.url, {}, who=one, side=Side.SUMMONED) for one in rung.numbers]


def ringing(place: Place, rung: Rung | None, to: Mapping[str, str]) -> Place:
    """The place while they ring; `to` says where each leads who picks up."""
    if rung is None:
        return place
    telephones = Telephones(rung.numbers, rung.shows, rung.seconds, in_turn=False)
    return replace(place, summons=telephones, asks={one: to[f"{ANSWER} {one}"] for one in rung.numbers})
