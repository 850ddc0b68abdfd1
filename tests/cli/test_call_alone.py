"""`ivr call` by itself: which menu it calls, and how it stops."""

import json
import socket

import pytest

from ivr.cli import development
from ivr.cli.call import GOES_ON
from tests.conftest import ADVISOR, LINE, ROOT

PLAIN = "tests/menus/good/plain.yml"


@pytest.fixture
def another_server(state):
    """A development server that serves another menu: who asks it anything gets no answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = development.Connection(f"http://127.0.0.1:{server.getsockname()[1]}", "token")
        with development.announced(here, state):
            yield here.url


def test_a_call_that_nobody_answers_says_that_it_goes_on(ivr):
    """A reader sees that the line does not leave the caller, and why the call stops here."""
    shown = ivr("call", "--advisor", "busy").output
    assert shown.splitlines()[-1] == GOES_ON
    assert shown.count("(waits)") == 20


@pytest.mark.parametrize("arguments", [["0"], ["0", "--advisor", "busy", "--advisor", "answered"]])
def test_a_call_that_is_answered_does_not(ivr, arguments):
    """Who reaches an advisor does not go on waiting."""
    shown = ivr("call", *arguments).output
    assert shown.splitlines()[-1].endswith(f"(talks with {ADVISOR})")


def test_an_answer_at_the_very_last_moment_is_an_answer(ivr):
    """The last wait may still lead to an advisor."""
    rounds = [part for _ in range(29) for part in ("--advisor", "busy")]
    shown = ivr("call", *rounds, "--advisor", "answered").output
    assert shown.count("(waits)") == 20
    assert shown.splitlines()[-1].endswith(f"(talks with {ADVISOR})")


def test_a_key_after_a_conversation_that_fell_away_is_heard(ivr):
    """A key in a conversation is heard by nobody; so the advisor hangs up first, and the line hears it."""
    shown = ivr("call", "0", "0", "1", "--advisor", "dropped").stdout
    assert shown.index("(advisor hangs up)") < shown.rindex("(presses 1)") < shown.rindex("Het nummer is één één twee")


def test_json_has_no_such_line(ivr):
    """A program that reads the call gets JSON alone, also when nobody answers."""
    call = json.loads(ivr("call", "--advisor", "busy", "--json").stdout)
    assert (call["connected_to"], call["ended"]) == (None, False)


@pytest.mark.parametrize("by_option", [True, False])
def test_a_menu_that_is_named_is_called(ivr, another_server, monkeypatch, by_option):
    """By --menus or by IVR_MENUS: a server that runs with another menu is not asked."""
    if not by_option:
        monkeypatch.setenv("IVR_MENUS", PLAIN)
    shown = ivr("call", *(["--menus", PLAIN] if by_option else []), "2").output
    assert shown.startswith(f"Calling {PLAIN}\n")
    assert "Bellen is gratis." in shown
    assert f"showing {LINE}" in shown


TEAMS = "tests/menus/good/teams.yml"


@pytest.mark.parametrize(("moment", "rung"), [("2026-05-04T12:00", "568"), ("2026-05-04 23:00", "569")])
def test_a_call_at_another_moment(ivr, moment, rung):
    """Who wonders what callers get by night need not stay up; the clock is the line's own."""
    shown = ivr("call", "0", "--at", moment, "--menus", TEAMS).stdout
    assert f"at {moment.replace('T', ' ')}" in shown.splitlines()[0]
    assert shown.splitlines()[-1].endswith(f"(talks with +31101234{rung})")


@pytest.mark.parametrize(("offset", "rung"), [("+02:00", "+31101234568"), ("+01:00", "+31101234569")])
def test_an_hour_that_comes_twice_is_told_apart(ivr, tmp_path, offset, rung):
    """A team that goes in the doubled hour is there the first time only: the moment can be given with its offset."""
    menu = (ROOT / TEAMS).read_text(encoding="utf-8").replace("every_day: 17:00-9:00", "every_day: 0:00-24:00")
    menus = tmp_path / "menus.yml"
    menus.write_text(menu.replace("saturday: 10:00-14:00", "saturday: 10:00-14:00\n        2026-10-25: 0:00-2:00"))
    at = f"2026-10-25T{'01:59' if offset == '+02:00' else '02:00'}{offset}"
    assert ivr("call", "0", "--at", at, "--menus", str(menus)).stdout.splitlines()[-1].endswith(f"(talks with {rung})")


def test_what_is_no_moment_is_said(ivr):
    """And what one looks like."""
    result = ivr("call", "0", "--at", "morgen")
    assert result.exit_code == 2
    assert "2026-12-24T17:00" in result.stderr
