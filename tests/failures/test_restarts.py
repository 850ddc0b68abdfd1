"""Processes that are killed, replaced, stopped and started again while callers are on the line."""

import os
import signal
import socket
import time
from functools import partial

from ivr.simulator.signing import signature
from tests.conftest import ADVISOR, TOKEN
from tests.failures.conftest import comes_true, ready
from tests.failures.crowd import CALLERS, Crowd, said
from tests.failures.menus import broken, menu, offered
from tests.server import Server


def kill_a_worker(server) -> None:
    """Kill the oldest worker outright, and wait until there is another."""
    victim = server.workers[0]
    os.kill(victim, signal.SIGKILL)
    assert comes_true(lambda: victim not in server.workers and len(server.workers) == 2)


def test_a_worker_that_is_killed_takes_no_call_with_it(office):
    """Time and again, in the middle of calls, also after a new menu: callers go on where they were, or get help."""
    with office.serves() as server, Crowd(server.url, are_cut_off=True).calling() as crowd:
        for colour in ("rood", "groen", "blauw"):
            office.save(menu(colour))
            for _ in range(2):
                time.sleep(0.7)
                kill_a_worker(server)
            assert comes_true(partial(hears, crowd, colour))
    assert crowd.complaints == []
    assert crowd.cut_off <= 6 * CALLERS


def hears(crowd: Crowd, colour: str) -> bool:
    """Whether somebody got this menu."""
    return colour in {known for _, known in crowd.heard}


def are_replaced(server: Server, before: set[int]) -> bool:
    """Whether there are as many workers as before, and none of those."""
    return len(server.workers) == 2 and not before & set(server.workers)


def test_a_line_that_is_reloaded_leaves_nobody_without_an_answer(office):
    """On SIGHUP all workers are replaced; no request fails."""
    with office.serves() as server, Crowd(server.url).calling() as crowd:
        for colour in ("groen", "blauw"):
            before = set(server.workers)
            office.save(menu(colour))
            server.process.send_signal(signal.SIGHUP)
            assert comes_true(partial(are_replaced, server, before), 25)
            assert comes_true(partial(hears, crowd, colour))
    assert crowd.complaints == []


class Slowly:
    """A signed request of which the last byte is sent later."""

    def __init__(self, port: int, target: str = "/voice") -> None:
        form = {"CallSid": "CA" + "0" * 32, "From": "anonymous"}
        body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
        signed = signature(TOKEN, f"http://127.0.0.1:{port}{target}", form)
        head = (
            f"POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Twilio-Signature: {signed}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._rest = body[-1:]
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=15)
        self._connection.sendall(head.encode() + body[:-1])

    def answer(self) -> bytes:
        """Send the rest, and receive the answer."""
        with self._connection:
            self._connection.sendall(self._rest)
            return b"".join(iter(lambda: self._connection.recv(65536), b""))


def test_a_restart_takes_nobody_from_their_menu(office, caller):
    """What is being asked at SIGTERM is answered; afterwards calls go on in the menu in which they began."""
    with office.serves() as server:
        calls = [caller(server).call() for _ in range(3)]
        assert [offered(said(call)) for call in calls] == [("rood", "2")] * 3
        asked = [Slowly(server.port) for _ in range(3)]
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        for request in asked:
            answer = request.answer()
            assert answer.startswith(b"HTTP/1.1 200 ")
            assert b"Iets over rood: toets 2." in answer
        assert server.process.wait(30) == 0
    office.save(menu("groen"))
    with office.serves() as server:
        assert offered(said(caller(server).call())) == ("groen", "3")
        for call in calls:
            call.presses("2")
            assert call.hears("Dit gaat over rood.")
            call.presses("0")
            call.waits()
            assert call.connected_to == ADVISOR
            assert call.faults == []


def test_a_restart_with_a_broken_file_changes_nothing(office, caller):
    """The last good menu serves, with those who were in it; without any state the built-in line does, and helps."""
    with office.serves() as server:
        call = caller(server).call()
    office.save(broken("blauw"))
    with office.serves() as server:
        call.presses("2")
        assert call.hears("Dit gaat over rood.")
        assert offered(said(caller(server).call())) == ("rood", "2")
        assert ready(server)["serves"] == "menu"
    with office.serves(IVR_STATE=str(office.folder / "nothing")) as server:
        call.presses("*")
        assert call.hears("Het keuzemenu is veranderd.")
        new = caller(server).call()
        assert new.hears("Bel één één twee.")
        for one in (call, new):
            one.waits()
            one.waits()
            assert one.connected_to == ADVISOR
            assert one.faults == []
        assert ready(server)["serves"] == "built-in"
        assert ready(server)["reason"] == "menus.yml:50:5: unknown-word"
