"""Whatever happens in the studio, most of a worker is left to callers."""

import re
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from flask import abort

from ivr.studio import calling, guard, room
from tests.conftest import ROOT
from tests.studio.visitor import Visitor


@contextmanager
def crowd(visitor, count, path, body):
    """So many people who ask at once; gives the answers so far."""
    answers: list[int] = []

    def ask():
        answers.append(Visitor(visitor.client.application.test_client()).posts(path, body).status_code)

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield answers
    for thread in threads:
        thread.join()


def comes_true(what):
    """Wait for it."""
    until = time.monotonic() + 20
    while not what() and time.monotonic() < until:
        time.sleep(0.01)
    return what()


def test_a_worker_has_more_threads_than_the_studio_ever_takes():
    """Those that work, and those that wait for a password, leave a third to callers."""
    found = re.search(r"--threads (\d+)", (ROOT / "Procfile").read_text())
    assert found
    threads = int(found[1])
    assert threads * 2 / 3 >= room.MOST + guard.WAITING


def test_the_studio_takes_few_threads(visitor, monkeypatch):
    """However much is asked at once, what is too much is refused at once, and afterwards there is room again."""
    release = threading.Event()
    monkeypatch.setattr(calling, "play", lambda *_: release.wait(20) and abort(404))
    call: dict[str, object] = {"which": "live", "edition": None, "at": None, "acts": []}
    visitor.gets("/studio")
    with crowd(visitor, room.MOST + 3, "/studio/call", call) as answers:
        assert comes_true(lambda: len(answers) == 3)
        assert answers == [503] * 3
        assert visitor.gets("/studio/static/studio.css").status_code == 200
        release.set()
    assert answers == [503] * 3 + [404] * room.MOST
    assert [visitor.gets("/studio").status_code for _ in range(room.MOST + 1)] == [200] * (room.MOST + 1)


def test_threads_take_short_turns_where_there_is_a_studio(studio_settings):
    """A caller's answer waits for a check half a millisecond at a time, and not five."""
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        from ivr.studio import create_app

        create_app(studio_settings)
        assert sys.getswitchinterval() == pytest.approx(0.0005)
    finally:
        sys.setswitchinterval(before)
