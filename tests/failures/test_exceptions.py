"""Faults in the program: the caller gets speech and help, and the log one line without anything of the caller."""

import os
import re
import subprocess

import pytest

from ivr.edition import Fixed
from ivr.simulator import WSGI, Simulator
from ivr.simulator.client import Ask, Client
from ivr.web import draft_app
from tests.conftest import ADVISOR, CALLER, TOKEN, URL
from tests.edition.conftest import record
from tests.failures.conftest import noticed
from tests.failures.crowd import Once, said
from tests.failures.menus import offered

SECRETS = {"From": CALLER, "CallSid": "CA" + "5ec2e7" * 5 + "00", "Digits": "*9#*9#", "CallerName": "Jansen"}
UNPRIVILEGED = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]
"""Root may read everything; a server seldom is root."""


def test_a_fault_in_the_program_is_heard_as_help(office, caller):
    """On a real server, each request that fails is answered with 112 and an advisor, and costs one line."""
    with office.serves(app="tests.failures.faulty:app") as server:
        call = caller(server).call()
        assert call.hears("Blijf aan de lijn.")
        assert call.connected_to == ADVISOR
        assert call.faults == []
        ask = Ask(f"{server.url}/voice/0123456789/4-3-2-part-77?dialled=1", parameters=SECRETS)
        assert Client(Once(), TOKEN).document(ask, {}).response.status == 200
    written = "\n".join(office.log)
    assert len([line for line in office.log if "ZeroDivisionError at " in line]) == 2
    assert "Traceback" not in written
    for secret in (*SECRETS.values(), *SECRETS, CALLER[1:], call.sid, "dialled", "part-77", "/voice", TOKEN, ADVISOR):
        assert secret not in written, secret


@pytest.mark.parametrize(
    ("name", "asked"), [("refresh", "/"), ("edition", "/voice/[^/]+/"), ("recording", "/prompts/")]
)
def test_whatever_fails_nobody_is_left_in_silence(settings, monkeypatch, caplog, name, asked):
    """Looking at the file, or finding an edition or a recording: the call goes on, or help is given at once."""

    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    app = draft_app(settings)
    monkeypatch.setattr(Fixed, name, fails)
    caplog.clear()
    call = Simulator(WSGI(app), url=URL, token=TOKEN).call()
    while not call.connected_to:
        assert call.listens()
        call.presses("0")
        call.waits()
    assert call.connected_to == ADVISOR
    assert {exchange.status for exchange in call.exchanges if exchange.method == "POST"} == {200}
    failed = [exchange for exchange in call.exchanges if re.match(URL + asked, exchange.url)]
    assert [record.getMessage().partition(" at ")[0] for record in caplog.records] == ["ZeroDivisionError"] * len(
        failed
    )
    assert not {CALLER, call.sid} & set(re.split(r"\W", caplog.text))


def unprivileged() -> list[str]:
    """What starts a server that may not read whatever it likes; skips where that cannot be."""
    if os.geteuid() != 0:
        return []
    if subprocess.run([*UNPRIVILEGED, "true"], check=False).returncode:
        pytest.skip("this machine takes no privileges away (setpriv)")
    return UNPRIVILEGED


def test_recordings_that_may_not_be_read_are_spoken(office, caller):
    """Who is on the line hears the copies, new callers the computer voice; an operator reads which folder it is."""
    record(office.menus, office.folder / "prompts")
    voice = office.folder / "prompts/standin"
    with office.serves(before=unprivileged()) as server:
        old = caller(server).call()
        try:
            with noticed(server):
                voice.chmod(0)
            new = caller(server).call()
            old.presses("2")
            assert {heard.kind for heard in old.listens()} == {"play"}
            assert offered(said(new)) == ("rood", "2")
            assert {heard.kind for heard in new.heard} == {"say"}
        finally:
            voice.chmod(0o755)
        assert old.faults == new.faults == []
    assert [line for line in office.log if f"{voice}: deze map is niet te lezen (Permission denied)" in line]
