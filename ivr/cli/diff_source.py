"""Where the two menus of `ivr diff` come from: a file, an edition, or a version in git; git is only ever read."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from ivr import loader
from ivr.cli.prompts_work import state
from ivr.difference import Named
from ivr.edition import Store

LATEST: Final = "HEAD"

_NO_QUESTIONS: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}

_ELSEWHERE: Final = ("GIT_DIR", "GIT_WORK_TREE")
"""What git sets for a hook of another repository; here the menu file says which repository is meant."""


class NoMenu(Exception):  # noqa: N818 - reads as what it is
    """A name that leads to no menu; the message is Dutch, for operators."""


def named(name: str, menus: Path) -> Named:
    """The menu in a file, or else of an edition, or in a version of git.

    Raises NoMenu, or InvalidMenu when it does not load.
    """
    file = Path(name)
    if _is_file(file):
        return from_file(file)
    if edition := Store.below(state()).find(name):
        return Named(f"editie {name}", loader.loads(edition.menu, name))
    revision, colon, path = name.partition(":")
    if not name or revision.startswith("-"):
        raise NoMenu(f"'{name}' is geen bestand, en zo kan ook een versie in git niet heten.")
    kept = _behind_links(menus)
    if not kept.parent.is_dir():
        raise NoMenu(f"'{name}' is geen bestand, en de map {kept.parent} is er niet.")
    inside = f"{_repository(name, kept.parent)}{kept.name}"
    content = _content(revision, path if colon else inside, name, kept.parent)
    shown = name if colon else f"{name}:{inside}"
    return Named(shown, loader.loads(content, shown))


def from_file(file: Path) -> Named:
    """The menu in a file; raises InvalidMenu."""
    return Named(str(file), loader.load(file))


def _is_file(path: Path) -> bool:
    """Whether there is something to read; a folder can have the name of a version."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False


def _behind_links(menus: Path) -> Path:
    """The menu file itself, where its name is a link to it: git keeps what it links to."""
    try:
        return menus.resolve()
    except (OSError, RuntimeError, ValueError):
        return menus.absolute()


def _repository(name: str, folder: Path) -> str:
    """Where this folder is in its repository (`beheer/`); raises NoMenu where there is none, or no git."""
    found = _git(name, folder, "rev-parse", "--show-prefix")
    if found.returncode == 0:
        return found.stdout.decode(errors="replace").removesuffix("\n")
    said = found.stderr.decode(errors="replace").strip().splitlines() or [""]
    if "not a git repository" in said[0]:
        raise NoMenu(f"'{name}' is geen bestand, en de map {folder} wordt niet door git bijgehouden.")
    raise NoMenu(f"'{name}' is geen bestand, en git kan de map {folder} niet lezen ({said[0]}).")


def _content(revision: str, path: str, name: str, folder: Path) -> bytes:
    """The file as it was in that version; a version without a name is what has been added for the next one."""
    if revision and _git(name, folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").returncode:
        raise NoMenu(f"'{name}' is geen bestand, en '{revision}' is geen versie die git kent.")
    found = _git(name, folder, "cat-file", "blob", f"{revision}:{path}")
    if found.returncode:
        version = f"versie '{revision}'" if revision else "wat klaarstaat voor de volgende versie"
        raise NoMenu(f"In {version} is er geen bestand '{path}'.")
    return found.stdout


def _git(name: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git; raises NoMenu where it is not installed or cannot be run."""
    program = shutil.which("git")
    if program is None:
        raise NoMenu(f"'{name}' is geen bestand, en voor een oudere versie is git nodig (apt-get install git).")
    surroundings = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _NO_QUESTIONS
    try:
        return subprocess.run(
            [program, "-C", str(folder), *arguments], capture_output=True, check=False, env=surroundings
        )
    except (OSError, ValueError) as error:
        raise NoMenu(f"'{name}' is geen bestand, en git kan het ook niet vinden ({error}).") from None
