"""Measures each request of an application, and tells what is so of its edition now."""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from flask import Flask, Response, g, request

from ivr.edition import Publication
from ivr.web.metrics import ROUTES
from ivr.web.serving import serving

if TYPE_CHECKING:
    from prometheus_client import Metric

_ROUTES: Final = dict(
    zip(("voice.begin", "voice.proceed", "voice.fall_back", "voice.take_note", "recordings.play"), ROUTES, strict=False)
)


def measure(app: Flask) -> None:
    """Measure every request of this application; call it before anything else that is done before a request."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    route = _ROUTES.get(request.endpoint or "", "other")
    serving().metrics.answered(route, response.status_code, time.perf_counter() - g.began)
    return response


class Now:
    """What is so of an edition at a moment, as a collector of Prometheus."""

    def __init__(self, publication: Publication, published: datetime | None, moment: datetime) -> None:
        self._publication = publication
        self._published = published
        self._moment = moment

    def collect(self) -> "Iterable[Metric]":
        """Give the series."""
        from prometheus_client.metrics_core import GaugeMetricFamily as Gauge

        publication, fault = self._publication, self._publication.fault
        edition = Gauge("ivr_edition", "The edition that callers get who call now", labels=["edition"])
        edition.add_metric([publication.edition.id], 1)
        yield edition
        if self._published:
            yield Gauge("ivr_edition_age_seconds", "Since it was published", self._since(self._published))
        yield Gauge("ivr_edition_stale", "Whether it is not the newest menus.yml", int(fault is not None))
        yield Gauge(
            "ivr_edition_stale_seconds", "Since menus.yml cannot be used", self._since(fault.since) if fault else 0
        )
        yield Gauge("ivr_built_in", "Whether the built-in line serves", int(not publication.menu))

    def _since(self, then: datetime) -> float:
        return (self._moment - then).total_seconds()
