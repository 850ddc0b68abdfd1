"""`ivr diff`: what changes for callers between two menus, for who reviews a menu before it is published."""

import sys
from pathlib import Path
from typing import TextIO

import click

from ivr.cli.diff_report import as_json, as_text
from ivr.cli.diff_source import LATEST, NoMenu, from_file, named
from ivr.cli.options import menus_option, prompts_option
from ivr.difference import Named, report
from ivr.problems import InvalidMenu


def run(old: Named, new: Named, folder: Path, out: TextIO, *, json_wanted: bool, colour: bool) -> bool:
    """Print what changes; the outcome is whether anything does."""
    found = report(old, new, folder)
    if json_wanted:
        as_json(found, out)
    else:
        as_text(found, _coloured if colour else _bracketed, out)
    return bool(found.changes)


def _coloured(text: str) -> str:
    return click.style(text, fg="yellow", bold=True)


def _bracketed(text: str) -> str:
    return f"[{text}]"


def _menus(old: str, new: str | None, menus: Path) -> tuple[Named, Named]:
    """Both menus, or the end of the command with what is wrong with them on standard error."""
    try:
        return named(old, menus), from_file(menus) if new is None else named(new, menus)
    except InvalidMenu as invalid:
        for problem in invalid.problems:
            click.echo(problem, err=True)
        sys.exit(1)
    except NoMenu as why:
        sys.exit(f"ivr: {why}")


@click.command()
@click.argument("old", default=LATEST)
@click.argument("new", required=False)
@menus_option
@prompts_option
@click.option("--json", "json_wanted", is_flag=True, help="Voor programma's.")
@click.option("--exit-code", is_flag=True, help="Eindig met 1 als er iets verandert, zoals git dat doet.")
def diff(old: str, new: str | None, menus: Path, folder: Path, *, json_wanted: bool, exit_code: bool) -> None:
    """Toon wat er voor bellers verandert van het menu OLD naar het menu NEW.

    OLD en NEW zijn een bestand, een editie (ivr editions), of een versie in git: HEAD, v1, HEAD~2, main:menus.yml.
    Zonder NEW is het nieuwe menu het menubestand zoals het er nu staat; zonder OLD is het oude de laatste versie in
    git.
    """
    changes = run(*_menus(old, new, menus), folder, sys.stdout, json_wanted=json_wanted, colour=sys.stdout.isatty())
    sys.exit(1 if exit_code and changes else 0)
