"""Has the draft walked, in a process of its own that lets callers go first, and remembers what was proved."""

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ivr
from ivr.edition import write
from ivr.edition.watching import stamp
from ivr.studio.answers import Refusal
from ivr.studio.draft import Drafts
from ivr.studio.menus import Menus
from ivr.studio.room import alone

LONGEST: Final = 600
"""Seconds that a proof may take."""

PATIENCE: Final = 30.0
"""Seconds to wait for another proof; that of the shipped menu takes two."""

BUSY: Final = "Er wordt net een ander bewijs gemaakt. Probeer het zo nog eens."
MOVED: Final = "Terwijl het bewijs werd gemaakt, is er een tekst of een opname veranderd. Publiceer opnieuw."

FAILED: Final = "Het bewijs kon niet worden gemaakt. Er is niets gepubliceerd. Vraag de beheerder om hulp: {}"
TOO_LONG: Final = (
    "Het bewijs duurt langer dan {:.0f} minuten en is gestopt. Er is niets gepubliceerd. Vraag de beheerder om het "
    "menu te bewijzen en te publiceren, met python -m ivr walk en python -m ivr publish."
)

_one_at_a_time: Final = threading.Lock()


@dataclass(frozen=True)
class Certificate:
    """What `ivr walk` says of a text."""

    is_proven: bool
    text: str


def prove(menus: Menus, expected: str) -> Certificate:
    """Walk the draft with this tag. Raises OtherDraft, or Refusal where it cannot be walked or changed meanwhile."""
    with alone(_one_at_a_time, PATIENCE, BUSY):
        before = _seen(menus, expected)
        done = _walked(menus.drafts)
    if not done.stdout:
        why = (done.stderr.strip().splitlines() or ["zonder reden"])[-1]
        raise Refusal(FAILED.format(why), 500)
    certificate = Certificate(done.returncode == 0, done.stdout.replace(f" {_file(menus.drafts)},", " het concept,", 1))
    with menus.drafts.held(expected):
        if before != _seen_now(menus):
            raise Refusal(MOVED, 409)
        if certificate.is_proven:
            write(menus.drafts.folder / "proven", _what(menus, expected).encode())
    return certificate


def is_proven(menus: Menus, expected: str) -> bool:
    """Whether what was proved last is the text with this tag, with the recordings as they are."""
    try:
        return (menus.drafts.folder / "proven").read_text() == _what(menus, expected)
    except OSError:
        return False


def _what(menus: Menus, expected: str) -> str:
    """The text, and all that callers would hear of it."""
    return f"{expected} {menus.shown('draft').edition.id}"


def _seen(menus: Menus, expected: str) -> object:
    with menus.drafts.held(expected):
        return _seen_now(menus)


def _seen_now(menus: Menus) -> object:
    """What changes whenever the files do that are walked, also when they become what they were."""
    return stamp(menus.settings), menus.drafts.stamp()


def _file(drafts: Drafts) -> Path:
    return drafts.file if drafts.file.exists() else drafts.settings.menus


def _walked(drafts: Drafts) -> subprocess.CompletedProcess[str]:
    settings = drafts.settings
    kindly = [program, "-n", "10"] if (program := shutil.which("nice")) else []
    command = [sys.executable, "-m", "ivr", "walk", str(_file(drafts)), "--prompts", str(settings.prompts)]
    own = {"IVR_STATE": str(settings.state), "PYTHONPATH": str(Path(ivr.__file__).parent.parent)}
    surroundings = {**os.environ, **settings.numbers, **own}
    try:
        return subprocess.run(
            [*kindly, *command], capture_output=True, text=True, check=False, env=surroundings, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        raise Refusal(TOO_LONG.format(LONGEST / 60), 503) from None
