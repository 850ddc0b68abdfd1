"""Who does the walking: this process for a small menu, and a process for each core for a large one.

Every walker has the application behind a loopback socket of its own, or asks a server that runs already.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from multiprocessing import get_all_start_methods, get_context
from typing import Final, Protocol, TypeVar
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from ivr.walk.clock import Clock
from ivr.walk.explorer import Explorer, Number
from ivr.walk.server import Loopback
from ivr.walk.wire import Network, Wire

LARGE: Final = 2_000
"""So many states are worth the processes."""

AT_ONCE: Final = 40
"""Tasks that a process gets at a time."""

T = TypeVar("T")
R = TypeVar("R")
Task = Callable[[Explorer, T], R]
Reach = Callable[[], AbstractContextManager[Network]]
"""How a walker reaches the line."""


def behind_loopback(app: WSGIApplication, url: str) -> Reach:
    """Reach an application of our own, that believes to have this public address."""

    @contextmanager
    def reach() -> Iterator[Network]:
        with Loopback(app, urlsplit(url).scheme) as server, closing(Wire(server.address)) as wire:
            yield wire

    return reach


class Crew(Protocol):
    """Does a task many times over; the order of the results is not that of the tasks."""

    def does(self, task: Task[T, R], these: Sequence[T]) -> Iterator[R]:
        """The result of the task for each of these; `task` is a function of a module."""


class Alone:
    """One walker, in this process."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer

    def does(self, task: Task[T, R], these: Sequence[T]) -> Iterator[R]:
        """The result of the task for each of these."""
        return (task(self._explorer, one) for one in these)


class Together:
    """A walker in each process of a pool."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def does(self, task: Task[T, R], these: Sequence[T]) -> Iterator[R]:
        """The result of the task for each of these, some at a time."""
        size = max(1, min(AT_ONCE, len(these) // (2 * _cores())))
        pieces = [these[start : start + size] for start in range(0, len(these), size)]
        for results in self._pool.map(_do, [task] * len(pieces), pieces):
            yield from results


@contextmanager
def walkers(reach: Reach, number: Number, clock: Clock, *, large: bool) -> Iterator[Crew]:
    """Begin to walk: in processes when there is much to do and they can share what is made beforehand.

    `clock` is what the application that they reach looks at; each process has its own.
    """
    if not large or "fork" not in get_all_start_methods():
        with reach() as network:
            yield Alone(Explorer(network, number, clock))
        return
    gc.freeze()
    try:
        with ProcessPoolExecutor(_cores(), get_context("fork"), _begin, (reach, number, clock)) as pool:
            with _deaf_to_ctrl_c():
                pool.submit(_cores)
            try:
                yield Together(pool)
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Ctrl-C is for who started the walk; a process that is forked meanwhile never gets it, and prints no traceback."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_walkers: list[Explorer] = []
_reached = ExitStack()
"""In a process of a pool: its walker, and the line that it reaches for as long as it lives."""


def _begin(reach: Reach, number: Number, clock: Clock) -> None:
    gc.set_threshold(50_000, 50, 100)  # requests leave few circles, and looking for them takes a twentieth of the time
    _walkers.append(Explorer(_reached.enter_context(reach()), number, clock))


def _do(task: Task[T, R], these: Iterable[T]) -> list[R]:
    return [task(_walkers[0], one) for one in these]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
