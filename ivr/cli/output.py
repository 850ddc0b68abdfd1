"""Where the commands put what they make: a file, or standard output."""

import sys
from pathlib import Path

import click


def deliver(content: str, out: Path | None) -> None:
    """Write to the file, or to standard output; ends the command where that cannot be done."""
    if out is None:
        click.echo(content, nl=False)
        return
    try:
        out.write_text(content, encoding="utf-8")
    except OSError as error:
        sys.exit(f"ivr: {out} kan niet worden geschreven ({error.strerror}).")
    click.echo(f"Geschreven: {out}", err=True)
