"""gunicorn's log without what requests hold: it quotes addresses of states and lines that it could not read."""

import sys
from typing import Any, Final

from gunicorn.glogging import Logger

_QUOTES: Final = {
    "Invalid request": "A request that is no HTTP was refused",
    "Error handling request": "A request could not be answered",
    "Socket error": "A connection failed",
}


class DiscreetLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Says that something went wrong with a request and of which kind, never what the request was."""

    def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Log a warning."""
        if said := _instead_of(msg):
            super().warning(said)
        else:
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Log an error with its traceback, or only its kind where the traceback could quote a request."""
        if said := _instead_of(msg):
            kind = sys.exc_info()[0]
            super().error("%s (%s)", said, kind.__name__ if kind else "unknown")
        else:
            super().exception(msg, *args, **kwargs)


def _instead_of(msg: object) -> str | None:
    return next((said for start, said in _QUOTES.items() if str(msg).startswith(start)), None)
