"""A figure with its goal, as data; how it is shown is for the report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing that was measured."""

    group: str
    name: str
    value: float
    unit: str = "×"
    most: float | None = None
    """The goal: no more than this."""
    least: float | None = None
    """The goal: no less than this."""
    noise: float | None = None
    """By what share (0 to 1) it came out differently when it was measured again."""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.most is not None:
            return self.value <= self.most
        return None if self.least is None else self.value >= self.least


@dataclass(frozen=True)
class Skipped:
    """What could not be measured on this machine, and why."""

    group: str
    name: str
    reason: str


@dataclass(frozen=True)
class Effort:
    """How much is measured: batches in one process, pairs over HTTP, requests in each half of a pair, and starts."""

    batches: int = 60
    pairs: int = 25
    requests: int = 800
    starts: int = 9


QUICK = Effort(10, 3, 400, 3)
