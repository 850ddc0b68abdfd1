"""`ivr prompts make`: recordings by a synthesiser, for what nobody has recorded yet."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from click.core import ParameterSource

from ivr.cli.prompts_work import Work, counted, shown, voice_name
from ivr.prompts import BadVoice, ProgramFailed, Speak, engine, espeak, make
from ivr.prompts.voice import introduce

ESPEAK, COMMAND = "espeak-ng", "command"


@click.command("make")
@click.option(
    "--voice", default="standin", show_default=True, callback=voice_name, help="De map in prompts/ voor de opnamen."
)
@click.option("--engine", "name", type=click.Choice([ESPEAK, COMMAND]), default=ESPEAK, show_default=True)
@click.option("--command", "line", help=f"Met --engine {COMMAND}: de opdracht die een WAV-bestand maakt.")
@click.option("--only-missing/--again", default=True, show_default=True, help="Alleen wat er niet is, of alles.")
@click.pass_context
def make_recordings(context: click.Context, voice: str, name: str, line: str | None, *, only_missing: bool) -> None:
    """Maak met een computerstem een opname van elke tekst die er in deze stem nog geen heeft.

    Elk programma kan spreken dat een tekst leest van de standaardinvoer en een WAV-bestand schrijft; waar {out} staat,
    komt de naam van dat bestand. Met Piper, en met dezelfde tekst steeds hetzelfde geluid:

    \b
    python -m ivr prompts make --voice piper --engine command --command \\
      "piper --model nl_NL-x.onnx --noise_scale 0 --noise_w 0 --output_file {out}"

    Hoe woorden gezegd worden, staat bij 'pronounce' in menus.yml.
    """
    work: Work = context.obj
    _must_fit(context, name, line)
    try:
        speak = engine.command(line) if line else espeak.speak
        made = _make(work, voice, speak, only_missing=only_missing)
        if made and line:
            _warn_if_it_varies(work, speak, next(iter(work.texts)))
    except (BadVoice, ProgramFailed) as failed:
        sys.exit(f"ivr: {failed}")
    click.echo(f"{counted(len(made))} gemaakt in {work.folder / voice}.")
    _introduce(work, voice, made, engine.name(line) if line else ESPEAK)


def _must_fit(context: click.Context, name: str, line: str | None) -> None:
    if (name == COMMAND) != bool(line):
        raise click.UsageError(f"--engine {COMMAND} en --command horen bij elkaar: geef ze allebei, of geen van beide.")
    if line and context.get_parameter_source("voice") is ParameterSource.DEFAULT:
        raise click.UsageError("Geef met --voice een eigen map voor deze stem, zodat stemmen niet door elkaar lopen.")


def _make(work: Work, voice: str, speak: Speak, *, only_missing: bool) -> list[Path]:
    line = work.line
    with shown("Opnamen maken") as progress:
        return make(
            work.texts,
            work.folder / voice,
            line.language,
            progress=progress,
            only_missing=only_missing,
            speak=speak,
            pronounce=line.pronounce,
        )


def _warn_if_it_varies(work: Work, speak: Speak, text: str) -> None:
    with TemporaryDirectory() as workshop:
        if not engine.repeats(speak, text, work.line.language, Path(workshop)):
            click.echo(
                "Let op: deze opdracht maakt van dezelfde tekst telkens iets ander geluid. Zoek een instelling die dat "
                "uitzet; bij Piper is dat --noise_scale 0 --noise_w 0.",
                err=True,
            )


def _introduce(work: Work, voice: str, made: Sequence[Path], program: str) -> None:
    """Who speaks must be known of every voice; what cannot be known here is to be filled in."""
    if not made:
        return
    if path := introduce(work.folder / voice, "synthetic", f"Met {program} en ffmpeg.", datetime.now(UTC).date()):
        click.echo(f"Vul in {path} in wie er spreekt en waarvoor de opnamen gebruikt mogen worden.")
    if advice := work.how_to_use(voice):
        click.echo(advice)
