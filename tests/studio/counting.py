"""Counts in the store of a studio's line: of days that are over, and of today."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from ivr.counts import Cell
from ivr.counts.store import store_at
from ivr.settings import Settings

MONDAY: Final = date(2026, 5, 4)
AWAY: Final = "postgresql://teller:geheim@127.0.0.1:9/postgres"
"""A database that is down."""


def today() -> date:
    """Which day it is on the shipped line's clock."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def count(settings: Settings, day: date, **more: int) -> None:
    """Count calls, choices and conversations of one day, and of the named states."""
    numbers = {("call", "begun"): 1234, ("state", "2"): 48, ("state", "3"): 9, ("connecting", "conversation"): 37}
    numbers |= {("state", state.removeprefix("state_")): number for state, number in more.items()}
    cells = {Cell(day, kind, name): number for (kind, name), number in numbers.items()}
    store_at(settings.database_url, settings.state).add(cells)


def count_lately(settings: Settings) -> None:
    """Count the same yesterday and the day before, and today."""
    for ago in range(3):
        count(settings, today() - timedelta(ago))
