"""`ivr tree`: the menu as callers find it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from ivr.cli.options import loaded, menus_option
from ivr.keys import ADVISOR, EMERGENCY
from ivr.menu import Line, Menu, Option


def run(line: Line, out: TextIO) -> None:
    """Print the menu with its keys."""
    print(line.name, file=out)
    print(f"├─ {EMERGENCY}  {line.emergency.short} (overal)", file=out)
    print(
        f"{'├' if line.menu else '└'}─ {ADVISOR}  {line.advisor.short} (overal, en voor wie niets doet)",
        file=out,
    )
    for row in _rows(line.menu, ""):
        print(row, file=out)


def _rows(menu: Menu, indent: str) -> Iterator[str]:
    last = list(menu)[-1] if menu else None
    for key, option in menu.items():
        branch, below = ("└─", "   ") if key == last else ("├─", "│  ")
        yield f"{indent}{branch} {key}  {option.option}{_length(option)}"
        yield from _rows(option.menu or {}, f"{indent}{below}   ")


def _length(option: Option) -> str:
    parts = len(option.answer or ())
    return f" ({parts} delen)" if parts > 1 else ""


@click.command()
@menus_option
def tree(menus: Path) -> None:
    """Toon het menu zoals bellers het vinden."""
    run(loaded(menus), sys.stdout)
