"""What the studio answers when it does not do what is asked: why, in Dutch, for who looks at the page."""

import json
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from ivr.web.errors import noted

TOO_LARGE: Final = "Dit is te groot om te versturen."
NOT_DONE: Final = "De server doet dit niet ({0.code} {0.name}). Laad de pagina opnieuw, of vraag de beheerder om hulp."
UNREADABLE: Final = "Dit verzoek is niet te lezen. Laad de pagina opnieuw."


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """What is asked cannot be done; the page gets the message, the status, and what more it has to know."""

    def __init__(self, why: str, status: int = 400, **more: Any) -> None:
        super().__init__(why)
        self.status, self.more = status, more


def refused(why: Refusal) -> Response:
    """Say why something is not done."""
    response = jsonify({"error": str(why), **why.more})
    response.status_code = why.status
    return response


def failed(error: Exception) -> Any:
    """What strangers get is told by the application; a fault of the program is noted, and nothing of the request."""
    if isinstance(error, HTTPException):
        why = TOO_LARGE if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else NOT_DONE.format(error)
        return error if error.response else refused(Refusal(why, error.code or 500))
    noted(error)
    return refused(Refusal("Er ging iets mis in het programma. Voor bellers verandert er niets.", 500))


def asked() -> dict[str, Any]:
    """Give what came as JSON; what has no end, or halves of characters, is not to be read."""
    try:
        body = request.get_json(silent=True)
        json.dumps(body, ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        raise Refusal(UNREADABLE) from None
    if not isinstance(body, dict):
        raise Refusal(UNREADABLE)
    return body


def audio(content: bytes) -> BaseResponse:
    """Send a recording, or the range of it that a browser asks for."""
    response = Response(content, mimetype="audio/wav")
    return response.make_conditional(request, accept_ranges=True, complete_length=len(content))
