"""What strangers and proxies get for what is no call: a status and one line, and nothing of what they sent."""

import logging
import traceback

from flask import Response
from werkzeug.exceptions import HTTPException, InternalServerError

log = logging.getLogger(__name__)


def plainly(error: HTTPException) -> Response:
    """Answer with the status and its name; no page, no trace, nothing of the request."""
    response = Response(f"{error.code} {error.name}\n", status=error.code, mimetype="text/plain")
    response.headers.extend({name: value for name, value in error.get_headers() if name == "Allow"})
    return response


def noted(error: Exception) -> None:
    """Log what failed and where in the program, and nothing of the request."""
    told = {"error": type(error).__name__, "place": place(error)}
    log.error("%s at %s", *told.values(), extra=told)


def place(error: BaseException) -> str | None:
    """Give the file and line where an error was raised; None for one that never was."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None


def unexpected(error: Exception) -> Response:
    """Answer a failure where no caller is on the line."""
    noted(error)
    return plainly(InternalServerError())
