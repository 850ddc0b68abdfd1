"""What the server's log may hold, and in which form: by what is allowed, never by what is thought of to leave out.

Of our own modules everything, since they tell nothing of a request; of gunicorn the lines that are known here; of any
other library that it had something to tell.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from ivr.web.errors import place

OURS: Final = "ivr."

FORMS: Final = ("text", "json")
"""What IVR_LOG may be; the first when it is not set."""

_GUNICORN: Final = frozenset(
    {
        "Autorestarting worker after current request.",
        "Booting worker with pid: %s",
        "Can't connect to %s",
        "Connection in use: %s",
        "Exception in worker process",
        "Handling signal: %s",
        "Hang up: %s",
        "Invalid address: %s",
        "Listening at: %s",
        "Listening at: %s (%s)",
        "Parent changed, shutting down: %s",
        "Quick shutdown requested",
        "Reason: %s",
        "Shutting down: %s",
        "Starting gunicorn %s",
        "Unhandled exception in main loop",
        "Using worker: %s",
        "WORKER TIMEOUT (pid:%s)",
        "Worker (pid:%s) exited with code %s.",
        "Worker (pid:%s) was sent %s!",
        "Worker (pid:%s) was sent %s! Perhaps out of memory?",
        "Worker exiting (pid: %s)",
        "graceful stop of workers",
    }
)
"""Its lines of processes and addresses to listen on; those of requests quote them."""

_QUOTES: Final = {
    "Invalid request": "A request that is no HTTP was refused",
    "Error handling request": "A request could not be answered",
    "Socket error": "A connection failed",
}


class Text(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record down."""
        told = fields(record)
        failed = f" ({told['error']} at {told['place']})" if record.exc_info and "error" in told else ""
        message = str(told["message"]).replace("\n", "\n  ")
        return f"{told['time']} [{told['process']}] {str(told['level']).upper()} {message}{failed}"


class Json(logging.Formatter):
    """One JSON object on a line, for whatever collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record down."""
        return json.dumps(fields(record), ensure_ascii=False)


def formatter(form: str) -> logging.Formatter:
    """Give what writes the log in one of the FORMS."""
    return Json() if form == "json" else Text()


def fields(record: logging.LogRecord) -> Mapping[str, str | int]:
    """Give all that may be told of a record; nothing else of it is."""
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    error = record.exc_info[1] if record.exc_info else None
    told = {
        "time": moment.replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "process": record.process,
        "message": _message(record),
        "error": type(error).__name__ if error else getattr(record, "error", None),
        "place": place(error) if error else getattr(record, "place", None),
        "edition": getattr(record, "edition", None),
    }
    return {name: value for name, value in told.items() if value is not None}


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith(OURS) or (record.name == "gunicorn.error" and str(record.msg) in _GUNICORN):
        return record.getMessage()
    known = (said for start, said in _QUOTES.items() if str(record.msg).startswith(start))
    return next(known, f"{record.name} had something to tell, which is left out: it could be of a caller")
