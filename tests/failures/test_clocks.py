"""Clocks that are set while the line runs, and the two nights on which they change: a real server, another time."""

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.calls.clock import DAY, NATIONAL, NIGHT, NUMBERS, SECOND, TEAMS
from tests.failures.conftest import noticed, ready
from tests.failures.crowd import said
from tests.failures.menus import broken, menu, offered

HOUR = 3600.0
UNHURRIED = "tests.failures.unhurried:app"


@dataclass
class Clock:
    """The clock of a server, set by so many seconds to the real one; only what counts seconds is not changed by it."""

    file: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes a program live by this clock; skips where that cannot be."""
        faketime = shutil.which("faketime")
        if faketime is None:
            pytest.skip("the program faketime is not there: apt-get install faketime")
        shown = subprocess.run([faketime, "-m", "-f", "+0", "env"], check=True, capture_output=True, text=True).stdout
        library = next(line for line in shown.splitlines() if line.startswith("LD_PRELOAD=")).partition("=")[2]
        return {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def set(self, seconds: float) -> None:
        """Set it by so much to the real one."""
        unfinished = self.file.with_suffix(".new")
        unfinished.write_text(f"{seconds:+.0f}\n")
        unfinished.replace(self.file)

    def shows(self, moment: str) -> None:
        """Set it to a moment, with its time zone."""
        self.set(datetime.fromisoformat(moment).timestamp() - time.time())


@pytest.fixture
def clock(tmp_path) -> Clock:
    """A clock that is right."""
    found = Clock(tmp_path / "clock")
    found.set(0)
    return found


def test_a_clock_that_is_set_holds_up_no_menu(office, caller, clock):
    """Hours forward, hours back: what is saved is heard within two seconds, and a broken file changes nothing."""
    with office.serves(app=UNHURRIED, **clock.environment) as server:
        old = caller(server).call()
        for colour, ahead in (("groen", 5 * HOUR), ("blauw", -3 * HOUR), ("oranje", 0.0)):
            clock.set(ahead)
            with noticed(server):
                office.save(menu(colour))
                written_at(office.menus, time.time() + ahead)
            for worker in server.workers:
                with server.only(worker):
                    assert (offered(said(caller(server).call())) or ("",))[0] == colour
        clock.set(-HOUR)
        with noticed(server):
            office.save(broken("wit"))
        assert offered(said(caller(server).call())) == ("oranje", "3")
        assert ready(server)["stale"] is True
        old.presses("2")
        assert old.hears("Dit gaat over rood.")


def written_at(path: Path, moment: float) -> None:
    """Give a file the time that the server's clock showed when it was saved."""
    os.utime(path, (moment, moment))


NIGHT_MENU = re.sub(
    r"weekdays: 9:00.*?12:00\n(.*?)every_day: 17:00-9:00\n *weekend: 0:00-24:00",
    r"every_day: 2:15-2:45\n\1every_day: 0:00-2:00",
    TEAMS.read_text(encoding="utf-8"),
    flags=re.DOTALL,
)
"""The night team goes home at two; the day team is there from a quarter past two for half an hour."""

AUTUMN = {
    "2026-10-25 01:50+02:00": (NIGHT,),
    "2026-10-25 02:10+02:00": (NIGHT,),
    "2026-10-25 02:20+02:00": (DAY, SECOND),
    "2026-10-25 02:50+02:00": (DAY, SECOND),
    "2026-10-25 02:05+01:00": (DAY, SECOND),
    "2026-10-25 02:40+01:00": (DAY, SECOND),
    "2026-10-25 02:50+01:00": (NATIONAL,),
    "2026-10-25 03:05+01:00": (NATIONAL,),
}
"""Two o'clock comes twice: what opens does so the first time, and what closes the second time."""

SPRING = {
    "2027-03-28 01:50+01:00": (NIGHT,),
    "2027-03-28 03:05+02:00": (NATIONAL,),
    "2027-03-28 03:20+02:00": (DAY, SECOND),
    "2027-03-28 03:50+02:00": (NATIONAL,),
}
"""Two o'clock does not come: who comes and goes in that hour does so after as many minutes as ever."""


def test_both_nights_on_which_the_clock_changes(office, caller, clock):
    """Who calls before, in and after the hour that comes twice or not at all reaches who is there at that moment."""
    office.save(NIGHT_MENU)
    clock.shows("2026-10-25 01:45+02:00")
    with office.serves(app=UNHURRIED, **clock.environment, **NUMBERS) as server:
        earlier = caller(server).call(dials=["no-answer"])
        for moment, numbers in (AUTUMN | SPRING).items():
            clock.shows(moment)
            now = caller(server).call(dials=["no-answer"])
            for call in (earlier, now):
                call.presses("0")
                call.waits()
                assert call.dialled[0].numbers == numbers, moment
                assert call.faults == []
            earlier = caller(server).call(dials=["no-answer"])
