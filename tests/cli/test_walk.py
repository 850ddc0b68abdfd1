"""`ivr walk`: the certificate on paper or as JSON, of the menu in this folder or of a server that runs."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from ivr.cli import development
from ivr.cli.serve import HOST, server
from tests.conftest import ROOT
from tests.server import free_port
from tests.walk.conftest import HANGUP, PLAIN, Broken, Remembered
from tests.walk.test_broken_lines import after
from tests.walk.test_crew import IN_PROCESSES


def walk(desk, *arguments):
    """Run `ivr walk` on the small menu."""
    return desk.ivr("walk", str(desk.menus), "--prompts", str(desk.folder), *arguments)


def test_the_certificate_is_printed_and_nothing_else(desk):
    """Where nobody watches there is no progress bar and no colour, and the command succeeds."""
    result = walk(desk)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Bewijs van {desk.menus}, editie ")
    assert "BEWEZEN: elke weg eindigt bij hulp, zonder uitzondering." in result.stdout
    assert "\x1b" not in result.stdout


def test_every_document_on_demand(desk):
    """Each with its size."""
    brief, whole = walk(desk).stdout, walk(desk, "--documents").stdout
    assert whole.startswith(brief)
    assert whole.removeprefix(brief).splitlines()[0] == "Elk antwoord, in bytes"
    assert any(line.split()[1:] == ["3-2-part-2.w"] for line in whole.splitlines())


def test_a_program_gets_json(desk):
    """And nothing else on standard output."""
    data = json.loads(walk(desk, "--json").stdout)
    assert (data["proved"], data["exceptions"]) == (True, [])


def test_a_line_that_is_not_proved_fails(desk):
    """A recording that makes callers wait too long for 112: the exception is told, and the status says so too."""
    desk.record("Goedendag. Dit is Veilig Thuis.", seconds=8)
    desk.record("Is er gevaar? Bel één één twee. Uitleg: toets 1.", seconds=3)
    result = walk(desk)
    assert result.exit_code == 1
    assert "NIET BEWEZEN: 1 uitzondering." in result.stdout
    command = f"python -m ivr call --menus {desk.menus} --prompts {desk.folder}"
    assert (
        f"De opening noemt 112 na 9,8 seconden; dat mag hooguit 6 zijn. [too-late]\n      {command}\n" in result.stdout
    )


def test_a_menu_that_is_not_valid_is_not_walked(desk):
    """Its problems are told as `check` tells them."""
    desk.write("answer: Bellen", "anwser: Bellen")
    result = walk(desk)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Bedoelt u 'answer'?" in result.stderr


def test_a_folder_without_recordings(desk):
    """Everything is spoken, and the certificate says that lengths are estimates."""
    result = desk.ivr("walk", str(desk.menus), "--prompts", str(desk.folder / "nowhere"))
    assert result.exit_code == 0
    assert "  0 opnamen opgehaald" in result.stdout
    assert "28 teksten hebben geen opname" in result.stdout


def test_a_server_that_does_not_run(desk):
    """It is told how to start one."""
    result = walk(desk, "--url", "http://127.0.0.1:9")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "draait geen ontwikkelserver" in result.output
    assert "make run" in result.output


def test_a_number_that_cannot_be_rung(desk, monkeypatch):
    """A setting that stops the start of a server stops the walk, with one line that names it."""
    monkeypatch.setenv("ADVISOR_NUMBER", "112")
    result = walk(desk)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "ADVISOR_NUMBER" in result.output


@contextmanager
def announced(state, change=lambda *_: None):
    """A development server of the small menu, with one thing changed."""
    url = f"http://{HOST}:{(port := free_port())}"
    settings = development.settings({"IVR_STATE": str(state)}, url, PLAIN, ROOT / "prompts")
    line = server(settings, port)
    line.app = Broken(Remembered(line.app), change)
    thread = threading.Thread(target=line.serve_forever)
    thread.start()
    try:
        with development.announced(development.Connection(url, settings.tokens[0]), state):
            yield url
    finally:
        line.shutdown()
        thread.join()
        line.server_close()


def test_a_running_server_is_walked_too(ivr, monkeypatch, tmp_path):
    """The certificate is that of the menu in this folder, line for line."""
    monkeypatch.setenv("IVR_STATE", str(tmp_path))
    with announced(tmp_path) as url:
        running = ivr("walk", str(PLAIN), "--url", url)
    assert running.stdout == ivr("walk", str(PLAIN)).stdout.replace(f" --menus {PLAIN}", "")
    assert running.exit_code == 0


WRONG = {
    ("3", "2"): ("hangs-up", after("/3", "Digits=2", HANGUP), "(ended)"),
    ("3", "0", "--advisor", "busy"): ("hangs-up", after("/3-0", "DialCallStatus=busy", HANGUP), "(ended)"),
    ("2", "hekje"): ("fault", after("/2", "Digits=%23", ("500 Oops", [], b"")), "(fault 11217 the line answered 500"),
}
"""By the keys that show it: what is wrong, the change that makes it so, and what a call shows."""


def test_the_printed_calls_show_what_is_wrong(ivr, monkeypatch, tmp_path):
    """Whoever types the command that stands with an exception meets it, and with a good line does not."""
    monkeypatch.setenv("IVR_STATE", str(tmp_path))

    def change(path, told, document):
        return next(filter(None, (change(path, told, document) for _, change, _ in WRONG.values())), None)

    with announced(tmp_path, change) as url:
        told = json.loads(ivr("walk", str(PLAIN), "--url", url, "--json").stdout)["exceptions"]
        ways = {one["way"].removeprefix("python -m ivr call "): one["rule"] for one in told}
        assert ways == {" ".join(keys): rule for keys, (rule, _, _) in WRONG.items()}
        for keys, (_, _, met) in WRONG.items():
            assert met in ivr("call", *keys).stdout
            assert met not in ivr("call", *keys, "--menus", str(PLAIN)).stdout


def test_the_printed_call_calls_what_was_walked(ivr, monkeypatch, tmp_path):
    """Where a server runs besides, `ivr call` would call that one; so the command names the menu."""
    monkeypatch.setenv("IVR_STATE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "menus.yml").write_text(PLAIN.read_text())
    assert "      python -m ivr call\n" in ivr("walk").stdout
    with development.announced(development.Connection("http://127.0.0.1:9", "x"), tmp_path):
        assert "      python -m ivr call --menus menus.yml\n" in ivr("walk").stdout


@pytest.mark.parametrize("start", [("-m", "ivr", "walk"), ("-c", IN_PROCESSES)])
def test_ctrl_c_ends_it_without_a_traceback(start):
    """On a terminal there is a progress bar; when it is interrupted, that is all there is, of a large menu too."""
    here, there = pty.openpty()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # not ignored, as it is where all this runs in the background
    process = subprocess.Popen(
        [sys.executable, *start, "menus.yml"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=there, start_new_session=True,
    )  # fmt: skip
    os.close(there)
    shown = b""
    while b"Alle wegen nalopen" not in shown:
        shown += os.read(here, 1 << 16)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    os.set_blocking(here, False)
    with suppress(OSError):
        shown += os.read(here, 1 << 16)
    os.close(here)
    assert (process.returncode, out) == (1, b"")
    assert b"Aborted!" in shown
    assert b"Traceback" not in shown
