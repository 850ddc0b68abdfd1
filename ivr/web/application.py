"""Puts the application together from its settings: one publication, and three small groups of routes."""

import logging
from typing import Final

from flask import Flask
from werkzeug.exceptions import HTTPException

from ivr.edition import publish
from ivr.settings import Settings
from ivr.web.errors import plainly, unexpected
from ivr.web.operations import operations
from ivr.web.recordings import recordings
from ivr.web.serving import Serving
from ivr.web.voice import Anything, voice

log = logging.getLogger(__name__)

MAX_BODY: Final = 64 * 1024
"""Bytes; Twilio's requests have less than four thousand."""


def create_app(settings: Settings) -> Flask:
    """Make the application that answers for one line.

    A menus.yml that is not valid never stops the start; a missing or bad setting does. Raises SettingsError.
    """
    publication = publish(settings.menus, settings.prompts, settings.numbers, settings.prompts_url)
    for problem in publication.fault.problems if publication.fault else ():
        log.error("%s", problem)
    for missing in publication.unreachable:
        log.log(
            logging.ERROR if publication.fault else logging.WARNING,
            "%s The built-in line, which answers when menus.yml cannot be used, rings nobody without it.",
            missing,
        )
    for rejected in publication.rejected:
        log.warning("%s: %s", rejected.path, rejected.reason)
    return application(Serving(settings, publication))


def application(serving: Serving) -> Flask:
    """Make the application for a publication that is already there."""
    app = Flask("ivr", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False  # a redirect would lose the caller's key (docs/voice/twiml/gather)
    app.url_map.strict_slashes = False
    app.url_map.converters["anything"] = Anything
    serving.install(app)
    for blueprint in (voice, recordings, operations):
        app.register_blueprint(blueprint)
    app.register_error_handler(HTTPException, plainly)
    app.register_error_handler(Exception, unexpected)
    return app
