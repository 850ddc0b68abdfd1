"""The line works where it is shut in as deploy/ says: nothing else to write to, no memory to make programs in."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ivr.simulator import Simulator
from tests.conftest import ADVISOR, TOKEN
from tests.deploy.proxies import DEPLOY, program
from tests.failures.crowd import Once
from tests.failures.disks import mounted
from tests.server import Server, running
from tests.web.test_metrics import KEY, fetched, values

_NO_MADE_PROGRAMS = """
import ctypes, os, sys
refused = ctypes.CDLL(None, use_errno=True).prctl(65, 1, 0, 0, 0)  # PR_SET_MDWE, for this and what it becomes
sys.exit(77) if refused else os.execvp(sys.argv[1], sys.argv[1:])
"""

_NOTHING_TO_WRITE_TO = """
mount --bind "$0" "$0" && mount -o remount,bind,ro / && ! touch /here 2>/dev/null && exec "$@"
"""


def reaches_an_advisor(server: Server) -> bool:
    """Whether callers do, whichever worker answers."""
    calls = [Simulator(Once(), url=server.url, token=TOKEN).call() for _ in range(8)]
    for call in calls:
        call.presses("0")
        call.waits()
    return all(call.connected_to == ADVISOR and not call.faults for call in calls)


def test_no_memory_is_both_written_and_run(tmp_path):
    """MemoryDenyWriteExecute in the unit forbids it; nothing of the line needs it."""
    before = [sys.executable, "-c", _NO_MADE_PROGRAMS]
    if subprocess.run([*before, "true"]).returncode == 77:
        pytest.skip("this kernel knows no PR_SET_MDWE (Linux 6.3)")
    with running(tmp_path, before=before, IVR_METRICS_TOKEN=KEY) as server:
        assert reaches_an_advisor(server)


def test_only_the_state_and_a_place_for_what_passes_are_written(tmp_path):
    """With everything else read-only, as in the container and the unit, the line answers and keeps its editions."""
    (tmp_path / "tmp").mkdir()
    before = ["unshare", "-rm", "bash", "-c", _NOTHING_TO_WRITE_TO, str(tmp_path)]
    if subprocess.run([*before, "true"], capture_output=True).returncode:
        pytest.skip("this machine gives nobody mounts of their own (unshare -rm)")
    with running(tmp_path, before=before, IVR_METRICS_TOKEN=KEY, TMPDIR=str(tmp_path / "tmp")) as server:
        assert reaches_an_advisor(server)
        assert values(fetched(server))["ivr_calls_total"] == 8
    assert list(tmp_path.glob("var/editions/*.json"))
    assert "cannot be written" not in server.log.read_text()


def test_a_disk_without_room_for_metrics_costs_no_call(tmp_path):
    """A worker that finds no room counts nothing and says so; it is not killed for writing where nothing can be."""
    empty, disk = tmp_path / "empty", tmp_path / "disk"
    empty.mkdir()
    before = mounted(disk, empty, 24)
    with running(tmp_path, before=before, IVR_METRICS_TOKEN=KEY, TMPDIR=str(disk)) as server:
        workers = server.workers
        assert reaches_an_advisor(server)
        assert server.workers == workers
    assert "No space left on device" in Path(server.log).read_text()


def calls(group: str) -> set[str]:
    """Give the system calls of a group, by the word of systemd."""
    said = subprocess.run(
        [program("systemd-analyze", "systemd"), "syscall-filter", "--no-pager", group],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [line.strip() for line in said.stdout.splitlines()]
    below = [calls(name) for name in names if name.startswith("@") and name != group]
    return {name for name in names if name and name[0] not in "#@"}.union(*below)


def test_the_unit_allows_every_system_call_that_is_made(tmp_path):
    """From the start through calls to a reload and the end, the kernel is asked for nothing that the unit refuses."""
    allowed, *refused = re.findall(r"^SystemCallFilter=(.+)$", (DEPLOY / "ivr.service").read_text(), re.M)
    assert refused == ["~@privileged @resources"]
    may = calls(allowed) - calls("@privileged") - calls("@resources")
    trace = tmp_path / "trace"
    before = [program("strace"), "-f", "-qq", "--seccomp-bpf", "-o", str(trace)]
    with running(tmp_path, before=before, IVR_METRICS_TOKEN=KEY, WEB_CONCURRENCY="1") as server:
        assert reaches_an_advisor(server)
        [gunicorn] = server.workers
        for how in (signal.SIGHUP, signal.SIGTERM):
            os.kill(gunicorn, how)
            time.sleep(1.0)
        server.process.wait(20)
    made = set(re.findall(r"^\d+ +(\w+)\(", trace.read_text(errors="replace"), re.M))
    assert {"accept4", "exit_group"} <= made
    as_root = {"fchown"} if os.geteuid() == 0 else set()  # of root alone SQLite asks it, for files of somebody else
    assert made - may - as_root == set()
