"""Puts the application together from its settings: one publication, and three small groups of routes."""

import logging
from datetime import datetime
from functools import partial

from flask import Flask
from msgspec.structs import replace
from werkzeug.exceptions import HTTPException

from ivr.counts import Tally
from ivr.edition import Fixed, Press, Publisher
from ivr.problems import InvalidMenu
from ivr.settings import Settings
from ivr.web.errors import Discreet, kind_only, plainly, unexpected
from ivr.web.measuring import measure
from ivr.web.operations import operations
from ivr.web.recordings import recordings
from ivr.web.serving import Serving, refresh
from ivr.web.voice import MAX_BODY, Anything, voice


def create_app(settings: Settings, press: Press | None = None) -> Flask:
    """Make the application that answers for one line; `press` makes what it serves, or else this process does.

    A menus.yml that is not valid never stops the start; a missing or bad setting does. Raises SettingsError.
    """
    publisher = Publisher.start(settings, press or _here())
    return application(Serving(settings, publisher, tally=Tally.of(settings)))


def draft_app(settings: Settings, at: datetime | None = None) -> Flask:
    """Make an application to try a menu with: also one that would be stopped, and nothing of it is kept.

    It answers with the menu as it is now, and with the built-in line when that is broken; `at` is what its clock shows
    all the time, if not what time it is. Raises SettingsError.
    """
    from ivr.publishing import instead, publish

    try:
        made = publish(settings.menus, settings.prompts, settings.numbers, settings.prompts_url, draft=True)
    except InvalidMenu:
        made = instead(settings.prompts, settings.numbers, settings.prompts_url)
    serving = Serving(settings, Fixed(made))
    return application(replace(serving, clock=lambda: at) if at else serving)


def _here() -> Press:
    from ivr.publishing import Here

    return Here()


def application(serving: Serving) -> Flask:
    """Make the application for what is published already."""
    app = Discreet("ivr", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY + 1  # what reaches the limit may have been cut off there
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False  # a redirect would lose the caller's key (docs/voice/twiml/gather)
    app.url_map.strict_slashes = False
    app.url_map.converters["anything"] = Anything
    serving.install(app)
    if serving.metrics.wanted:
        measure(app)
    app.before_request(partial(refresh, serving))
    for blueprint in (voice(serving), recordings, operations):
        app.register_blueprint(blueprint)
    app.register_error_handler(HTTPException, plainly)
    app.register_error_handler(Exception, unexpected)
    logging.getLogger(app.name).addFilter(kind_only)
    return app
