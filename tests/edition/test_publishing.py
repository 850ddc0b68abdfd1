"""A menu that changes while callers are on the line: whole or not at all, and a key means what was heard."""

import errno
import os
import re
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from ivr.edition import Publisher, Store, Unmade, publisher
from ivr.publishing import Here
from ivr.settings import SettingsError
from ivr.web import create_app
from tests.conftest import ADVISOR, ROOT
from tests.edition.conftest import PLAIN, Workers, record
from tests.failures.conftest import comes_true

FREE = "Bellen is gratis."
FORMS = "Vormen van geweld: toets 2."
COSTS, VIOLENCE = re.findall(
    r"  \d:\n(    option: (?:Wat|Geweld).*?)(?=^  3:|^phrases)", PLAIN, re.DOTALL | re.MULTILINE
)
SWAPPED = PLAIN.replace(f"  2:\n{COSTS}  3:\n{VIOLENCE}", f"  2:\n{VIOLENCE.rstrip()}\n  3:\n{COSTS}\n")
BROKEN = PLAIN.replace("option: Wat kost", "opion: Wat kost")


def test_what_is_saved_is_heard_by_the_next_caller(desk):
    """Nobody has to restart anything."""
    line = desk.line(2)
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    desk.save(SWAPPED)
    for _ in range(2):
        assert line.call().hears("Wat kost het bellen? Toets 3.")


def test_a_key_means_what_the_caller_heard_it_to_mean(desk):
    """Whoever heard the old menu is answered by the old menu, to the end of the call, by every worker."""
    line = desk.line(3)
    old = line.call()
    assert old.hears("Wat kost het bellen? Toets 2.")
    desk.save(SWAPPED)
    assert line.call().hears("Wat kost het bellen? Toets 3.")
    old.presses("2")
    assert old.hears(FREE)
    old.presses("*")
    old.presses("3")
    assert old.hears(FORMS)
    old.presses("0")
    old.waits()
    assert old.connected_to == ADVISOR
    assert old.faults == []


def test_a_restart_changes_nothing_for_who_is_on_the_line(desk):
    """Workers that never saw the old menu make it again from what was kept."""
    line = desk.line(2)
    old = line.call()
    desk.save(SWAPPED)
    line.apps = desk.line(2).apps
    old.presses("2")
    assert old.hears(FREE)
    assert line.call().hears("Wat kost het bellen? Toets 3.")


def test_a_queue_that_could_ring_nobody_changes_nothing_for_callers(desk, caplog):
    """Advisors are rung through an account; without one the old menu serves, and the log says what is missing."""
    line = desk.line()
    queue = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")
    desk.save(re.sub("DAY_NUMBER|NIGHT_NUMBER|NATIONAL_NUMBER", "ADVISOR_NUMBER", queue))
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert line.ready()[0]["reason"] == "menus.yml:1:1: number-needed"
    assert "TWILIO_ACCOUNT_SID is not set" in caplog.text


def test_a_broken_menu_changes_nothing_for_callers(desk):
    """The old menu serves; operations read since when, and where the mistake is. Repaired, it is published."""
    line = desk.line(2)
    before = line.ready()[0]["edition"]
    desk.save(BROKEN, age=3600)
    saved = time.time() - 3600
    for said in line.ready():
        assert said["edition"] == before
        assert said["stale"] is True
        assert said["serves"] == "menu"
        assert re.match(r"menus\.yml:27:5: unknown-word", str(said["reason"]))
        assert abs(time.mktime(time.strptime(str(said["since"])[:19], "%Y-%m-%dT%H:%M:%S")) - saved) < 3 + 2 * 3600
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    desk.save(SWAPPED)
    assert line.call().hears("Wat kost het bellen? Toets 3.")
    assert [said["stale"] for said in line.ready()] == [False, False]


def test_a_menu_that_breaks_a_promise_is_not_published(desk):
    """What `ivr check` calls an error stops a menu as surely as a broken file does."""
    line = desk.line()
    desk.save(PLAIN.replace(FREE, "Bij gevaar verbinden wij u door met de politie."))
    line.call().presses("2")
    assert line.ready()[0]["stale"] is True
    again = line.call()
    again.presses("2")
    assert again.hears(FREE)


def test_after_a_restart_with_a_broken_menu_the_last_good_one_serves(desk):
    """Not the built-in line: callers keep their menu, with its recordings."""
    desk.line()
    desk.save(SWAPPED)
    desk.line()
    desk.save(BROKEN)
    line = desk.line(2)
    assert line.call().hears("Wat kost het bellen? Toets 3.")
    assert [said["serves"] for said in line.ready()] == ["menu", "menu"]


def test_a_worker_that_is_started_late_serves_what_the_others_serve(desk):
    """A worker is made again from what was read at the start; with a broken menu it looks what was good last."""
    line = desk.line(2)
    late = line.apps[1]
    line.apps = line.apps[:1]
    desk.save(SWAPPED)
    line.ready()
    desk.save(BROKEN)
    line.apps.append(late)
    for _ in range(2):
        assert line.call().hears("Wat kost het bellen? Toets 3.")


def test_a_file_that_is_being_written_is_not_read_by_halves(desk):
    """What was saved just now is read when it has been left alone for a moment."""
    line = desk.line()
    desk.save(SWAPPED[: SWAPPED.index("  3:\n")] + SWAPPED[SWAPPED.index("phrases:") :], age=0)
    assert line.call().hears("Geweld: toets 3")
    desk.save(SWAPPED, age=0)
    assert line.ready()[0]["stale"] is False
    time.sleep(0.3)
    assert line.call().hears("Wat kost het bellen? Toets 3.")


def test_a_number_that_nobody_set_stops_the_menu_not_the_line(desk):
    """A name that the administrator does not know is told, also after a restart; callers notice nothing."""
    line = desk.line()
    desk.save(PLAIN.replace("${ADVISOR_NUMBER}", "${NIGHT_NUMBER}"))
    for started in (line, desk.line()):
        assert started.ready()[0]["reason"] == "menus.yml:1:1: number-needed"
        call = started.call()
        call.presses("0")
        call.waits()
        assert call.connected_to == ADVISOR


def test_a_first_start_without_a_number_stops(desk):
    """With nothing good to serve, an administrator is told at once."""
    desk.save(PLAIN.replace("${ADVISOR_NUMBER}", "${NIGHT_NUMBER}"))
    with pytest.raises(SettingsError, match="NIGHT_NUMBER is not set"):
        desk.worker()


def test_who_is_in_the_built_in_line_stays_there(desk):
    """A menu that is repaired meanwhile is for the next caller, whichever worker answers."""
    desk.save(BROKEN)
    line = desk.line()
    call = line.call()
    assert call.hears("blijf aan de lijn")
    desk.save(PLAIN)
    line.apps = desk.line(2).apps
    call.presses("1")
    assert call.hears("Hang nu op, en bel zelf één één twee.")
    assert line.call().hears("Wat kost het bellen? Toets 2.")


def test_a_menu_that_is_only_touched_is_the_same_edition(desk):
    """A remark in the file is no other edition."""
    line = desk.line()
    before = line.ready()[0]["edition"]
    desk.save("# Nagekeken.\n" + PLAIN)
    assert line.ready() == [{"edition": before, "stale": False, "since": None, "serves": "menu", "reason": None}]


def test_without_a_disk_the_line_goes_on(desk, caplog):
    """When nothing can be kept, an administrator is told, and callers stay in their menu as long as workers live."""
    (desk.folder / "var").write_text("in the way")
    line = desk.line(3)
    assert "Callers notice nothing now" in caplog.text
    old = line.call()
    desk.save(SWAPPED)
    assert line.call().hears("Wat kost het bellen? Toets 3.")
    old.presses("2")
    assert old.hears(FREE)


def test_without_a_disk_a_worker_that_lags_behind_looks_at_the_file(desk, monkeypatch):
    """A key of the new menu never comes to a worker that does not know it."""
    (desk.folder / "var").write_text("in the way")
    line = desk.line(2)
    line.ready()
    monkeypatch.setattr("ivr.edition.publisher.EVERY", 3600.0)
    line.ready()
    desk.save(SWAPPED)
    line.apps[1:] = [desk.worker()]
    call = line.call()
    assert call.hears("Wat kost het bellen? Toets 3.")
    call.presses("2")
    assert call.hears(FORMS)


def test_a_fault_of_the_program_keeps_the_old_menu(desk, monkeypatch):
    """Whatever fails over a new menu, callers keep the old one."""
    line = desk.line()
    monkeypatch.setattr("ivr.publishing.making.errors", lambda *_: 1 / 0)
    desk.save(SWAPPED)
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert line.ready()[0]["reason"] == "menus.yml:1:1: program"


class Slow(Here):
    """A press that is not done before it is told so."""

    fails: type[Exception] | None = None

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def servable(self, settings, seconds=60.0):
        """Make what serves at last, or fail in a way that nobody foresaw."""
        assert self.go_on.wait(20)
        if self.fails:
            raise self.fails
        return super().servable(settings, seconds)


def slow_line(desk, press: Slow) -> Workers:
    """A line of which the next menu takes long."""
    press.go_on.set()
    line = Workers(create_app(desk.settings, press))
    press.go_on.clear()
    return line


def test_a_menu_that_takes_long_keeps_no_caller_waiting(desk, monkeypatch):
    """Who notices it waits a moment, others not at all; all get the menu that served until then."""
    monkeypatch.setattr(publisher, "NOTICING", 0.2)
    line = slow_line(desk, press := Slow())
    desk.save(SWAPPED)
    begun = time.monotonic()
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert time.monotonic() - begun < 5
    press.go_on.set()
    assert comes_true(lambda: line.call().hears("Wat kost het bellen? Toets 3."))


def test_a_failure_that_nobody_foresaw_stops_no_later_menu(desk, caplog):
    """Callers keep what they had, the log and /readyz say so, and the next menu is published."""
    line = slow_line(desk, press := Slow())
    press.go_on.set()
    press.fails = MemoryError
    desk.save(BROKEN)
    assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert "cannot be published" in caplog.text
    assert line.ready()[0]["reason"] == "menus.yml:1:1: program"
    press.fails = None
    desk.save(SWAPPED)
    assert line.call().hears("Wat kost het bellen? Toets 3.")


class Again(Here):
    """A press that takes its time to make an earlier edition again, or cannot."""

    asked, fails = 0, False

    def again(self, settings, stored):
        """Make it, for the first who asks."""
        self.asked += 1
        time.sleep(0.2)
        if self.fails:
            raise Unmade("not today")
        return super().again(settings, stored)


def older(desk) -> str:
    """The id of an edition that served, and serves no more."""
    known = desk.line().ready()[0]["edition"]
    desk.save(SWAPPED)
    desk.line()
    return str(known)


def test_callers_of_an_earlier_edition_have_it_made_once(desk):
    """After a restart they all come at the same time."""
    known, press = older(desk), Again()
    line = Publisher.start(desk.settings, press)
    with ThreadPoolExecutor(8) as callers:
        found = list(callers.map(line.edition, [known] * 8))
    assert {edition.id if edition else None for edition in found} == {known}
    assert press.asked == 1


def test_an_earlier_edition_that_cannot_be_made_is_not_tried_for_each_caller(desk):
    """They are led on by the keys that mean the same everywhere; a minute later it is tried again."""
    known, press, seconds = older(desk), Again(), [0.0]
    press.fails = True
    line = replace(Publisher.start(desk.settings, press), now=lambda: seconds[0])
    with ThreadPoolExecutor(8) as callers:
        assert list(callers.map(line.edition, [known] * 8)) == [None] * 8
    assert line.edition(known) is None
    assert press.asked == 1
    press.fails, seconds[0] = False, 61.0
    assert line.edition(known)


def test_an_earlier_edition_that_the_program_fails_over_leads_on(desk, monkeypatch, caplog):
    """The caller gets the fixed keys and not an error, and the log says that there is something to mend."""
    known = older(desk)
    monkeypatch.setattr(Here, "again", lambda *_: 1 / 0)
    assert Publisher.start(desk.settings, Here()).edition(known) is None
    assert "An earlier edition cannot be made again." in caplog.text


def test_a_caller_waits_for_an_edition_that_is_made_for_others_and_not_for_ever(desk, monkeypatch):
    """Twilio would give up; the fixed keys lead on."""
    known, press = older(desk), Again()
    monkeypatch.setattr("ivr.edition.earlier.PATIENCE", 0.05)
    line = Publisher.start(desk.settings, press)
    with ThreadPoolExecutor(2) as callers:
        found = list(callers.map(line.edition, [known] * 2))
    assert found.count(None) == 1
    assert press.asked == 1


def test_a_menu_that_no_disk_keeps_goes_on_when_the_next_is_broken(desk, monkeypatch):
    """Callers do not fall back to the last one that was kept."""
    line = desk.line()
    with monkeypatch.context() as full:
        full.setattr(Store, "keep", no_space)
        desk.save(SWAPPED)
        assert line.call().hears("Wat kost het bellen? Toets 3.")
    desk.save(BROKEN)
    assert line.call().hears("Wat kost het bellen? Toets 3.")
    assert line.ready()[0]["stale"]


def no_space(*_: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_thread_that_cannot_begin_is_tried_again(desk, monkeypatch):
    """A machine that is out of threads publishes a second later."""
    line = desk.line()
    desk.save(SWAPPED)
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", no_thread)
        assert line.call().hears("Wat kost het bellen? Toets 2.")
    assert line.call().hears("Wat kost het bellen? Toets 3.")


def test_a_second_try_that_finds_no_thread_is_tried_again(desk, monkeypatch):
    """A menu that could not be made for once is published in the end, though nobody saves it again."""
    press, seconds = Slow(), [0.0]
    press.go_on.set()
    line = replace(Publisher.start(desk.settings, press), now=lambda: seconds[0])
    press.fails = Unmade
    desk.save(SWAPPED)
    assert line.refresh()
    press.fails, seconds[0] = None, 61.0
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", no_thread)
        assert not line.refresh()
    assert line.publication.fault
    assert line.refresh()
    assert line.publication.fault is None


def no_thread(_self) -> None:
    """Fail as Python does."""
    raise RuntimeError("can't start new thread")


def test_a_recording_that_is_thrown_away_is_still_heard_by_who_is_on_the_line(desk):
    """An operator who changes an answer and removes its recording takes it from no caller, on any worker."""
    record(desk.menus, desk.folder / "prompts")
    line = desk.line(2)
    old = line.call()
    desk.save(PLAIN.replace(FREE, "Bellen kost niets."))
    next(desk.folder.glob("prompts/standin/bellen-is-gratis.*")).unlink()
    line.apps = desk.line(3).apps
    old.presses("2")
    assert any("bellen-is-gratis" in heard.text for heard in old.listens())
    assert old.faults == []


def test_a_folder_of_recordings_that_is_lost_is_missed_by_nobody_on_the_line(desk):
    """Until it is noticed, the copies are played; then the computer voice speaks."""
    record(desk.menus, desk.folder / "prompts")
    line = desk.line()
    old = line.call()
    shutil.rmtree(desk.folder / "prompts")
    assert {heard.kind for heard in line.call().listens()} == {"say"}
    old.presses("2")
    assert {heard.kind for heard in old.listens()} == {"play"}
    assert old.faults == []
