"""Measures in one process what answering costs, so that nothing but the code makes the difference.

Every variant is asked the same number of requests in each batch, in an order that is shuffled; the cheapest batch
counts, since whatever else a machine does only ever makes one dearer.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from statistics import median
from typing import Any
from wsgiref.types import WSGIApplication

Environs = Iterable[dict[str, Any]]
Work = Callable[[], float]
"""Does one batch, and gives what one of it cost, in seconds of processor time."""


def cheapest(variants: Mapping[str, Work], batches: int) -> dict[str, float]:
    """Give what one request of each variant costs, in seconds."""
    costs = {name: [work()] for name, work in variants.items()}
    order = list(variants)
    for _ in range(batches):
        random.shuffle(order)
        for name in order:
            costs[name].append(variants[name]())
    return {name: min(cost) for name, cost in costs.items()}


def spread(variants: Mapping[str, Work], batches: int, times: int) -> tuple[dict[str, float], float]:
    """Measure several times over; give the middle cost of each, and by what share the same ratio differed at most."""
    runs = [cheapest(variants, batches) for _ in range(times)]
    first, *others = variants
    apart = 0.0
    for name in others:
        ratios = [run[name] / run[first] for run in runs]
        apart = max(apart, max(ratios) / min(ratios) - 1)
    return {name: median(run[name] for run in runs) for name in variants}, apart


def answers(app: WSGIApplication, environs: Environs, *, size: int, status: str = "200 OK") -> Work:
    """Let an application answer this many other requests in each batch; what it answers is looked at afterwards."""
    source = iter(environs)

    def work() -> float:
        batch = list(islice(source, size))
        said: list[str] = []

        def start(told: str, headers: object, exc_info: object = None) -> Any:
            said.append(told)

        begin = time.process_time_ns()
        for environ in batch:
            pieces = app(environ, start)
            b"".join(pieces)
            if close := getattr(pieces, "close", None):
                close()
        spent = time.process_time_ns() - begin
        assert said == [status] * size, f"answered {set(said)} in place of {status}"
        return spent / size / 1e9

    return work
