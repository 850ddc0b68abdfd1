"""For whoever keeps the line running: is it alive, and does it serve what the operator wrote."""

import hmac
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, request

from ivr.edition import Fault, Publication
from ivr.web.measuring import Now
from ivr.web.serving import serving

operations = Blueprint("operations", __name__)


@operations.get("/healthz")
def alive() -> dict[str, bool]:
    """Say that the process answers."""
    return {"alive": True}


@operations.get("/readyz")
def ready() -> dict[str, str | bool | None]:
    """Say which edition serves, whether that is not the newest menus.yml, since when and why."""
    publication = serving().publication
    fault = publication.fault
    return {
        "edition": publication.edition.id,
        "stale": fault is not None,
        "since": fault.since.isoformat() if fault else None,
        "serves": "menu" if publication.menu else "built-in",
        "reason": _reason(publication, fault) if fault else None,
    }


@operations.get("/metrics")
def counted() -> Response:
    """Give what was counted, to who knows the token; without a token nothing is counted."""
    here = serving()
    token, told = here.settings.metrics_token, request.headers.get("Authorization", "")
    if token is None:
        abort(404)
    if not hmac.compare_digest(told.encode(), f"Bearer {token}".encode()):
        abort(403)
    now = Now(here.publication, here.publisher.published, datetime.now(UTC))
    return Response(here.metrics.text(now), content_type="text/plain; version=0.0.4; charset=utf-8")


def _reason(publication: Publication, fault: Fault) -> str:
    """Name place and rule of every problem; what stands in the file itself is for `ivr check` and the log."""
    places = (
        f"{Path(problem.position.file).name}:{problem.position.line}:{problem.position.column}: {problem.rule}"
        for problem in fault.problems
    )
    unreachable = () if publication.menu else publication.unreachable
    return "\n".join((*places, *unreachable))
