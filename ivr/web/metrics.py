"""What is counted of a line for those who keep it running: totals of everybody together, in the form of Prometheus.

There is no series per state, option or caller: read every few seconds they would tell when somebody pressed what. What
cannot be counted is not: no call ever fails for it.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, field

from ivr.steps import Outcome

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram
    from prometheus_client.registry import Collector

log = logging.getLogger(__name__)

Total = Literal["calls", "dials", "queue", "signature_failures", "queue_api_failures", "publication_errors"]

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names where workers count together; gunicorn.conf.py makes it. Without it each counts alone."""

ROUTES: Final = ("begin", "state", "fallback", "status", "prompts", "other")

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)
"""Seconds; Twilio gives up after fifteen."""

_ROOM: Final = 64 * 1024
"""Bytes for what a worker counts of each kind; all series together take a quarter of it."""

_CLASSES: Final = ("2xx", "3xx", "4xx", "5xx")
_KINDS: Final = ("counter", "histogram")


class Series(Struct, frozen=True):
    """The series that one process adds to."""

    registry: "CollectorRegistry"
    seconds: "Histogram"
    answers: "Counter"
    totals: Mapping[Total, "Counter"]


class Metrics(Struct):
    """Counts, when there is anybody to read it; otherwise all of this does nothing, and takes no time."""

    wanted: bool
    _process: int | None = None
    _series: Series | None = None
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def count(self, total: Total, *labels: str) -> None:
        """Count one."""
        self._add(lambda series: _child(series.totals[total], labels).inc())

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count an answer, and how long it took."""

        def add(series: Series) -> None:
            series.seconds.labels(route).observe(seconds)
            series.answers.labels(route, f"{status // 100}xx").inc()

        self._add(add)

    def text(self, *now: "Collector") -> bytes:
        """Write down what all workers have counted, and what is so now."""
        from prometheus_client import CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        own = self._own()
        registry = CollectorRegistry()
        if FOLDER in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        elif own:
            registry.register(own.registry)
        for collector in now:
            registry.register(collector)
        return bytes(generate_latest(registry))

    def _add(self, add: Callable[[Series], None]) -> None:
        if not self.wanted:
            return
        try:
            if series := self._own():
                add(series)
        except Exception as error:  # noqa: BLE001 - a caller is not to be hung up on for a number
            self._series = None
            log.warning(
                "This worker counts no more (%s); /metrics lacks it until it is restarted.", type(error).__name__
            )

    def _own(self) -> Series | None:
        """Give the series of this process, made when it first counts: workers are forked from one that has its own."""
        if self._process != os.getpid():
            with self._busy:
                if self._process != os.getpid():
                    self._series = _begun()
                    self._process = os.getpid()
        return self._series


def _child(counter: "Counter", labels: tuple[str, ...]) -> "Counter":
    return counter.labels(*labels) if labels else counter


def _begun() -> Series | None:
    try:
        _reserve()
    except OSError as error:
        log.warning(
            "%s cannot be written (%s). Callers notice nothing; /metrics lacks a worker.", FOLDER, error.strerror
        )
        return None
    return _made()


def _reserve() -> None:
    """Take the room on the disk beforehand: a write to a mapped file that finds no room kills the process (SIGBUS)."""
    if folder := os.environ.get(FOLDER):
        for kind in _KINDS:
            with Path(folder, f"{kind}_{os.getpid()}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, _ROOM)


def _made() -> Series:
    """Make every series there can be, so that all begin at nought and none comes later."""
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()

    def counter(name: str, what: str, *labels: str) -> Counter:
        return Counter(f"ivr_{name}", what, labels, registry=registry)

    seconds = Histogram("ivr_request_seconds", "Time to answer", ["route"], buckets=_BUCKETS, registry=registry)
    answers = counter("answers", "Answers by route and class of status", "route", "status")
    totals: dict[Total, Counter] = {
        "calls": counter("calls", "Calls that began"),
        "dials": counter("dials", "What became of ringing advisors", "outcome"),
        "queue": counter("queue", "What became of waiting in the queue", "outcome"),
        "signature_failures": counter("signature_failures", "Requests to Twilio's routes that were refused"),
        "queue_api_failures": counter("queue_api_failures", "Times that Twilio's API could ring nobody"),
        "publication_errors": counter("publication_errors", "Times that a worker could not publish a changed menu"),
    }
    for route in ROUTES:
        seconds.labels(route)
        for status in _CLASSES:
            answers.labels(route, status)
    for outcome in Outcome:
        totals["dials"].labels(outcome.value)
        totals["queue"].labels(outcome.value)
    return Series(registry, seconds, answers, totals)
