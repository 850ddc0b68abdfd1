"""What came of each moment, and of every figure the worst: callers do not choose when they call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ivr.walk.clock import Moment
from ivr.walk.figures import DEPTHS, RINGING, Figure
from ivr.walk.patience import RINGING_FOR_FIRST


@dataclass(frozen=True)
class Situation:
    """What came of one moment: the figures of what was walked, of the Script, and of calls, and what was rescued."""

    moment: Moment
    figures: Mapping[str, Figure]
    scripted: Mapping[str, Figure]
    called: Mapping[str, float | None]
    rescued: Mapping[str, bool]


@dataclass(frozen=True)
class Worst:
    """A figure at its worst, and when that is first so; None where it is the same at every moment."""

    situation: Situation
    figure: Figure
    when: datetime | None


def worst(situations: Sequence[Situation], name: str) -> Worst:
    """One figure, where it is highest, or where there is none though there must be."""
    known = [one for one in situations if _counts(one, name)] or list(situations)
    values = [one.figures[name].value for one in known]
    highest = max(range(len(known)), key=lambda at: (values[at] is None, values[at] or 0))
    same = all(value == values[0] for value in values)
    chosen = known[highest]
    return Worst(chosen, chosen.figures[name], None if same else chosen.moment.at)


def _counts(situation: Situation, name: str) -> bool:
    """While nobody can be reached, no telephone rings; while something is told instead, there are no answers.

    While Twilio's API fails, callers wait in no queue.
    """
    if name in (*RINGING, *RINGING_FOR_FIRST):
        return situation.moment.attended and situation.moment.works
    return name not in DEPTHS or situation.figures[name].value is not None
