"""`ivr new`: a small, commented menu to begin with, for any helpline; it is safe to call as it is."""

import os
import shlex
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final, TextIO

import click
import yaml
from click.core import ParameterSource

from ivr import loader
from ivr.budget import overruns
from ivr.cli.options import menus_option
from ivr.conversation import compile_script
from ivr.problems import InvalidMenu

SCHEMA: Final = "menus.schema.json"
"""What editors complete and underline by, when it stands in the same folder."""

_OWN_FILE: Final = " menus.yml"
"""What the commands in the starting menu call it."""

_QUOTES: Final = set('"“”„‟«»‹›‚‘’')
"""What the loader takes for a mistake at the edge of a text without quotes of its own."""

MODELINE: Final = f"# yaml-language-server: $schema={SCHEMA}\n"
"""The first line of a menu: how an editor finds the schema."""


def starting(file: str = "menus.yml", name: str | None = None, *, schema: bool = False) -> str:
    """The starting menu, for a file and an organisation; `schema` says that the editors' schema stands beside it.

    Raises InvalidMenu for a name that cannot be spoken.
    """
    menu = files("ivr").joinpath("starting.yml").read_text(encoding="utf-8")
    menu = menu.replace(_OWN_FILE, f" {shlex.quote(file)}")
    if name is not None:
        menu = _named(menu, name.strip())
    return f"{MODELINE}#\n{menu}" if schema else menu


def _named(menu: str, name: str) -> str:
    """Fill the name in, and greet with it; whatever it holds is quoted as YAML wants it."""
    line = loader.loads(menu)
    welcome = line.welcome.replace(f"{line.name}.", name if name.endswith((".", "?", "!")) else f"{name}.")
    for word, old, new in (("name", line.name, name), ("welcome", line.welcome, welcome)):
        menu = menu.replace(f"\n{word}: {old}\n", f"\n{word}: {_quoted(new)}\n")
    loader.loads(menu)
    return menu


def _quoted(text: str) -> str:
    style = "'" if _QUOTES & set(text) else None
    yml = yaml.safe_dump(text, default_style=style, allow_unicode=True, width=sys.maxsize)
    return yml.removesuffix("...\n").rstrip("\n")


def run(path: Path, name: str | None, out: TextIO) -> None:
    """Write the starting menu and tell how to go on.

    Raises FileExistsError rather than replace anything, InvalidMenu for a name that cannot be spoken, or OSError.
    """
    if os.path.lexists(path):
        raise FileExistsError
    menu = starting(str(path), name, schema=path.with_name(SCHEMA).is_file())
    _write(path, menu.encode())
    line = loader.loads(menu)
    print(f"{path} is gemaakt voor {line.name}: een menu dat meteen werkt, met voorbeelden.", file=out)
    for late in overruns(compile_script(line), {}):
        print(f"Let op: {late.message}", file=out)
    print(_steps(path), file=out)


def _write(path: Path, content: bytes) -> None:
    """Complete or not there, and never over something else."""
    unfinished = path.with_name(f".{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        _appear(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _appear(unfinished: Path, path: Path) -> None:
    """Give the file its name, unless that is taken; not every disk knows a second name for a file."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        with path.open("xb") as file:
            file.write(unfinished.read_bytes())


def _steps(path: Path) -> str:
    """What to do next, in commands that can be pasted."""
    file, ivr = shlex.quote(str(path)), f"{shlex.quote(_python())} -m ivr"
    schema = "" if path.with_name(SCHEMA).is_file() else _about_schema(path, ivr)
    return f"""
Zo gaat u verder. Open {path} en zoek op VUL IN: daar hoort een zin van uzelf. Daarna:

    {ivr} check {file}
        zegt wat er niet klopt, en op welke regel
    {ivr} tree --menus {file}
        toont het menu zoals bellers het vinden
    {ivr} call --menus {file}
        belt het menu met het toetsenbord
    {ivr} prompts --menus {file} make
        maakt opnamen met een computerstem (met espeak-ng en ffmpeg)
    IVR_MENUS={file} {ivr} serve
        laat de lijn op deze computer met dit menu antwoorden
{schema}
Pas ook ivr/built_in.yml aan: dat horen bellers als {path} niet te gebruiken is."""


def _about_schema(path: Path, ivr: str) -> str:
    schema = shlex.quote(str(path.with_name(SCHEMA)))
    return f"""    {ivr} schema --out {schema}
        laat uw editor meekijken; zet dan bovenaan het menu: {MODELINE.strip()}
"""


def _python() -> str:
    """The Python that runs this, as it is typed in this folder."""
    here = Path.cwd()
    python = Path(sys.executable)
    return str(python.relative_to(here) if python.is_relative_to(here) else python)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@menus_option
@click.option("--name", metavar="NAAM", help='De naam van de organisatie, zoals "Hulplijn X".')
@click.pass_context
def new(context: click.Context, file: Path | None, menus: Path, name: str | None) -> None:
    """Maak een keuzemenu om mee te beginnen, in FILE (menus.yml), voor elke hulplijn.

    Er wordt nooit een bestand overschreven. Het menu werkt meteen; wat u erin moet invullen, staat erbij.
    """
    if file and context.get_parameter_source("menus") is ParameterSource.COMMANDLINE:
        raise click.UsageError("Noem het bestand één keer: achter new, of achter --menus.")
    path = file or menus
    if not str(path).isprintable():
        sys.exit("ivr: in de naam van het bestand staat een onzichtbaar teken. Kies een andere naam.")
    try:
        run(path, name, sys.stdout)
    except InvalidMenu as invalid:
        sys.exit(f"ivr: --name kan zo niet worden gezegd. {invalid.problems[0].message}")
    except FileExistsError:
        sys.exit(f"ivr: {path} bestaat al, en daar wordt niets overheen geschreven. Kies een andere naam.")
    except OSError as error:
        if not path.parent.is_dir():
            sys.exit(f"ivr: de map {path.parent} bestaat niet. Maak die eerst.")
        sys.exit(f"ivr: {path} kan niet worden geschreven ({error.strerror}).")
