"""`ivr fallback`: what callers get when the line itself is out of reach, to be hosted elsewhere."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from ivr import loader
from ivr.cli.options import menus_option
from ivr.cli.output import deliver
from ivr.menu import Line
from ivr.numbers import with_known_numbers, with_numbers
from ivr.problems import InvalidMenu
from ivr.publishing import built_in, static_fallback
from ivr.settings import Settings, SettingsError


def document(menus: Path, settings: Settings) -> str:
    """Make the document of the menu, or of the built-in line when that is broken. Raises SettingsError."""
    return static_fallback(_line(menus, settings), settings.public_url).decode()


def _line(menus: Path, settings: Settings) -> Line:
    try:
        return with_numbers(loader.load(menus), settings.numbers)
    except InvalidMenu:
        click.echo(f"{menus} is broken (see `ivr check`): this is the fallback of the built-in line.", err=True)
        return with_known_numbers(built_in(), settings.numbers)


@click.command()
@menus_option
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
def fallback(menus: Path, out: Path | None) -> None:
    """Print the document of /voice/fallback, to be hosted elsewhere, for when the line is out of reach.

    It names 112, rings the advisors, and tries the line again. It holds the numbers to ring, taken from the
    environment, and the address IVR_PUBLIC_URL. Put it where nobody can change it, as a TwiML Bin at Twilio for
    example, and make it the number's fallback URL. Print it again when phrases or numbers change.
    """
    try:
        settings = Settings.read(os.environ | {"TWILIO_AUTH_TOKEN": os.environ.get("TWILIO_AUTH_TOKEN") or "unused"})
        content = document(menus, settings)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    if urlsplit(settings.public_url).scheme != "https":
        click.echo("IVR_PUBLIC_URL is no https address: Twilio sends what callers press over an open line.", err=True)
    deliver(content, out)
