"""What is counted: a day, a kind, and a name that comes from the menu or the program and never from a request."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

BEGUN: Final = "begun"
"""The name of calls that began."""
FALLBACK: Final = "fallback"
"""The name of the document that is given when something failed, as if it were a state."""


class Kind(StrEnum):
    """What a number is of."""

    CALL = "call"
    STATE = "state"
    """Documents given; the name is that of the state."""
    CONNECTING = "connecting"
    """Results of ringing advisors; the name is that of the outcome."""
    QUEUE = "queue"
    """Results of waiting in the queue; the name is that of the outcome."""


class Cell(NamedTuple):
    """One number that is kept. There is no time in it but the day, and nothing of a caller."""

    day: date
    """By the clock of the line."""
    kind: str
    name: str
