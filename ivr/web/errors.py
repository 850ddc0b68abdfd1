"""What strangers and proxies get for what is no call: a status and one line, and nothing of what they sent."""

from flask import Response
from werkzeug.exceptions import HTTPException


def plainly(error: HTTPException) -> Response:
    """Answer with the status and its name; no page, no trace, nothing of the request."""
    response = Response(f"{error.code} {error.name}\n", status=error.code, mimetype="text/plain")
    response.headers.extend({name: value for name, value in error.get_headers() if name == "Allow"})
    return response
