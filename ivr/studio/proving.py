"""Has the draft walked, in a process of its own that lets callers go first, and remembers which text was proved."""

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
from ivr.studio.answers import Refusal
from ivr.studio.draft import Drafts

LONGEST: Final = 600
"""Seconds that a proof may take."""

_one_at_a_time: Final = threading.Lock()


@dataclass(frozen=True)
class Certificate:
    """What `ivr walk` says of a text."""

    is_proven: bool
    text: str


def prove(drafts: Drafts, expected: str) -> Certificate:
    """Walk the draft with this tag. Raises OtherDraft, or Refusal where it cannot be walked."""
    with drafts.held(expected):
        pass
    with _one_at_a_time:
        done = _walked(drafts)
    certificate = Certificate(done.returncode == 0, done.stdout.replace(f" {_file(drafts)},", " het concept,", 1))
    with drafts.held(expected):
        if certificate.is_proven:
            write(drafts.folder / "proven", expected.encode())
    if not done.stdout:
        why = (done.stderr.strip().splitlines() or ["zonder reden"])[-1]
        raise Refusal(f"Het bewijs kon niet worden gemaakt: {why}", 500)
    return certificate


def is_proven(drafts: Drafts, expected: str) -> bool:
    """Whether the last text that was proved has this tag."""
    try:
        return (drafts.folder / "proven").read_text() == expected
    except OSError:
        return False


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
        raise Refusal(f"Het bewijs duurt langer dan {LONGEST} s. Maak het met: python -m ivr walk", 503) from None
