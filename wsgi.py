"""The application for a WSGI server: `gunicorn wsgi:app`. A missing setting stops the start with one line."""

import os
import sys

from ivr.press import Apart
from ivr.settings import Settings, SettingsError
from ivr.studio import create_app

try:
    app = create_app(Settings.read(os.environ), Apart())
except SettingsError as error:
    sys.exit(f"ivr: {error}")
