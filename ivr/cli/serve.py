"""`ivr serve`: the line on this machine only, with its own token, for whoever develops or tries it."""

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

import click
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ivr.cli import development
from ivr.cli.options import menus_option, prompts_option
from ivr.settings import Settings, SettingsError
from ivr.studio import create_app

HOST = "127.0.0.1"


class _Silent(WSGIRequestHandler):
    """Logs no request, not even one that cannot be read: the addresses of the states are the keys that were pressed."""

    def version_string(self) -> str:
        """Say what answers, and not of which version it is."""
        return "ivr"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the name is werkzeug's
        pass


def server(settings: Settings, port: int) -> BaseWSGIServer:
    """Make the server, not yet running; raises SettingsError, or SystemExit when the port is taken."""
    return make_server(HOST, port, create_app(settings, is_open=True), threaded=True, request_handler=_Silent)


def run(settings: Settings, port: int, out: TextIO) -> None:
    """Serve until interrupted."""
    here = development.Connection(settings.public_url, settings.tokens[0], settings.api_url)
    line = server(settings, port)
    with suppress(KeyboardInterrupt), development.announced(here, settings.state):
        print(f"{settings.menus} answers on {settings.public_url}, on this machine only.", file=out)
        print("Call it with `make call` in a second terminal. Ctrl-C stops.", file=out)
        print(f"The studio, to call it in a browser: {settings.public_url}/studio", file=out, flush=True)
        line.serve_forever()
    print("Stopped.", file=out)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@click.command()
@menus_option
@prompts_option
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
def serve(menus: Path, folder: Path, port: int) -> None:
    """Serve the line on this machine, for development; `make call` calls it."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _stop)
    api = f"http://{HOST}:{_free_port()}"
    settings = development.settings(os.environ, f"http://{HOST}:{port}", menus, folder, api)
    try:
        run(settings, port, sys.stdout)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    except OSError as error:
        sys.exit(f"ivr: {settings.state} cannot be written ({error.strerror}): set IVR_STATE to a folder that can")
