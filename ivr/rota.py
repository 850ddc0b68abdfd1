"""Who is rung for callers who wait in a queue, and when: the teams in their order, a round every half minute."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ivr.hours import Hours

ROUND: Final = 30
"""Seconds; so often a caller hears that we have not forgotten them (callers.md, W), and telephones ring again."""

RINGS: Final = 25
"""Seconds that telephones ring in a round at most: they must be free again at the next."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Telephones that ring in one round, for so many seconds, when it is within these hours; None day and night."""

    numbers: tuple[str, ...]
    seconds: int
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class Rota:
    """The turns in their order, the number that advisors see, and the state in which they are asked."""

    turns: tuple[Turn, ...]
    caller_id: str
    whisper: str

    def now(self, waited: int, moment: datetime) -> Turn | None:
        """Give who is rung for a caller who has waited for so many seconds; None when everybody has been."""
        reachable = [turn for turn in self.turns if turn.hours is None or turn.hours.holds(moment)]
        number = waited // ROUND
        return reachable[number] if number < len(reachable) else None
