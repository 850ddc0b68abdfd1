"""gunicorn without what requests hold: its log, that of everything in its processes, and its answers."""

import logging
import os
import socket
from http import HTTPStatus
from typing import Any, TextIO

from gunicorn.glogging import Logger
from gunicorn.util import write_nonblock

from ivr.web.logs import FORMS, formatter


class Everybody(logging.StreamHandler[TextIO]):
    """Takes what no other handler has taken; there is one."""


class DiscreetLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Writes whatever is logged by anyone in the form that IVR_LOG asks for, and only what is known to be safe."""

    def setup(self, cfg: Any) -> None:
        """Take the place of gunicorn's formatters, and of Python's last resort for everybody else's lines."""
        super().setup(cfg)
        logging.raiseExceptions = False  # Python would print what could not be put in a line
        root = logging.getLogger()
        for handler in [found for found in root.handlers if isinstance(found, Everybody)]:
            root.removeHandler(handler)
        root.addHandler(everybody := Everybody())
        logging.getLogger("ivr").setLevel(self.loglevel)
        form = formatter(os.environ.get("IVR_LOG") or FORMS[0])
        for handler in (*self.error_log.handlers, *self.access_log.handlers, everybody):
            handler.setFormatter(form)

    def access(self, *_request: object) -> None:
        """Log no request, also where somebody asks for it."""

    def debug(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Log a detail; of an exception only its kind, since it may quote half a request."""
        told = [type(arg).__name__ if isinstance(arg, BaseException) else arg for arg in args]
        super().debug(msg, *told, **kwargs)


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
