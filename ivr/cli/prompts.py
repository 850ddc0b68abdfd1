"""`ivr prompts`: every text that can be recorded, and `ivr prompts make`: stand-ins for what nobody has recorded."""

import json
import sys
from pathlib import Path
from typing import Any, TextIO

import click

from ivr.cli.options import loaded, menus_option, prompts_option
from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.prompts import BadVoice, Catalogue, ProgramFailed, make, prompt_id


def rows(line: Line, folder: Path) -> list[dict[str, Any]]:
    """List every prompt: its text, id, file or None, voice, seconds, and the states that speak it."""
    catalogue = Catalogue.read(folder, line.voices, line.language)
    return [_row(line, catalogue, text, states) for text, states in compile_script(line).prompts().items()]


def _row(line: Line, catalogue: Catalogue, text: str, states: list[str]) -> dict[str, Any]:
    recording = catalogue.find(text)
    return {
        "text": text,
        "id": prompt_id(line.language, text),
        "file": recording.file if recording else None,
        "voice": recording.voice if recording else None,
        "seconds": round(recording.seconds, 2) if recording else None,
        "states": states,
    }


def table(found: list[dict[str, Any]], out: TextIO) -> None:
    """Print the prompts for people: seconds, voice and text, and how many are missing."""
    for row in found:
        seconds = f"{row['seconds']:5.1f} s" if row["file"] else "      –"
        print(f"{seconds}  {row['voice'] or 'niet opgenomen':14}  {row['text']}", file=out)
    missing = sum(row["file"] is None for row in found)
    print(f"{len(found)} teksten, {len(found) - missing} opgenomen, {missing} niet.", file=out)


@click.group(invoke_without_command=True)
@menus_option
@prompts_option
@click.option("--json", "as_json", is_flag=True, help="Voor programma's.")
@click.pass_context
def prompts(context: click.Context, menus: Path, folder: Path, *, as_json: bool) -> None:
    """Toon elke tekst die opgenomen kan worden, en wat er is opgenomen."""
    line, out = loaded(menus), sys.stdout
    context.obj = (line, folder)
    if context.invoked_subcommand:
        return
    if as_json:
        json.dump(rows(line, folder), out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        table(rows(line, folder), out)


@prompts.command("make")
@click.option("--voice", default="standin", show_default=True, help="De map in prompts/ waar de opnamen komen.")
@click.option("--again", is_flag=True, help="Maak ook opnieuw wat er al is.")
@click.pass_obj
def make_recordings(obj: tuple[Line, Path], voice: str, *, again: bool) -> None:
    """Maak met espeak-ng een opname van elke tekst die er in deze stem nog geen heeft."""
    line, folder = obj
    texts = list(compile_script(line).prompts())
    try:
        with click.progressbar(length=len(texts), label="Opnamen maken", file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            made = make(texts, folder / voice, line.language, progress=progress, only_missing=not again)
    except (BadVoice, ProgramFailed) as failed:
        sys.exit(f"ivr: {failed}")
    click.echo(f"{len(made)} opnamen gemaakt in {folder / voice}.")
