"""`ivr prompts script`: what a person needs who records the texts."""

import sys
from pathlib import Path

import click

from ivr.cli.prompts_work import Work
from ivr.prompts import Catalogue, speaker


@click.command("script")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="De map om in te schrijven.")
@click.option("--missing", is_flag=True, help="Alleen wat de eerste stem nog niet heeft opgenomen.")
@click.pass_obj
def write_script(work: Work, out: Path, *, missing: bool) -> None:
    """Schrijf een pagina om te printen voor wie de teksten inspreekt, en een lijst met de namen van de bestanden.

    Elke tekst heeft een nummer; de opname van tekst 12 heet 12.wav. Met --missing blijven de nummers gelijk. Zijn de
    opnamen er, zet ze dan op de lijn met: python -m ivr prompts import MAP --voice NAAM
    """
    found = speaker.entries(work.line, work.texts, _missing(work) if missing else None)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / speaker.PAGE).write_text(speaker.page(work.line, found, len(work.texts)), encoding="utf-8")
        (out / speaker.TABLE).write_text(speaker.table(found), encoding="utf-8-sig", newline="")
    except OSError as error:
        sys.exit(f"ivr: in {out} kan niet worden geschreven ({error.strerror}).")
    click.echo(f"{len(found)} van de {len(work.texts)} teksten staan in {out / speaker.PAGE} en {out / speaker.TABLE}.")


def _missing(work: Work) -> set[str]:
    """The texts that the first voice has not recorded, whoever else may have."""
    first = Catalogue.read(work.folder, work.line.voices[:1], work.line.language)
    return {text for text in work.texts if not first.find(text)}
