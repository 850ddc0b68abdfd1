"""For whoever keeps the line running: is it alive, and does it serve what the operator wrote."""

from pathlib import Path

from flask import Blueprint

from ivr.edition import Publication
from ivr.web.serving import serving

operations = Blueprint("operations", __name__)


@operations.get("/healthz")
def alive() -> dict[str, bool]:
    """Say that the process answers."""
    return {"alive": True}


@operations.get("/readyz")
def ready() -> dict[str, str | bool | None]:
    """Say which edition serves, whether that is not the newest menus.yml, and why."""
    publication = serving().publication
    return {
        "edition": publication.edition.id,
        "stale": publication.fault is not None,
        "reason": _reason(publication) if publication.fault else None,
    }


def _reason(publication: Publication) -> str:
    """Name place and rule of every problem; what stands in the file itself is for `ivr check` and the log."""
    problems = publication.fault.problems if publication.fault else []
    places = (
        f"{Path(problem.position.file).name}:{problem.position.line}:{problem.position.column}: {problem.rule}"
        for problem in problems
    )
    return "\n".join((*places, *publication.unreachable))
