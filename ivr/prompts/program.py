"""Running the programs that make sound: an argument list, a time limit, and one clear sentence when it fails."""

import shutil
import subprocess
from collections.abc import Sequence

TIME_LIMIT = 60
"""Seconds; a recording takes less than one."""


class ProgramFailed(RuntimeError):  # noqa: N818 - reads as what happened
    """A program is missing or did not do its work; the message says which, why, and what to do."""


class ProgramMissing(ProgramFailed):
    """A program that is not installed."""


def run(program: str, arguments: Sequence[str], *, package: str, stdin: str = "") -> str:
    """What the program writes to stderr, where ffmpeg reports. `package` is the Debian package that has it."""
    found = shutil.which(program)
    if found is None:
        raise ProgramMissing(f"{program} is not installed: install it (apt-get install {package}) and try again")
    try:
        done = subprocess.run(
            [found, *arguments], input=stdin.encode(), capture_output=True, timeout=TIME_LIMIT, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(f"{program} did not finish within {TIME_LIMIT} seconds: try again") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise ProgramFailed(f"{program} failed (exit code {error.returncode}): {said[-1]}") from error
    except OSError as error:
        raise ProgramFailed(f"{program} cannot be run ({error.strerror}): reinstall {package}") from error
    return done.stderr.decode(errors="replace")
