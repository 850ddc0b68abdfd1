"""`ivr prompts import`: the recordings of a person, made fit for the telephone and given the names of their texts."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from ivr.cli.prompts_work import Work, counted, shown, voice_name
from ivr.prompts import BadVoice, Catalogue, Imported, ProgramFailed, Refused, Voice, import_recordings
from ivr.prompts.voice import FILE, introduce

MADE = "Ingesproken in <waar, en met welke microfoon>; bewerkt met ivr prompts import."


@click.command("import")
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--voice", required=True, callback=voice_name, help="De map in prompts/ waar de opnamen komen.")
@click.pass_obj
def import_folder(work: Work, source: Path, voice: str) -> None:
    """Zet de opnamen in FOLDER op de lijn: WAV, MP3, M4A, OGG, WebM of FLAC, genoemd naar nummer of kenmerk.

    De nummers zijn die van 'prompts script'. Laat opnamen.csv erbij liggen: is het menu daarna veranderd, dan komt een
    opname toch bij de goede tekst.
    """
    if not source.is_dir():
        sys.exit(f"ivr: de map {source} is er niet.")
    texts, target = list(work.texts), work.folder / voice
    try:
        with shown("Opnamen verwerken") as progress:
            done, refused = import_recordings(source, texts, target, work.line.language, progress=progress)
    except ProgramFailed as failed:
        sys.exit(f"ivr: {failed}")
    for one in refused:
        click.echo(f"{one.source}: {one.reason}")
    if done:
        _introduce(work, voice)
    _summary(work, voice, done, refused)
    sys.exit(1 if refused or not done else 0)


def _introduce(work: Work, voice: str) -> None:
    """Who speaks must be known of every voice, and callers hear only the voices that the menu names."""
    folder = work.folder / voice
    if path := introduce(folder, "human", MADE, datetime.now(UTC).date()):
        click.echo(f"Vul in {path} in wie er spreekt en waarvoor de opnamen gebruikt mogen worden.")
    elif _is_synthetic(folder):
        click.echo(f"Let op: volgens {folder / FILE} spreekt hier een computerstem. Geef mensen een eigen map.")
    if advice := work.how_to_use(voice):
        click.echo(advice)


def _is_synthetic(folder: Path) -> bool:
    try:
        return Voice.read(folder).kind == "synthetic"
    except BadVoice:
        return False


def _summary(work: Work, voice: str, done: Sequence[Imported], refused: Sequence[Refused]) -> None:
    if not done and not refused:
        click.echo("In deze map staat geen enkele opname.")
    click.echo(f"{counted(len(done))} in {work.folder / voice} gezet, {len(refused)} geweigerd.")
    now = Catalogue.read(work.folder, [voice], work.line.language)
    if missing := sum(now.find(text) is None for text in work.texts):
        click.echo(f"Van {missing} van de {len(work.texts)} teksten heeft {voice} nog geen opname.")
