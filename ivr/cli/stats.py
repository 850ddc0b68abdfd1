"""`ivr stats`: how many callers there were and what they chose, without anything that could tell who."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Final

import click

from ivr import loader
from ivr.cli.options import menus_option
from ivr.cli.output import deliver
from ivr.counts import Cell, chart, programs, table
from ivr.counts.figures import Figures, figures
from ivr.counts.labels import labels
from ivr.counts.period import BadPeriod, day, period
from ivr.counts.reading import Unreadable, read
from ivr.edition import Store as Editions
from ivr.menu import Line
from ivr.problems import InvalidMenu
from ivr.schedule import zone
from ivr.settings import SettingsError, database_url, state_folder

FORMATS: Final[Mapping[str, Callable[[Figures], str]]] = {
    "text": table.text,
    "csv": programs.as_csv,
    "json": programs.as_json,
    "svg": chart.svg,
}


def known_line(menus: Path, state: Path) -> Line | None:
    """Give the menu that names what is shown: the file, or what was published last while the file has mistakes."""
    try:
        return loader.load(menus)
    except InvalidMenu:
        latest = next(Editions.below(state).latest(), None)
        return loader.loads(latest.menu) if latest else None


def counted(environment: Mapping[str, str], state: Path, wanted: tuple[date, ...]) -> dict[Cell, int]:
    """Read what was counted, or end the command with why that cannot be."""
    try:
        return read(database_url(environment), state, wanted)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    except Unreadable as why:
        sys.exit(f"ivr: {why}. Draait de database, en bent u dezelfde gebruiker als de server?")


def _day(_context: click.Context, _option: click.Parameter, written: str | None) -> date | None:
    try:
        return None if written is None else day(written)
    except BadPeriod as why:
        raise click.BadParameter(str(why)) from None


def _days(since: date | None, until: date | None, today: date) -> tuple[date, ...]:
    try:
        return period(since, until, today)
    except BadPeriod as why:
        raise click.UsageError(f"{why} Verander --from of --until.") from None


def today_of(clock: tzinfo) -> date:
    """Which day it is for the line."""
    return datetime.now(clock).date()


@click.command()
@menus_option
@click.option("--from", "since", callback=_day, help="De eerste dag; anders een week voor de laatste.")
@click.option("--until", callback=_day, help="De laatste dag; anders vandaag.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Schrijf naar dit bestand.")
def stats(menus: Path, since: date | None, until: date | None, form: str, out: Path | None) -> None:
    """Toon hoeveel er gebeld is, wat er gekozen is en wat er van verbinden kwam, per dag.

    Van bellers wordt niets bewaard: alleen hoe vaak iets op een dag voorkwam. Aantallen onder de 10 worden verborgen.
    De namen zijn die van het menu van nu. svg is een grafiek om te printen; csv en json zijn voor programma's.
    """
    state = state_folder(os.environ)
    line = known_line(menus, state)
    today = today_of(zone(line) if line else UTC)
    wanted = _days(since, until, today)
    found = figures(counted(os.environ, state, wanted), labels(line) if line else {}, wanted, today)
    deliver(FORMATS[form](found), out)
