"""Has publications made in a process of their own, for a server that has callers on the line.

So a worker holds nothing but what it serves with, and whatever a menu does to the program that reads it, callers are
answered. Where no process can be had, the work is done here.
"""

import logging
import math
import os
import sys
from typing import Final

from ivr.edition import Answer, Publication, Stored, Unmade, Work
from ivr.edition.fingerprint import is_renewed
from ivr.edition.packing import pack, unpack
from ivr.settings import NAMES, Settings

log = logging.getLogger(__name__)

WAITED_FOR: Final = 4.0
"""Seconds for what a caller may be waiting for; Twilio gives up after 15."""

BEFORE: Final = 10.0
"""Seconds for what served before a start."""


class Apart:
    """A press in a process of its own; one for each publication."""

    def servable(self, settings: Settings, seconds: float) -> Publication:
        """Make one of the menu file as it is, and keep it; raises InvalidMenu with every error, or SettingsError."""
        return _made(Work("servable", settings.of_menus), seconds)

    def again(self, settings: Settings, stored: Stored) -> Publication:
        """Make one again that was kept; raises InvalidMenu or SettingsError where that cannot be made any more."""
        return _made(Work("again", settings.of_menus, stored), WAITED_FOR)

    def before(self, settings: Settings) -> Publication:
        """Make the latest again of all that were kept and can be made; raises InvalidMenu where none can."""
        return _made(Work("before", settings.of_menus), BEFORE)

    def instead(self, settings: Settings) -> Publication:
        """Make one of the built-in line; here, if the other process fails: nothing else is left."""
        work = Work("instead", settings.of_menus)
        try:
            return _made(work, WAITED_FOR)
        except Unmade:
            return _here(work)


def _made(work: Work, seconds: float) -> Publication:
    """Have it made; two versions of the program are not mixed: the next start makes what this one does not."""
    answer = _asked(work, seconds)
    if is_renewed():
        raise Unmade("er staat een andere versie van het programma klaar: de beheerder moet de dienst opnieuw starten")
    return answer.publication() if answer else _here(work)


def _here(work: Work) -> Publication:
    from ivr.publishing import answer

    return answer(work).publication()


def _asked(work: Work, seconds: float) -> Answer | None:
    """Have it done; None where there is no process to be had, Unmade where it was killed or does not end."""
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-m", "ivr.publishing", str(math.ceil(seconds) + 1)]
    try:
        done = subprocess.run(command, input=pack(work), capture_output=True, env=environment, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise Unmade(f"niet klaar na {seconds:.0f} seconden") from late
    except (OSError, ValueError) as error:
        return _noted(type(error).__name__)
    if done.returncode < 0:
        raise Unmade(f"afgebroken met signaal {-done.returncode}")
    try:
        return unpack(done.stdout, Answer)
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        return _noted(f"exit code {done.returncode} {last if last.isidentifier() else ''}".strip())


def _noted(why: str) -> Answer | None:
    log.warning("No process makes menus (%s); the server makes them itself.", why)
    return None
