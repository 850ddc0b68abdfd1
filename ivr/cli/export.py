"""`ivr prompts export`: the recordings under their public names, for a CDN or a bucket (IVR_PROMPTS_URL)."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ivr.cli.audio.files import write
from ivr.cli.prompts_work import Progress, Work, shown
from ivr.conversation import compile_script
from ivr.prompts import Catalogue, ringing_tone
from ivr.publishing import built_in
from ivr.recording import Recording


@click.command("export")
@click.argument("target", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def export(work: Work, target: Path) -> None:
    """Write the recordings that callers hear to FOLDER, under the names that their addresses end in.

    What is there already is skipped and nothing is removed: callers may still be in an earlier menu.
    """
    found = _recordings(work)
    try:
        with shown("Exporting") as progress:
            written = write_all(found, target, progress)
    except OSError as error:
        sys.exit(f"ivr: {error.filename or target} cannot be exported: {error.strerror or error}")
    click.echo(f"{written} recordings written to {target}, {len(found) - written} already there.", err=True)
    if missing := len(work.texts) - len(work.recordings):
        click.echo(f"{missing} texts have no recording; the computer voice speaks them.", err=True)


def _recordings(work: Work) -> list[Recording]:
    """The menu's, and those of the built-in line: when it serves, its recordings are asked for at the same address."""
    spare = built_in()
    catalogue = Catalogue.read(work.folder, spare.voices, spare.language)
    theirs = (catalogue.find(text) for text in compile_script(spare).prompts())
    tone = [ringing_tone()] if work.line.advisor.connect == "queue" else []
    named = {one.public_name: one for one in [*work.recordings.values(), *theirs, *tone] if one}
    return list(named.values())


def write_all(found: Sequence[Recording], target: Path, progress: Progress | None) -> int:
    """Write what is not there yet, and return how many; raises OSError."""
    written = 0
    for done, recording in enumerate(found, start=1):
        written += _write(recording, target / recording.public_name)
        if progress:
            progress(done, len(found))
    return written


def _write(recording: Recording, path: Path) -> bool:
    """Its name holds a hash of its bytes, so a file of that name and size is this one."""
    if path.is_file() and path.stat().st_size == recording.size:
        return False
    content, unchanged = recording.read()
    if not unchanged:
        raise OSError(0, "it was replaced meanwhile; run this again", str(recording.path))
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, content)
    return True
