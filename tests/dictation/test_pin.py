"""Who may record, and what becomes of guessing."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.dictation.attempts import Attempts, Verdict
from tests.dictation.conftest import PIN, SPEAKER

WRONG = "584736#"


def test_the_pin_lets_in(studio):
    """Nothing is told before it."""
    call = studio.calls_in()
    assert call.hears("Toets uw code")
    assert not call.hears("teksten te gaan")
    call.presses(f"{PIN}#")
    assert call.hears("teksten te gaan")


def test_three_wrong_pins_end_the_call(studio, caplog):
    """Friendly, and the administrator is told, without digits and without a number."""
    call = studio.calls_in()
    for _ in range(3):
        call.presses(WRONG)
        assert call.hears("Die code klopt niet")
    assert call.ended
    assert call.hears("drie keer")
    assert "wrong PIN" in caplog.text
    for secret in (WRONG[:-1], PIN, SPEAKER, SPEAKER[3:], call.sid):
        assert secret not in caplog.text
        assert not any(secret in one.url for one in call.exchanges)


@pytest.mark.parametrize("keyed", ["#", "2719#", "2719350#", "271935271935271935#"])
def test_other_lengths(studio, keyed):
    """Part of the PIN, more than the PIN, or nothing at all lets nobody in."""
    call = studio.calls_in()
    call.presses(keyed)
    assert not call.hears("teksten te gaan")


def test_silence_ends_the_call(studio):
    """Whoever keys nothing is asked three times."""
    call = studio.calls_in()
    for _ in range(3):
        call.waits()
    assert call.ended


def test_guessing_over_many_calls(studio):
    """After three wrong PINs nobody gets in for a minute, not even with the right one; and then less and less."""
    call = studio.calls_in()
    call.presses(WRONG * 3)
    call = studio.calls_in()
    assert call.hears("te vaak een verkeerde code")
    assert call.ended
    studio.clock.passes(seconds=61)
    call = studio.calls_in()
    call.presses(WRONG)
    call.presses(f"{PIN}#")
    assert call.hears("te vaak een verkeerde code")
    assert call.ended
    studio.clock.passes(seconds=61)
    assert studio.calls_in().ended
    studio.clock.passes(seconds=60)
    assert studio.is_in().hears("teksten te gaan")
    call = studio.calls_in()
    call.presses(WRONG)
    assert call.hears("Die code klopt niet")
    assert not call.ended


def test_guesses_in_a_day(tmp_path):
    """So few that a million PINs take years."""
    attempts, now, guesses = Attempts(tmp_path / "x" / "wrong"), 0.0, 0
    while now < 86400:
        if not attempts.are_too_many(now):
            assert attempts.judge(PIN, "000000", now) is Verdict.WRONG
            guesses += 1
        now += 10
    assert 90 < guesses < 110


def test_guesses_at_the_same_moment(tmp_path, monkeypatch):
    """Twenty calls that key a PIN at once get three answers; then not even the right one is looked at for a minute."""
    attempts, write = Attempts(tmp_path / "wrong"), os.write

    def slowly(*what):
        time.sleep(0.01)
        return write(*what)

    monkeypatch.setattr(os, "write", slowly)
    with ThreadPoolExecutor(20) as calls:
        given = list(calls.map(lambda _: attempts.judge(PIN, "000000", 1000.0), range(20)))
    assert given.count(Verdict.WRONG) == 3
    assert attempts.judge(PIN, PIN, 1059.0) is Verdict.NOT_NOW
    assert attempts.judge(PIN, PIN, 1060.0) is Verdict.RIGHT
    assert not attempts.are_too_many(1060.0)


def test_what_cannot_be_counted_lets_nobody_in(studio, caplog):
    """With a disk that cannot be written every guess would be free."""
    (studio.settings.state / "dictation").parent.mkdir(parents=True, exist_ok=True)
    (studio.settings.state / "dictation").write_text("no folder")
    call = studio.calls_in()
    assert call.hears("Er gaat iets mis")
    assert call.ended
    assert "Error at" in caplog.text
