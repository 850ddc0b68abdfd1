"""Real disks that are full or may not be written: a file system in memory that only the server and this test see."""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.server import Server

_MOUNT: Final = 'mount -t tmpfs -o size={size}k ivr "$0" && cp -a "$1"/. "$0" && exec "${{@:2}}"'
_MAY: Final = ["unshare", "-rm", "true"]


def mounted(at: Path, filled_with: Path, kilobytes: int) -> list[str]:
    """What starts a server that finds a small disk here, with a copy of a folder on it; skips where that cannot be."""
    try:
        subprocess.run(_MAY, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine gives nobody a disk of their own (unshare -rm: {error})")
    at.mkdir()
    return ["unshare", "-rm", "bash", "-c", _MOUNT.format(size=kilobytes), str(at), str(filled_with)]


@dataclass(frozen=True)
class Disk:
    """The disk that a server has here, as it sees it."""

    server: Server
    at: Path

    @property
    def folder(self) -> Path:
        """The same folder, for whoever is outside."""
        return Path(f"/proc/{self.server.process.pid}/root{self.at}")

    def fill(self) -> None:
        """Write until there is no room for one byte more."""
        with (self.folder / "ballast").open("ab", buffering=0) as ballast, suppress(OSError):
            while ballast.write(b"x" * 4096):
                pass
        assert os.statvfs(self.folder).f_bavail == 0

    def empty(self) -> None:
        """Make room."""
        (self.folder / "ballast").unlink()

    def lock(self) -> None:
        """Let nobody write any more, as a failing disk is."""
        inside = ["nsenter", "-t", str(self.server.process.pid), "-U", "-m", "--preserve-credentials"]
        subprocess.run([*inside, "mount", "-o", "remount,ro", str(self.at)], check=True)
        assert not os.access(self.folder, os.W_OK)
