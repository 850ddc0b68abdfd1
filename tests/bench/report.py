"""Writes docs/benchmarks.md: what was measured, what the goal is, whether it is met, and how sure that is."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.bench.figures import Figure, Skipped

_OPENING = """# How fast it is

`make bench` measures all of this anew, in some minutes, and writes this page. It was last measured on {day},
on {machine}.

Ratios count, and no other figure: each is between two things that were measured right after each other on this machine.
"One process" asks the applications themselves, in shuffled batches of requests that are signed beforehand, each of
another call; the cheapest batch counts, in processor time. "HTTP" asks gunicorn, started by the Procfile's command with
one worker on a processor of its own, in adjacent pairs, for requests a second: there more is better. Noise is how much
a figure differed when it was measured again: in one process at most, of start and HTTP the middle half. Another bare
route is the same as the first; where it is far from 1, the machine was too busy for figures over HTTP. Of memory and
start, bare Flask goes without the line's settings for gunicorn, since those import the line.

![Webhooks a second beside bare Flask](benchmarks.svg)

"""


def report(found: Sequence[Figure | Skipped], day: date, machine: str) -> str:
    """Write the page."""
    return _OPENING.format(day=day.isoformat(), machine=machine) + "\n".join(_table(found)) + "\n"


def machine() -> str:
    """Tell what was measured on."""
    told = Path("/proc/cpuinfo").read_text().partition("model name")[2].partition("\n")[0].strip(" \t:")
    return f"{os.cpu_count()} processors ({told or platform.machine()}), Python {platform.python_version()}"


def row(one: Figure | Skipped) -> Sequence[str]:
    """Give the cells of one figure: group, name, figure, goal, whether it is met, and noise."""
    if isinstance(one, Skipped):
        return (one.group, one.name, "–", "", "", f"skipped: {one.reason}")
    noise = "" if one.noise is None else f"± {one.noise / 2:.0%}"
    return (one.group, one.name, _shown(one.value, one.unit), _goal(one), _MET[one.is_met], noise)


_MET = {True: "yes", False: "**no**", None: ""}


def _table(found: Iterable[Figure | Skipped]) -> Iterator[str]:
    yield "| | what | figure | goal | met | noise |"
    yield "|---|---|---:|---|---|---|"
    before = ""
    for one in found:
        group, *cells = row(one)
        yield "| " + " | ".join(("" if group == before else group, *cells)) + " |"
        before = group


def _goal(figure: Figure) -> str:
    if figure.most is not None:
        return f"at most {_shown(figure.most, figure.unit)}"
    return "" if figure.least is None else f"at least {_shown(figure.least, figure.unit)}"


def _shown(value: float, unit: str) -> str:
    return f"{value:.2f}{unit}" if unit == "×" else f"{value:.3g} {unit}"
