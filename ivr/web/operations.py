"""For whoever keeps the line running: is it alive, and does it serve what the operator wrote."""

from flask import Blueprint

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
        "reason": str(publication.fault) if publication.fault else None,
    }
