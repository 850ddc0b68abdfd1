"""gunicorn without what requests hold: its log and its answers quote addresses of states, and what is no HTTP."""

import socket
import sys
from http import HTTPStatus
from typing import Any, Final

from gunicorn.glogging import Logger
from gunicorn.util import write_nonblock

_QUOTES: Final = {
    "Invalid request": "A request that is no HTTP was refused",
    "Error handling request": "A request could not be answered",
    "Socket error": "A connection failed",
}


class DiscreetLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Says that something went wrong with a request and of which kind, never what the request was."""

    def access(self, *_request: object) -> None:
        """Log no request, also where somebody asks for it."""

    def debug(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Log a detail; of an exception only its kind, since it may quote half a request."""
        told = [type(arg).__name__ if isinstance(arg, BaseException) else arg for arg in args]
        super().debug(msg, *told, **kwargs)

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


def refuse(connection: socket.socket, status: int, reason: str, _quoting: str) -> None:
    """Answer what is no HTTP, in the place of gunicorn's own page: that repeats what was sent.

    A stranger's transfer coding is the stranger's fault, which gunicorn calls the server's.
    """
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and _quoting:
        status, reason = HTTPStatus.BAD_REQUEST, HTTPStatus.BAD_REQUEST.phrase
    body = f"{status:d} {reason}\n"
    head = (
        "Connection: close",
        "Content-Type: text/plain",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
    )
    lines = (f"HTTP/1.1 {status:d} {reason}", *head, f"Content-Length: {len(body)}", "", body)
    write_nonblock(connection, "\r\n".join(lines).encode())


def _instead_of(msg: object) -> str | None:
    return next((said for start, said in _QUOTES.items() if str(msg).startswith(start)), None)
