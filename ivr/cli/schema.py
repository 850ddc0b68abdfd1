"""`ivr schema`: what editors need to help whoever writes a menu file."""

from pathlib import Path

import click

from ivr.cli.new import MODELINE, SCHEMA
from ivr.cli.output import deliver
from ivr.schema import written


@click.command(epilog=f"Zet het naast het menu, en begin het menu met deze regel:\n\n\b\n{MODELINE}")
@click.option("--out", type=click.Path(path_type=Path), help=f"Schrijf naar dit bestand, zoals {SCHEMA}.")
def schema(out: Path | None) -> None:
    """Schrijf het JSON Schema van menubestanden, waarmee een editor meekijkt.

    Een editor vult er de woorden mee aan, zegt waar ze voor zijn, en onderstreept wat niet klopt.
    """
    deliver(written(), out)
