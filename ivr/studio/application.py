"""Puts the studio, and recording by telephone, beside the line that answers callers where they are switched on."""

from flask import Flask

from ivr.edition import Press
from ivr.settings import Settings
from ivr.web import create_app as create_line


def create_app(settings: Settings, press: Press | None = None, *, is_open: bool = False) -> Flask:
    """Make the application that answers for one line, with a studio if it has a password.

    With a PIN, speakers record by telephone. What is not switched on is not imported. `is_open` asks for no password,
    on a machine that nobody else reaches. Raises SettingsError.
    """
    app = create_line(settings, press)
    if settings.studio_password or is_open:
        from ivr.studio.guard import Guard
        from ivr.studio.menus import Menus
        from ivr.studio.routes import studio

        guard = Guard(settings.public_url, None if is_open else settings.studio_password)
        app.register_blueprint(studio(guard, Menus(settings)))
    if settings.recording_pin:
        from ivr.dictation import dictation

        for routes in dictation(settings, settings.recording_pin):
            app.register_blueprint(routes)
    return app
