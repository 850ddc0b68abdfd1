"""`ivr stats`: how many callers there were and what they chose, without anything that could tell who."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

import click

from ivr import loader
from ivr.cli.options import menus_option
from ivr.cli.output import deliver
from ivr.counts import Cell, chart, programs, table
from ivr.counts.figures import Figures, days, figures
from ivr.counts.labels import labels
from ivr.edition import Store as Editions
from ivr.menu import Line
from ivr.problems import InvalidMenu
from ivr.schedule import zone
from ivr.settings import Settings, SettingsError, database_url

WEEK: Final = 7
MOST: Final = 366
"""Days in one table."""

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


def period(since: date | None, until: date | None, today: date) -> tuple[date, ...]:
    """Give the days that are asked for, today at the latest; a week if nothing is."""
    last = min(until or today, today)
    first = since or last - timedelta(WEEK - 1)
    if first > last:
        raise click.UsageError("De eerste dag (--from) ligt na de laatste (--until), of na vandaag.")
    if (last - first).days >= MOST:
        raise click.UsageError(f"Kies hooguit {MOST} dagen.")
    return days(first, last)


def counted(environment: Mapping[str, str], state: Path, wanted: tuple[date, ...]) -> dict[Cell, int]:
    """Read what was counted, or end the command with why that cannot be."""
    try:
        url = database_url(environment)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    from ivr.counts.store import Store

    store = Store.at(url, state)
    try:
        return store.read(wanted[0], wanted[-1])
    except Exception as error:  # noqa: BLE001 - what a database refuses is told in one line
        sys.exit(
            f"ivr: de tellingen in {store.place} zijn niet te lezen ({store.reason(error)}). Draait de database, "
            "en bent u dezelfde gebruiker als de server?"
        )


def _day(_context: click.Context, _option: click.Parameter, written: str | None) -> date | None:
    """Read a day as people write it: 2026-05-04, or 4-5-2026."""
    if written is None:
        return None
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(written.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise click.BadParameter(f"'{written}' is geen dag. Schrijf een dag als 2026-05-04 of 4-5-2026.")


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
    state = Path(os.environ.get("IVR_STATE") or Settings.state)
    line = known_line(menus, state)
    today = today_of(zone(line) if line else UTC)
    wanted = period(since, until, today)
    found = figures(counted(os.environ, state, wanted), labels(line) if line else {}, wanted, today)
    deliver(FORMATS[form](found), out)
