"""What one running application serves, within reach of every route."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from ivr.edition import Publication
from ivr.settings import Settings

_NAME: Final = "ivr"


@dataclass(frozen=True)
class Serving:
    """The settings and the publication of one application."""

    settings: Settings
    publication: Publication

    def install(self, app: Flask) -> None:
        """Put it where `serving()` finds it."""
        app.extensions[_NAME] = self


def serving() -> Serving:
    """Give what the application that handles this request serves."""
    found = current_app.extensions[_NAME]
    assert isinstance(found, Serving)  # noqa: S101 - tells the type checker what application() has put there
    return found
