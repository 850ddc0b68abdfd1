"""Disks that are full or read-only, for what the line keeps and for the operator's file: callers notice nothing."""

import os
import signal
from typing import Any

import pytest

from tests.conftest import ADVISOR
from tests.failures.conftest import comes_true, noticed, ready
from tests.failures.crowd import said
from tests.failures.disks import Disk, mounted
from tests.failures.menus import broken, menu, offered, save


def is_served(call, colour: str) -> bool:
    """Whether a whole call is as it should be, and in this menu."""
    offers = offered(said(call))
    assert offers
    call.presses(offers[1])
    assert call.hears(f"Dit gaat over {colour}.")
    call.presses("0")
    call.waits()
    return offers[0] == colour and call.connected_to == ADVISOR and call.faults == []


def not_kept(office, why: str) -> list[str]:
    """The lines of the log that say that editions cannot be kept."""
    return [line for line in office.log if "cannot be written" in line and why in line]


def on_small_disk(office, kilobytes: int = 256) -> dict[str, Any]:
    """How to start the line with its menu and its state on one small disk."""
    filled = office.folder / "filled"
    filled.mkdir()
    save(filled / "menus.yml", menu("rood"))
    at = office.folder / "disk"
    before = mounted(at, filled, kilobytes)
    return {"before": before, "IVR_MENUS": str(at / "menus.yml"), "IVR_STATE": str(at / "var")}


def test_a_full_disk_is_noticed_by_no_caller(office, caller):
    """The operator's file is cut off: the old menu serves. Saved whole, it serves although it cannot be kept."""
    with office.serves(**on_small_disk(office)) as server:
        disk = Disk(server, office.folder / "disk")
        old = caller(server).call()
        disk.fill()
        with noticed(server), pytest.raises(OSError, match="No space left"):
            (disk.folder / "menus.yml").write_text(menu("groen") * 4)
        assert is_served(caller(server).call(), "rood")
        assert ready(server)["stale"] is True
        disk.empty()
        with noticed(server):
            save(disk.folder / "menus.yml", menu("groen"))
            disk.fill()
        for worker in server.workers:
            with server.only(worker):
                assert is_served(caller(server).call(), "groen")
                told = ready(server)
                assert (told["stale"], told["serves"]) == (False, "menu")
        assert is_served(old, "rood")
    lines = not_kept(office, "No space left on device")
    assert len(lines) == 2
    assert all("Callers notice nothing" in line for line in lines)
    assert "Traceback" not in "\n".join(office.log)


def test_a_disk_that_fails_is_noticed_by_no_caller(office, caller):
    """Read-only from one moment to the next: calls go on, also by a worker that is started then and finds all ready."""
    with office.serves(**on_small_disk(office)) as server:
        disk = Disk(server, office.folder / "disk")
        with noticed(server):
            save(disk.folder / "menus.yml", menu("groen"))
        calls = [caller(server).call() for _ in range(4)]
        disk.lock()
        victim = server.workers[0]
        os.kill(victim, signal.SIGKILL)
        assert comes_true(lambda: victim not in server.workers and len(server.workers) == 2)
        for call in (*calls, *(caller(server).call() for _ in range(4))):
            assert is_served(call, "groen")
        assert ready(server)["stale"] is False
    assert len(not_kept(office, "Read-only file system")) == 1


def test_a_disk_that_is_full_from_the_start_lets_the_line_start(office, caller):
    """What cannot be kept is told in one line, and callers are answered."""
    full = on_small_disk(office, kilobytes=4) | {"IVR_MENUS": str(office.menus)}
    with office.serves(**full) as server:
        assert is_served(caller(server).call(), "rood")
        told = ready(server)
        assert (told["stale"], told["serves"], told["reason"]) == (False, "menu", None)
    assert len(not_kept(office, "No space left on device")) == 1


def test_a_log_that_cannot_be_written_costs_nobody_help(office, caller):
    """With a full disk under the log, a fault in the program and a broken menu are told nowhere, and harm nobody."""
    into_nothing = ["bash", "-c", 'exec "$0" "$@" > /dev/full 2>&1']
    with office.serves(before=into_nothing, app="tests.failures.faulty:app") as server:
        with noticed(server):
            office.save(broken("blauw"))
        call = caller(server).call()
        assert call.hears("Blijf aan de lijn.")
        assert call.connected_to == ADVISOR
        assert call.faults == []
    assert office.log == []
