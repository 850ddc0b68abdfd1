"""`ivr publish`: puts a menu in the place of menus.yml, checked and whole; or goes back to an earlier edition."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn, TextIO

import click

from ivr import loader
from ivr.cli.check_report import Checked, as_text
from ivr.cli.editions import line_settings
from ivr.cli.options import menus_option, prompts_option
from ivr.cli.prompts_work import counted
from ivr.problems import InvalidMenu
from ivr.publishing import Done, NoEdition, publish_draft, publish_edition
from ivr.settings import Settings, SettingsError

STDIN: Final = "-"


def run(settings: Settings, file: Path, edition: str | None, note: str) -> Done:
    """Publish an earlier edition, or a file, or end with what is wrong with the menu.

    Raises NoEdition, OSError, or SettingsError for a telephone number that the menu needs.
    """
    content = b""
    try:
        if edition:
            return publish_edition(settings, edition, note)
        content = sys.stdin.buffer.read() if str(file) == STDIN else b""
        draft = loader.parse(content, STDIN) if str(file) == STDIN else loader.read(file)
        content = draft.source.text.encode()
        return publish_draft(settings, draft, note)
    except InvalidMenu as invalid:
        _refuse(Checked(file, tuple(invalid.problems), content.decode("utf-8", "replace"), is_readable=bool(content)))


def _refuse(checked: Checked) -> NoReturn:
    as_text([checked], sys.stderr)
    sys.exit("ivr: er is niets gepubliceerd, en er is niets veranderd.")


def report(done: Done, menus: Path) -> Iterator[str]:
    """Tell an operator what was done, and how to undo it."""
    yield f"Editie {done.edition} is gepubliceerd, in {menus}."
    if done.before == done.edition:
        yield "Voor bellers verandert er niets: die editie hadden zij al."
    else:
        yield "Nieuwe bellers krijgen haar binnen twee seconden. Wie nu aan de lijn is, houdt zijn menu."
    if done.recordings:
        yield f"{counted(done.recordings).capitalize()} teruggezet."
    if done.kept_as:
        yield f"Wat er in {menus} stond, is in geen editie bewaard. Het staat nu in {done.kept_as}."
    if done.before and done.before != done.edition:
        if done.changes:
            yield f"Wat er voor bellers verandert: python -m ivr diff {done.before}"
        yield f"Toch niet goed? python -m ivr publish --edition {done.before}"


@click.command("publish")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@menus_option
@prompts_option
@click.option("--edition", metavar="EDITIE", help="Ga terug naar deze editie; welke er zijn, zegt ivr editions.")
@click.option("--note", metavar="TEKST", default="", help="Waarom, voor de lijst van edities.")
@click.option("--json", "json_wanted", is_flag=True, help="Voor programma's.")
def publish(file: Path | None, menus: Path, folder: Path, edition: str | None, note: str, *, json_wanted: bool) -> None:
    """Publiceer het menu in FILE: het komt in zijn geheel op de plaats van menus.yml, als er geen fout in staat.

    Zonder FILE wordt menus.yml zelf gepubliceerd; een lijn die draait, doet dat ook vanzelf. FILE is - voor wat op
    standaardinvoer komt. Bij een fout verandert er niets, en wat er stond, gaat nooit verloren.
    """
    if file and edition:
        raise click.UsageError("Kies: een bestand, of --edition.")
    try:
        done = run(line_settings(os.environ, menus, folder), file or menus, edition, note)
    except NoEdition as why:
        sys.exit(f"ivr: {why}")
    except SettingsError as error:
        sys.exit(
            f"ivr: er is niets gepubliceerd. Een telefoonnummer is niet goed ingesteld; vraag de beheerder: {error}"
        )
    except OSError as error:
        sys.exit(f"ivr: {error.filename or menus} kan niet worden geschreven ({error.strerror}).")
    _print(done, menus, sys.stdout, json_wanted=json_wanted)


def _print(done: Done, menus: Path, out: TextIO, *, json_wanted: bool) -> None:
    if json_wanted:
        json.dump(vars(done), out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        print(*report(done, menus), sep="\n", file=out)
