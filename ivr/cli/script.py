"""`ivr script`: the whole line as a call script, for staff to read and sign."""

from pathlib import Path

import click

from ivr import callscript
from ivr.cli.options import loaded, menus_option, prompts_option
from ivr.cli.output import deliver
from ivr.cli.prompts_work import Work


def written(work: Work) -> str:
    """The page."""
    lengths = {text: recording.seconds for text, recording in work.recordings.items()}
    return callscript.page(work.line, work.script, lengths)


@click.command()
@menus_option
@prompts_option
@click.option("--out", type=click.Path(path_type=Path), help="Schrijf naar dit bestand, zoals belscript.html.")
def script(menus: Path, folder: Path, out: Path | None) -> None:
    """Schrijf het belscript: een pagina om te lezen, te printen en goed te keuren.

    Alles wat bellers horen staat erin, en wat een adviseur hoort die opneemt: woord voor woord, met de toetsen, uren en
    mededelingen. Open het bestand daarna in een browser.
    """
    deliver(written(Work(menus, loaded(menus), folder)), out)
