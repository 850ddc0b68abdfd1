"""What several commands ask for in the same way: the menu file, and the folder of recordings."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ivr import loader
from ivr.menu import Line
from ivr.problems import InvalidMenu

Command = TypeVar("Command", bound=Callable[..., Any])


def menus_option(command: Command) -> Command:
    """Add `--menus`."""
    path = click.Path(path_type=Path)
    return click.option("--menus", type=path, envvar="IVR_MENUS", default="menus.yml", help="The menu file.")(command)


def prompts_option(command: Command) -> Command:
    """Add `--prompts`; the command gets it as `folder`."""
    path = click.Path(path_type=Path)
    return click.option(
        "--prompts", "folder", type=path, envvar="IVR_PROMPTS", default="prompts", help="The recordings."
    )(command)


def loaded(menus: Path) -> Line:
    """Load the menu, or end the command with its problems on standard error."""
    try:
        return loader.load(menus)
    except InvalidMenu as invalid:
        for problem in invalid.problems:
            click.echo(problem, err=True)
        sys.exit(1)
