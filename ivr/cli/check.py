"""`ivr check`: everything that is wrong with a menu file and its recordings, before a caller hears it."""

import sys
from pathlib import Path
from typing import TextIO

import click

from ivr import loader
from ivr.cli.options import prompts_option
from ivr.cli.prompts_gate import Findings, inspect
from ivr.cli.prompts_work import Work
from ivr.menu import Line, names
from ivr.problems import InvalidMenu


def run(menus: Path, folder: Path, out: TextIO) -> int:
    """Print every problem as `place: message`, and remarks below; the exit status is 1 when there are problems."""
    try:
        line = loader.load(menus)
    except InvalidMenu as invalid:
        _print_problems(menus, invalid, out)
        return 1
    found = inspect(Work(menus, line, folder))
    if not found.menu:
        print(f"{menus} is in orde.", file=out)
    _print_names(line, out)
    return _print_findings(found, out)


def _print_problems(menus: Path, invalid: InvalidMenu, out: TextIO) -> None:
    for problem in invalid.problems:
        print(problem, file=out)
    what = _counted(len(invalid.problems))
    print(f"{what} in {menus}. Zolang dat zo is, horen bellers dit menu niet.", file=out)


def _print_names(line: Line, out: TextIO) -> None:
    for name in names(line):
        print(f"De server heeft het telefoonnummer {name} nodig; dat stelt de beheerder in.", file=out)


def _print_findings(found: Findings, out: TextIO) -> int:
    for finding in (*found.menu, *found.recordings):
        print(finding, file=out)
    for remark in found.remarks:
        print(f"Let op: {remark}", file=out)
    if count := len(found.menu) + len(found.recordings):
        print(f"{_counted(count)}. Bellers horen dit menu wel, maar niet zoals het moet.", file=out)
    return 1 if count else 0


def _counted(count: int) -> str:
    return "1 probleem" if count == 1 else f"{count} problemen"


@click.command()
@click.argument("file", type=click.Path(path_type=Path), envvar="IVR_MENUS", default="menus.yml")
@prompts_option
def check(file: Path, folder: Path) -> None:
    """Controleer het menubestand FILE (menus.yml): zegt op welke regel iets niet klopt. En daarna de opnamen."""
    sys.exit(run(file, folder, sys.stdout))
