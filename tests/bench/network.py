"""Over HTTP, by the Procfile's command: how many webhooks a second, beside a bare Flask route under the same gunicorn.

Each has one worker, on a processor that the client leaves alone. Two servers are asked right after each other, many
times and shortly, in random order, so that what a machine does meanwhile concerns both. A bare route beside another
just like it tells how much of a difference is none.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench.figures import Effort, Figure, Skipped
from tests.bench.load import Load, load
from tests.bench.servers import ASKING, SERVING, MissingError, Server, express, fastapi, gunicorn, on
from tests.bench.webhooks import pressed
from tests.server import APP

BARE = "tests.bench.bare:app"
RAW = "tests.bench.bare:raw"
CALM = 1
"""Connections, one for each worker, where what counts is how long one caller waits."""


def network(folder: Path, effort: Effort) -> Iterator[Figure | Skipped]:
    """The line, and its peers, each in pairs with the bare route."""
    with ExitStack() as stack:

        def start(name: str, app: str = APP) -> Server:
            (folder / name).mkdir()
            with on(SERVING):
                return stack.enter_context(gunicorn(folder / name, app, workers=1))

        bare, line = start("bare", BARE), start("line")
        target = f"/voice/{line.edition}/start"

        def beside(name: str, other: Server, count: int = effort.requests, least: float | None = None) -> Figure:
            pairs = [_pair(bare, other, target, count) for _ in range(effort.pairs)]
            rates = [ours.rate / theirs.rate for theirs, ours in pairs]
            return Figure("HTTP", name, median(rates), least=least, noise=apart(rates))

        yield beside("another bare route", start("twin", BARE))
        yield beside("the line: signed webhooks a second", line, least=0.8)
        yield _slowest(line, start("raw", RAW), target, effort)
        yield beside("the usual way", start("classic", "tests.bench.classic:once"))
        yield beside(
            "reading the YAML for each request", start("yaml", "tests.bench.classic:every_time"), effort.requests // 24
        )
        for name, serve in (("FastAPI, uvicorn", fastapi), ("Express, twilio-node", express)):
            try:
                with on(SERVING):
                    server = stack.enter_context(serve(folder))
                yield beside(name, server)
            except MissingError as missing:
                yield Skipped("HTTP", name, str(missing))


def _slowest(line: Server, raw: Server, target: str, effort: Effort) -> Figure:
    """How long the slowest one in a hundred takes, beside a constant without any framework."""
    pairs = [_pair(raw, line, target, effort.requests, CALM) for _ in range(effort.pairs)]
    ratios = [ours.share(0.99) / theirs.share(0.99) for theirs, ours in pairs]
    return Figure("HTTP", "p99, to a raw WSGI constant", median(ratios), most=2.0, noise=apart(ratios))


def _pair(first: Server, second: Server, target: str, count: int, connections: int = 8) -> tuple[Load, Load]:
    """Ask both, in random order."""
    asked: list[Callable[[], Load]] = [
        lambda server=server: load(server.port, _requests(target, count), connections)  # type: ignore[misc]
        for server in (first, second)
    ]
    order = random.sample(range(2), 2)
    with on(ASKING):
        told = {at: asked[at]() for at in order}
    return told[0], told[1]


def _requests(target: str, count: int) -> list[bytes]:
    return [asked.raw() for asked in islice(pressed(target), count)]


def apart(ratios: list[float]) -> float:
    """By what share the middle half of them differ."""
    ordered = sorted(ratios)
    return ordered[-1 - len(ordered) // 4] / ordered[len(ordered) // 4] - 1
