"""`ivr prompts`: every text that can be recorded, and what has been; what belongs to it is in `prompts_*`."""

import json
import sys
from pathlib import Path

import click

from ivr.cli.export import export
from ivr.cli.options import loaded, menus_option, prompts_option
from ivr.cli.prompts_import import import_folder
from ivr.cli.prompts_listing import rows, table
from ivr.cli.prompts_make import make_recordings
from ivr.cli.prompts_script import write_script
from ivr.cli.prompts_work import Work, counted


@click.group(invoke_without_command=True)
@menus_option
@prompts_option
@click.option("--json", "as_json", is_flag=True, help="Voor programma's.")
@click.option("--prune", is_flag=True, help="Haal weg wat geen menu meer gebruikt, na een vraag.")
@click.option("--yes", is_flag=True, help="Met --prune: stel de vraag niet.")
@click.pass_context
def prompts(context: click.Context, menus: Path, folder: Path, *, as_json: bool, prune: bool, yes: bool) -> None:
    """Toon elke tekst die opgenomen kan worden, wat er is opgenomen, en of dat goed genoeg is."""
    work = context.obj = Work(menus, loaded(menus), folder)
    if context.invoked_subcommand:
        return
    if prune:
        _prune(work, yes=yes)
    elif as_json:
        json.dump(rows(work), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        table(work, sys.stdout)


def _prune(work: Work, *, yes: bool) -> None:
    """Remove the recordings that no text has; nothing else in the voices' folders is touched."""
    unused = work.unused()
    if not unused:
        click.echo("Elke opname wordt gebruikt; er is niets om weg te halen.")
        return
    for recording in unused:
        click.echo(recording.path)
    if not yes and not _agreed(
        f"{counted(len(unused))} weghalen? Wie nog in een ouder menu zit, hoort ze dan niet meer"
    ):
        click.echo("Er is niets weggehaald.")
        return
    for recording in unused:
        recording.path.unlink(missing_ok=True)
    click.echo(f"{counted(len(unused))} weggehaald.")


def _agreed(question: str) -> bool:
    answer: str = click.prompt(f"{question} [j/N]", default="n", show_default=False)
    return answer.strip().lower() in ("j", "ja", "y", "yes")


for command in (make_recordings, import_folder, write_script, export):
    prompts.add_command(command)
