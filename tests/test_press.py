"""A menu that is made in a process of its own serves as one made here; whatever becomes of that, callers get help."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from msgspec import structs

from ivr import press
from ivr.edition import Publisher, Ready, Store, publisher
from ivr.edition.packing import pack, unpack
from ivr.edition.work import Answer, Unmade, Work
from ivr.press import Apart
from ivr.problems import InvalidMenu
from ivr.publishing import Here, answer
from ivr.settings import Settings, SettingsError
from ivr.simulator import WSGI, Simulator
from ivr.web import create_app
from tests.conftest import NUMBERS, ROOT, TOKEN, URL
from tests.failures.conftest import comes_true


@pytest.fixture
def given(tmp_path) -> Settings:
    """The settings of a line with a small menu of its own."""
    menus = tmp_path / "menus.yml"
    menus.write_text((ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", state=tmp_path / "var", numbers=NUMBERS)


@pytest.fixture
def apart(monkeypatch) -> Apart:
    """A press that may do nothing here."""
    monkeypatch.setattr(press, "_here", lambda _work: pytest.fail("made in the server itself"))
    return Apart()


@pytest.fixture
def instead_of_python(tmp_path, monkeypatch):
    """Start something else where Python would be."""

    def start(script: str, patch: pytest.MonkeyPatch = monkeypatch) -> None:
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\n{textwrap.dedent(script)}\n", encoding="utf-8")
        program.chmod(0o755)
        patch.setattr(sys, "executable", str(program))

    return start


def test_what_is_made_apart_is_what_is_made_here(given, apart):
    """The same documents, recordings and id; and it is kept, so that the next start is quick."""
    made = apart.servable(given, 60)
    assert made == Here().servable(given)
    assert apart.instead(given) == Here().instead(given)
    stored = Store.below(given.state).find(made.edition.id)
    assert stored
    assert apart.again(given, stored) == Here().again(given, stored)
    assert apart.before(given) == Here().before(given)


def test_what_is_made_apart_is_ready_for_the_next_start(given, apart):
    """The server takes what the other process has put there."""
    Publisher.start(given, apart)
    assert Ready.now(given, Store.below(given.state)).find() == Here().servable(given)


def test_every_problem_is_told_as_it_is_here(given, apart):
    """With its place, and in the same words."""
    given.menus.write_text("welkom: Hallo\nmenu: 1\n", encoding="utf-8")
    with pytest.raises(InvalidMenu) as told:
        apart.servable(given, 60)
    with pytest.raises(InvalidMenu) as here:
        Here().servable(given)
    assert told.value.problems == here.value.problems
    assert len(told.value.problems) > 1


def test_a_number_that_is_missing_is_told_as_it_is_here(given, apart):
    """In words for the administrator."""
    with pytest.raises(SettingsError, match="ADVISOR_NUMBER is not set"):
        apart.servable(structs.replace(given, numbers={"LINE_NUMBER": NUMBERS["LINE_NUMBER"]}), 60)


def test_a_setting_that_is_no_text_stops_nothing(given, apart):
    """The environment may hold any bytes; none of them is a telephone number."""
    strange = structs.replace(given, numbers={**NUMBERS, "LS_COLORS": "\udcff", "\udcfe": "x"})
    assert apart.servable(strange, 60) == Here().servable(given)


def test_an_error_that_nobody_foresaw_comes_back_by_its_name(given, monkeypatch):
    """Whoever asked learns that nothing was made, and callers keep what they have."""
    monkeypatch.setattr(Here, "instead", lambda *_: 1 / 0)
    with pytest.raises(Unmade, match="ZeroDivisionError"):
        unpack(pack(answer(Work("instead", given))), Answer).publication()


def test_where_nothing_was_kept_nothing_is_made_again(given, apart):
    """Then the built-in line answers."""
    with pytest.raises(InvalidMenu):
        apart.before(given)


def test_a_program_that_was_renewed_mixes_with_none(given, monkeypatch):
    """Until the restart callers keep what they have: what is loaded and what lies there may not fit together."""
    line = Publisher.start(given, Apart())
    monkeypatch.setattr("ivr.edition.fingerprint._CONTENT", "before")
    with pytest.raises(Unmade, match="andere versie"):
        Apart().before(given)
    assert line.edition("0123456789") is None
    change(given)
    assert comes_true(line.refresh)
    assert line.publication.fault
    assert "de beheerder moet de dienst opnieuw starten" in line.publication.fault.problems[0].message
    assert b"Goedendag" in line.publication.menu


def change(given: Settings) -> None:
    """Save another menu, a while ago."""
    given.menus.write_text(given.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"), encoding="utf-8")
    os.utime(given.menus, (time.time() - 9,) * 2)


@pytest.mark.parametrize(
    "script",
    ["kill -9 $$", "kill -SEGV $$", "exec sleep 60"],
    ids=["killed", "crashed", "hangs"],
)
def test_a_menu_that_breaks_the_program_reaches_no_caller(given, instead_of_python, monkeypatch, script):
    """Callers keep what they had; after a start they get the built-in line, that names 112 and rings an advisor."""
    serving = Publisher.start(given, Apart())
    for patience in ("MAKING", "STARTING"):
        monkeypatch.setattr(publisher, patience, 0.5)
    for patience in ("BEFORE", "WAITED_FOR"):
        monkeypatch.setattr(press, patience, 0.5)
    instead_of_python(script)
    change(given)
    assert comes_true(serving.refresh)
    told = serving.publication
    assert told.fault
    assert [problem.rule for problem in told.fault.problems] == ["program"]
    assert "Het wordt vanzelf opnieuw geprobeerd" in told.fault.problems[0].message
    assert b"Goedendag" in told.menu
    app = create_app(structs.replace(given, state=given.state / "new", prompts=given.state / "none"), Apart())
    assert app.test_client().get("/readyz").get_json()["serves"] == "built-in"
    call = Simulator(WSGI(app), url=URL, token=TOKEN).call()
    call.presses("1")
    assert call.hears("één één twee")


def test_what_failed_for_once_is_tried_again(given, instead_of_python, monkeypatch):
    """A killed process says nothing of the menu: it is tried again after a minute, and after two."""
    clock = Clock()
    line = structs.replace(Publisher.start(given, Apart()), now=clock)
    change(given)
    with monkeypatch.context() as killed:
        instead_of_python("kill -9 $$", killed)
        assert comes_true(line.refresh)
        clock.seconds += 59
        assert not line.refresh()
        clock.seconds += 2
        assert comes_true(line.refresh)
    assert line.publication.fault
    clock.seconds += 119
    assert not line.refresh()
    clock.seconds += 2
    assert comes_true(line.refresh)
    assert line.publication.fault is None
    assert b"Welkom" in line.publication.menu


def test_what_failed_at_the_start_is_tried_again(given, instead_of_python, monkeypatch):
    """Callers get the built-in line until the first of them has begun to publish the menu."""
    with monkeypatch.context() as killed:
        instead_of_python("kill -9 $$", killed)
        line = Publisher.start(given, Apart())
    assert line.publication.menu == b""
    assert comes_true(line.refresh)
    assert line.publication.fault is None
    assert b"Goedendag" in line.publication.menu


class Clock:
    """Shows what it is told."""

    seconds = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.seconds


@pytest.mark.parametrize("script", ["exit 1", "echo uWSGI", "cat"], ids=["refuses", "other-program", "echo"])
def test_where_no_process_can_be_had_the_work_is_done_here(given, instead_of_python, script):
    """Some servers are not started by Python, and what would be started is something else."""
    instead_of_python(script)
    assert Apart().servable(given, 60) == Here().servable(given)


def test_where_there_is_no_python_the_work_is_done_here(given, monkeypatch):
    """A server that brings its own has none to start."""
    monkeypatch.setattr(sys, "executable", "")
    assert Apart().servable(given, 60) == Here().servable(given)
    assert Apart().instead(given) == Here().instead(given)


def test_it_is_told_nothing_that_a_menu_does_not_need(given, instead_of_python, monkeypatch, tmp_path):
    """Neither the token that requests are signed with, nor a password, nor where the counts are."""
    secret = {
        "TWILIO_AUTH_TOKEN": "s3cret-token",
        "TWILIO_AUTH_TOKEN_SECONDARY": "s3cret-other",
        "DATABASE_URL": "postgresql://x:s3cret@db/x",
        "IVR_METRICS_TOKEN": "s3cret-and-long-enough-it-is",
        "IVR_STUDIO_PASSWORD": "pbkdf2:sha256:1$s3cret$00",
        "IVR_RECORDING_PIN": "273941",
        "IVR_RECORDING_VOICE": "els",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    }
    environment = {**NUMBERS, **secret, "IVR_PUBLIC_URL": URL, "IVR_MENUS": str(given.menus)}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    instead_of_python(f"cat > {tmp_path}/told; env > {tmp_path}/environment")
    Apart().servable(Settings.read(environment), 60)
    told = Path(tmp_path / "told").read_bytes()
    assert NUMBERS.items() <= unpack(told, Work).settings.numbers.items()
    told += Path(tmp_path / "environment").read_bytes()
    assert b"s3cret" not in told
    assert b"273941" not in told


def test_a_process_that_nobody_waits_for_ends_by_itself(given):
    """Also when the server that asked has gone."""
    work = [sys.executable, "-m", "ivr.publishing", "1"]
    with subprocess.Popen(work, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        assert process.wait(10) == -signal.SIGALRM
