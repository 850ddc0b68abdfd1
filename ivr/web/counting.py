"""Counts what the line does for callers: on which day and in which state, and nothing of the request.

For who keeps the line running, what becomes of calls is counted among the metrics too, and states are not.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from ivr.counts import Cell, Kind
from ivr.web.errors import noted
from ivr.web.metrics import Total
from ivr.web.serving import Serving

_OUTCOMES: Final[Mapping[Kind, Total]] = {Kind.CONNECTING: "dials", Kind.QUEUE: "queue"}


def count(here: Serving, kind: Kind, name: str, now: datetime | None = None) -> None:
    """Count one, by the day of the line's own clock; whatever goes wrong with that, the caller is answered."""
    if kind is Kind.CALL:
        here.metrics.count("calls")
    elif kind is not Kind.STATE:
        here.metrics.count(_OUTCOMES[kind], name)
    if here.tally is None:
        return
    try:
        here.tally.add(Cell(here.day(now or here.clock()), kind.value, name))
    except Exception as error:  # noqa: BLE001 - a count is no reason to leave a caller without an answer
        noted(error)
