"""What Twilio would have reported about a line, as values. Who finds a fault says where; the call keeps them all."""

from dataclasses import dataclass
from enum import IntEnum


class Code(IntEnum):
    """Twilio's error codes, as its Error and Warning Dictionary numbers them (docs/api/errors)."""

    ENDLESS = 0
    """Not Twilio's: this stand-in's own limit on documents that never give the caller a turn."""
    INVALID_URL = 11100
    RETRIEVAL = 11200
    CONNECTION = 11205
    PROTOCOL = 11206
    BAD_HOST = 11210
    TOO_MANY_REDIRECTS = 11215
    INVALID_REDIRECT = 11216
    ERROR_STATUS = 11217
    TLS = 11220
    TOO_LARGE = 11750
    PARSE = 12100
    SCHEMA = 12200
    """Twilio only warns of it and guesses what was meant; here it spoils the document like any other fault."""
    CONTENT_TYPE = 12300
    CALLER_ID = 13214
    DIAL_NUMBER = 13224
    FINISH_ON_KEY = 13310
    ACTION_ON_EMPTY_RESULT = 13338
    PLAY_CONTENT_TYPE = 13420


@dataclass(frozen=True)
class Fault:
    """One report: Twilio's error code, what is wrong, and the URL that Twilio would send as ErrorUrl."""

    code: int
    message: str
    url: str

    def __str__(self) -> str:
        return f"{self.code} {self.message} ({self.url})"


class Trouble(Exception):  # noqa: N818 - it is what a call gets into, and may get out of by the fallback
    """Stops the document being executed. `url` is None when the fault is in that document itself."""

    def __init__(self, code: Code, message: str, url: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.url = url

    def at(self, url: str) -> Fault:
        """The fault to report when `url` is the document being executed."""
        return Fault(int(self.code), self.message, self.url or url)
