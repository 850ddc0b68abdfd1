"""`ivr check`: everything that is wrong with a menu file, before a caller hears it."""

import sys
from pathlib import Path
from typing import TextIO

import click

from ivr import loader
from ivr.menu import names
from ivr.problems import InvalidMenu


def run(menus: Path, out: TextIO) -> int:
    """Print every problem as `file:line:column: message`; the exit status is 1 when there are any."""
    try:
        line = loader.load(menus)
    except InvalidMenu as invalid:
        for problem in invalid.problems:
            print(problem, file=out)
        count = len(invalid.problems)
        what = "1 probleem" if count == 1 else f"{count} problemen"
        print(f"{what} in {menus}. Zolang dat zo is, horen bellers dit menu niet.", file=out)
        return 1
    print(f"{menus} is in orde.", file=out)
    for name in names(line):
        print(f"De server heeft het telefoonnummer {name} nodig; dat stelt de beheerder in.", file=out)
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path), envvar="IVR_MENUS", default="menus.yml")
def check(file: Path) -> None:
    """Controleer het menubestand FILE (menus.yml): zegt op welke regel iets niet klopt."""
    sys.exit(run(file, sys.stdout))
