"""`ivr check`: everything that is wrong with a menu file and its recordings, before a caller hears it."""

import os
import sys
from pathlib import Path
from typing import TextIO

import click

from ivr import loader
from ivr.check import Recorded, Subject, inspect, inspect_recordings
from ivr.cli import check_explain
from ivr.cli.check_report import FORMATS, Checked
from ivr.cli.options import prompts_option
from ivr.cli.prompts_work import Work
from ivr.loader import MenuFile
from ivr.problems import InvalidMenu, Problem, Severity

STDIN = "-"
"""Stands for standard input, as an editor gives what is not saved yet."""


def examine(menus: Path, folder: Path) -> Checked:
    """Read a menu file, and hold it and its recordings against every rule."""
    content = sys.stdin.buffer.read() if str(menus) == STDIN else None
    try:
        file = loader.read(menus) if content is None else loader.parse(content, STDIN)
    except InvalidMenu as invalid:
        return Checked(menus, tuple(invalid.problems), _text(menus, content), is_readable=False)
    problems = _problems(file, Work(menus, file.line, folder))
    return Checked(menus, tuple(problems), file.source.text)


def _problems(file: MenuFile, work: Work) -> list[Problem]:
    """Those of the menu and then those of the recordings; what is only worth knowing comes last."""
    lengths = {text: recording.seconds for text, recording in work.recordings.items()}
    subject = Subject(work.line, work.script, lengths, os.environ)
    measured = {text: found for text in work.recordings if (found := work.measured(text))}
    recorded = Recorded(
        work.menus, work.line, work.folder, work.texts, work.catalogue, measured, work.is_loudness_unknown
    )
    problems = [*inspect(file, subject), *inspect_recordings(recorded)]
    return sorted(problems, key=lambda problem: problem.severity is Severity.NOTICE)


def _text(menus: Path, content: bytes | None) -> str:
    """What of a file that is not valid can still be shown."""
    try:
        return (menus.read_bytes() if content is None else content).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def run(files: tuple[Path, ...], folder: Path, form: str, out: TextIO, *, strict: bool) -> int:
    """Print every problem; the exit status is 1 when there are errors, and with `strict` when there are warnings."""
    checked = [examine(file, folder) for file in files]
    FORMATS[form](checked, out)
    stops = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(problem.severity in stops for one in checked for problem in one.problems))


def _explain(context: click.Context, _option: click.Parameter, rule: str | None) -> None:
    """Explain a rule, and do nothing else."""
    if rule is None:
        return
    try:
        click.echo(check_explain.explain(rule))
    except KeyError:
        near = check_explain.nearest(rule)
        meant = f" Bedoelt u {near}?" if near else ""
        raise click.BadParameter(f"de regel '{rule}' is er niet.{meant} Alle regels: --explain all.") from None
    context.exit()


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[FILE]...")
@prompts_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="github: voor GitHub Actions.")
@click.option("--json", "as_json", is_flag=True, help="Voor programma's; hetzelfde als --format json.")
@click.option("--strict", is_flag=True, help="Eindig ook bij waarschuwingen met 1.")
@click.option(
    "--explain", metavar="REGEL", callback=_explain, is_eager=True, expose_value=False,
    help="Leg een regel uit: wat er niet mag, waarom, en hoe het wel kan. Alle regels: all.",
)  # fmt: skip
def check(files: tuple[Path, ...], folder: Path, form: str, *, as_json: bool, strict: bool) -> None:
    """Controleer het menubestand FILE (menus.yml): zegt op welke regel iets niet klopt. En daarna de opnamen.

    Een fout houdt publicatie tegen, een waarschuwing niet. FILE is - voor wat op standaardinvoer komt.
    """
    named = files or (Path(os.environ.get("IVR_MENUS") or "menus.yml"),)
    sys.exit(run(named, folder, "json" if as_json else form, sys.stdout, strict=strict))
