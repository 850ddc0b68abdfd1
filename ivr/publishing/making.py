"""Makes a publication of a menu file: checked, and rendered whole or not at all."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace

from ivr import loader
from ivr.check import Subject, errors
from ivr.conversation import compile_script
from ivr.edition import Publication
from ivr.loader import MenuFile
from ivr.menu import Line, names
from ivr.numbers import faults, with_known_numbers, with_numbers
from ivr.problems import InvalidMenu, Position, Problem
from ivr.prompts import Catalogue
from ivr.publishing.fallback import make_fallback
from ivr.publishing.rendering import make_edition
from ivr.recording import Recording
from ivr.schedule import zone
from ivr.settings import RECORDINGS_PATH, Settings, SettingsError


def publish(
    menus: Path | MenuFile,
    prompts: Path,
    numbers: Mapping[str, str],
    prompts_url: str = RECORDINGS_PATH,
    *,
    draft: bool = False,
) -> Publication:
    """Make a publication of a menu, with the recordings in a folder; of a draft no rule is held against it.

    `menus` is the file, or what was read of it. `numbers` holds the telephone numbers that it refers to as `${NAME}`;
    raises SettingsError when one of them is missing or cannot be rung. `prompts_url` is where callers' recordings are
    fetched. Raises InvalidMenu with every error that stops publication.
    """
    try:
        file = loader.read(menus) if isinstance(menus, Path) else menus
        line = with_numbers(file.line, numbers)
        catalogue = Catalogue.read(prompts, line.voices, line.language)
        if not draft:
            _check(file, line, catalogue, numbers)
        made = _publication(line, catalogue, numbers, prompts_url, file.source.text.encode())
        return replace(made, numbers=(*names(file.line), *names(built_in())))
    except (InvalidMenu, SettingsError):
        raise
    except Exception as error:
        raise InvalidMenu([_our_fault(str(menus) if isinstance(menus, Path) else menus.source.file, error)]) from error


def servable(settings: Settings, menus: Path | MenuFile) -> Publication:
    """Make what the line with these settings serves of a menu; raises what `publish` does.

    SettingsError also where the menu needs a queue, and nobody could be rung for it.
    """
    made = publish(menus, settings.prompts, settings.numbers, settings.prompts_url)
    settings.must_ring(queue=made.edition.script.has_queue)
    return made


def again(menu: bytes, recordings: Iterable[Recording], numbers: Mapping[str, str], prompts_url: str) -> Publication:
    """Make a publication of a menu that was published before, with the recordings that it had then.

    It is not checked again: callers may be in it. Raises InvalidMenu or SettingsError when it cannot be made any more.
    """
    line = with_numbers(loader.loads(menu), numbers)
    return _publication(line, Catalogue(line.language, tuple(recordings)), numbers, prompts_url, menu)


def instead(prompts: Path, numbers: Mapping[str, str], prompts_url: str = RECORDINGS_PATH) -> Publication:
    """Make a publication of the built-in line, that names 112 and connects to an advisor."""
    line = with_known_numbers(built_in(), numbers)
    return _publication(line, Catalogue.read(prompts, line.voices, line.language), numbers, prompts_url, b"")


def built_in() -> Line:
    """Load the line that is part of the program, for when menus.yml cannot be used."""
    return loader.loads(files("ivr").joinpath("built_in.yml").read_bytes(), "built_in.yml")


def _publication(
    line: Line, catalogue: Catalogue, numbers: Mapping[str, str], prompts_url: str, menu: bytes
) -> Publication:
    return Publication(
        make_edition(line, catalogue, prompts_url),
        make_fallback(line),
        menu,
        rejected=catalogue.rejected,
        unreachable=tuple(faults(built_in(), numbers).values()),
        zone=zone(line),
    )


def _check(file: MenuFile, line: Line, catalogue: Catalogue, numbers: Mapping[str, str]) -> None:
    """Hold the menu against every rule that can stop it; raises InvalidMenu with the errors that are found."""
    script = compile_script(line)
    lengths = {text: found.seconds for text in script.prompts() if (found := catalogue.find(text))}
    if stopping := errors(file, Subject(file.line, script, lengths, numbers)):
        raise InvalidMenu(stopping)


def _our_fault(menus: str, error: Exception) -> Problem:
    message = (
        f"Het programma kan dit menu niet verwerken ({type(error).__name__}). Bellers krijgen een ander menu. "
        "Dit is een fout in het programma; vraag de beheerder om hulp."
    )
    return Problem(Position(menus, 1, 1), "program", message)
