"""What strangers and proxies get for what is no call: a status and one line, and nothing of what they sent."""

import encodings.idna  # noqa: F401 - Werkzeug does with the first request; what is loaded before, workers share
import logging
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Final, TypeVar
from wsgiref.types import WSGIEnvironment

from flask import Flask, Request, Response
from flask.sessions import NullSession, SessionInterface
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import MapAdapter

ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

View = TypeVar("View", bound=Callable[..., Any])

log = logging.getLogger(__name__)

_GUARD: Final = (("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"))
_POLICY: Final = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")


class Guarded(Response):
    """Let nobody keep, frame, run or take for something else what is answered, unless the route knows better."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Add what the route has not said."""
        headers = super().get_wsgi_headers(environ)
        for name, value in (*_GUARD, _POLICY):
            headers.setdefault(name, value)
        return headers


class Document(Guarded):
    """What Twilio is told to do: for who can sign a request, which no browser can, and so without a policy for one."""

    def __init__(self, document: bytes) -> None:
        """Say its type at once; Werkzeug would look for another first."""
        super().__init__(document, mimetype="text/xml")

    def get_wsgi_response(self, _environ: WSGIEnvironment) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Give it as it was made: it is whole, it answers nothing but a POST, and nothing ends with it."""
        return self.iter_encoded(), self.status, [*self.headers, *_GUARD]


def plainly(error: HTTPException) -> Response:
    """Answer with the status and its name; no page, no trace, nothing of the request."""
    response = Response(f"{error.code} {error.name}\n", status=error.code, mimetype="text/plain")
    response.headers.extend({name: value for name, value in error.get_headers() if name == "Allow"})
    return response


class _NoSessions(SessionInterface):
    """Knows nobody from one request to the next; there are no cookies."""

    nobody = NullSession()

    def open_session(self, _app: Flask, _request: Request) -> NullSession:
        """Give what nothing can be kept in."""
        return self.nobody


class Discreet(Flask):
    """An application that also says nothing of a request when answering a failure fails; none of its views waits."""

    response_class = Guarded
    session_interface = _NoSessions()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Look for a route by path and method; the host is never asked, since a stranger chooses it."""
        return self.url_map.bind("", path_info=request.path, default_method=request.method) if request else None

    def ensure_sync(self, func: View) -> View:
        """Give the function as it is; Flask would look at each of them for each request."""
        return func

    def log_exception(self, exc_info: ExcInfo) -> None:
        """Log what failed; Flask would quote the address."""
        if exc_info[1]:
            noted(exc_info[1])


def kind_only(record: logging.LogRecord) -> bool:
    """Leave of an exception its kind, where Flask would write down all that it says."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"{record.getMessage()} ({record.exc_info[0].__name__})", ()
        record.exc_info = None
    return True


def noted(error: BaseException) -> None:
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
